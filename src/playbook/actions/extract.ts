import type { Extract } from "../../catalog/step.ts";
import { tell, type Action, type Here } from "../attempt.ts";
import { unclear } from "../explain-failure.ts";
import { rowLocator } from "../extract/choose-row.ts";
import { readListings, type ListedRow } from "../extract/read-listings.ts";
import { keepShown } from "../keep.ts";
import { visible } from "../locate.ts";
import type { Sighting } from "../outcome.ts";
import { seeBlock, type Block } from "../see-block.ts";
import { abortable, inTime, shows } from "../waiting.ts";

/** Reads the rows of a results page, keeps those that are or may be the subject's, and only counts the others. */
export const extract: Action<"extract"> = async (step, here) => {
  const { session } = here.attempt.tools;
  await awaitRows(step.extract, here);
  const rows = await readListings(session.page, step.extract);
  const hasNoneSign = await showsNoneSign(step.extract, here);
  tell(here, `read ${rows.length} rows${hasNoneSign ? ", with the sign that nobody was found" : ""}`);
  const judged = judge(rows, here);
  const block = judged.sightings.length > 0 ? undefined : whyUnclear({ rows, hasNoneSign }, await seeBlock(session));
  if (block) return step.optional && block.reason === "no-sign" ? undefined : unclear(block, here);
  await keepWhatCounts({ extract: step.extract, ...judged, hasNoneSign }, here);
  return undefined;
};

/** Ends when a row or the none-sign shows, or with the patience; and not before the document has arrived as a whole. */
export async function awaitRows({ each, none }: Extract, here: Here): Promise<void> {
  const { session, signal } = here.attempt.tools;
  const rows = visible(session.page, each);
  tell(here, `waiting for ${none === undefined ? each : `${each} or ${none}`}`);
  await abortable(signal, shows(none === undefined ? rows : rows.or(visible(session.page, none)), here.patienceMs));
  await abortable(signal, inTime(session.page.waitForLoadState("domcontentloaded", { timeout: here.patienceMs })));
}

async function showsNoneSign({ none }: Extract, here: Here): Promise<boolean> {
  return none !== undefined && (await visible(here.attempt.tools.session.page, none).count()) > 0;
}

/** A page with the words of a wall is no answer, even when it shows an empty list; a row of the subject's own would be. */
function whyUnclear({ rows, hasNoneSign }: { rows: readonly ListedRow[]; hasNoneSign: boolean }, block: Block | undefined): Block | undefined {
  if (block) return block;
  if (rows.length === 0) return hasNoneSign ? undefined : { reason: "no-sign" };
  // Rows of which none can be understood are another design, not other people.
  return rows.every(({ listing }) => listing === undefined) ? { reason: "drift" } : undefined;
}

interface Judged {
  readonly sightings: readonly { readonly row: ListedRow; readonly sighting: Sighting }[];
  readonly others: number;
}

function judge(rows: readonly ListedRow[], here: Here): Judged {
  const read = rows.flatMap((row) => (row.listing ? [{ row, sighting: { ...row.listing, match: here.attempt.job.matches(row.listing.details) } }] : []));
  const sightings = read.filter(({ sighting }) => sighting.match.verdict !== "no");
  return { sightings, others: read.length - sightings.length };
}

async function keepWhatCounts(seen: Judged & { extract: Extract; hasNoneSign: boolean }, here: Here): Promise<void> {
  const { page } = here.attempt.tools.session;
  const kept: Sighting[] = [];
  for (const { row, sighting } of seen.sightings) {
    const at = rowLocator(page, seen.extract, row.index);
    kept.push({ ...sighting, evidence: await keepShown(here, "listing", { at, text: row.text }) });
  }
  here.attempt.look.add(kept, seen.others);
  if (seen.hasNoneSign && seen.extract.none !== undefined) {
    here.attempt.look.sawNoneSign(await keepShown(here, "no-results", { at: visible(page, seen.extract.none).first() }));
  }
}
