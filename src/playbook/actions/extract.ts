import type { Extract } from "../../catalog/step.ts";
import { tell, type Action, type Here } from "../attempt.ts";
import { unclear } from "../explain-failure.ts";
import { rowLocator } from "../extract/choose-row.ts";
import { MAX_ROWS, readListings, type ListedRow } from "../extract/read-listings.ts";
import { showsMore } from "../extract/shows-more.ts";
import { keepShown } from "../keep.ts";
import { visible } from "../locate.ts";
import { foldWords } from "../match/fold.ts";
import type { Sighting } from "../outcome.ts";
import { seeBlock, type Block } from "../see-block.ts";
import type { ReadRow } from "../stage-watch.ts";
import { abortable, inTime, shows } from "../waiting.ts";

/** Reads the rows of a results page, keeps those that are or may be the subject's, and only counts the others. */
export const extract: Action<"extract"> = async (step, here) => {
  await awaitRows(step.extract, here);
  const seen = await readAtRest(step.extract, here);
  here.attempt.tools.watch?.read(seen.read);
  const block = seen.sightings.length > 0 ? undefined : await whyUnclear(seen, here);
  if (block) return step.optional && block.reason === "no-sign" ? undefined : unclear(block, here);
  await keepWhatCounts({ extract: step.extract, ...seen }, here);
  return undefined;
};

interface Seen extends Judged {
  readonly rows: readonly ListedRow[];
  readonly hasNoneSign: boolean;
}

/** Many pages say "nobody found" until their rows have come: only a match is believed before the page has come to rest. */
async function readAtRest(wish: Extract, here: Here): Promise<Seen> {
  const { traffic, tools } = here.attempt;
  const first = await readOnce(wish, here);
  if (first.sightings.some(({ sighting }) => sighting.match.verdict === "match")) return first;
  await traffic.quiet(tools.clock, tools.signal);
  return readOnce(wish, here);
}

async function readOnce(wish: Extract, here: Here): Promise<Seen> {
  const rows = await readListings(here.attempt.tools.session.page, wish);
  const hasNoneSign = await showsNoneSign(wish, here);
  tell(here, `read ${rows.length} rows${hasNoneSign ? ", with the sign that nobody was found" : ""}`);
  return { rows, hasNoneSign, ...judge(rows, here) };
}

/** A wall, or a list whose own questions to the server failed: what it shows then is no answer. */
async function blockOf(here: Here): Promise<Block | undefined> {
  const { fault } = here.attempt.traffic;
  return (await seeBlock(here.attempt.tools.session)) ?? (fault && { reason: fault });
}

/** Ends when a row or the none-sign shows, or with the patience; and not before the document has arrived as a whole. */
export async function awaitRows({ each, none }: Extract, here: Here): Promise<void> {
  const { session, signal } = here.attempt.tools;
  const rows = visible(session.page, each);
  tell(here, `waiting for ${none === undefined ? each : `${each} or ${none}`}`);
  const either = none === undefined ? rows : rows.or(visible(session.page, none));
  await abortable(signal, shows(either, here.patienceMs));
  await abortable(signal, inTime(session.page.waitForLoadState("domcontentloaded", { timeout: here.patienceMs })));
}

async function showsNoneSign({ none }: Extract, here: Here): Promise<boolean> {
  return none !== undefined && (await visible(here.attempt.tools.session.page, none).count()) > 0;
}

/** A page with the words of a wall is no answer, even when it shows an empty list; a row of the subject's own would be. */
async function whyUnclear({ rows, hasNoneSign }: Seen, here: Here): Promise<Block | undefined> {
  const block = await blockOf(here);
  if (block) return block;
  if (rows.length === 0) return hasNoneSign ? undefined : { reason: "no-sign" };
  // Rows of which none can be understood are another design, not other people; nor is one with the subject's name in it.
  if (rows.every(({ listing }) => listing === undefined) || rows.some((row) => hidesSubject(row, here))) return { reason: "drift" };
  const turnsPages = here.rest.some((later) => "extract" in later || "if" in later); // then the playbook itself reads on
  const isCut = rows.length >= MAX_ROWS || (!turnsPages && (await showsMore(here.attempt.tools.session.page)));
  return isCut ? { reason: "no-sign" } : undefined;
}

/** A row that can't be understood and still holds the name that was asked for. */
function hidesSubject({ listing, text }: ListedRow, { attempt }: Here): boolean {
  if (listing !== undefined) return false;
  const words = foldWords(text);
  const asked = (["name.first", "name.last"] as const).map((field) => attempt.job.lookup(field));
  return asked.every((answer) => answer.kind === "send" && foldWords(answer.value).every((word) => words.includes(word)));
}

interface Judged {
  readonly read: readonly ReadRow[];
  readonly sightings: readonly { readonly row: ListedRow; readonly sighting: Sighting }[];
  readonly others: number;
}

function judge(rows: readonly ListedRow[], here: Here): Judged {
  const read = rows.flatMap((row) => (row.listing ? [{ row, sighting: { ...row.listing, match: here.attempt.job.matches(row.listing.details) } }] : []));
  const sightings = read.filter(({ sighting }) => sighting.match.verdict !== "no");
  return { read: read.map(({ sighting }) => sighting), sightings, others: read.length - sightings.length };
}

async function keepWhatCounts(seen: Judged & { extract: Extract; hasNoneSign: boolean }, here: Here): Promise<void> {
  const { page } = here.attempt.tools.session;
  const kept: Sighting[] = [];
  for (const { row, sighting } of seen.sightings) {
    const at = rowLocator(page, row, seen.extract);
    kept.push({ ...sighting, evidence: await keepShown(here, "listing", { at, text: row.text }) });
  }
  here.attempt.look.add(kept, seen.others);
  if (seen.hasNoneSign && seen.extract.none !== undefined) {
    here.attempt.look.sawNoneSign(await keepShown(here, "no-results", { at: visible(page, seen.extract.none).first() }));
  }
}
