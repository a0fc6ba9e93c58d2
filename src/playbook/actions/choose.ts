import type { Extract } from "../../catalog/step.ts";
import { scanExtract } from "../../catalog/walk-steps.ts";
import { PlaybookError } from "../../base/errors.ts";
import { broken, tell, type Action, type Here } from "../attempt.ts";
import { unclear } from "../explain-failure.ts";
import { chosenRow } from "../extract/choose-row.ts";
import { readListings, type ListedRow } from "../extract/read-listings.ts";
import { seeBlock } from "../see-block.ts";
import { awaitRows } from "./extract.ts";

/** Finds the row of the listing in hand by the scan's own extract, or the subject's by one of its own. Several that could be it are none: the wrong person is worse. */
export const choose: Action<"choose"> = async (step, here) => {
  const { attempt } = here;
  const { session } = attempt.tools;
  const extract = step.choose === "listing" ? scansExtract(here) : step.choose;
  const rows = await rowsToChooseFrom(extract, here);
  const [row, ...more] = candidates(rows, here);
  tell(here, `read ${rows.length} rows, ${row ? 1 + more.length : 0} of them could be the listing`);
  const block = row ? undefined : await seeBlock(session);
  if (block) return unclear(block, here);
  attempt.row = row && more.length === 0 ? chosenRow(session.page, row, extract) : undefined;
  return attempt.row ? undefined : broken(here, "listing-not-on-page");
};

/** Most lists are there when their page is, and are read at once; for others there is the wait that a scan has. */
async function rowsToChooseFrom(extract: Extract, here: Here): Promise<ListedRow[]> {
  const { page } = here.attempt.tools.session;
  const atOnce = await readListings(page, extract);
  if (atOnce.length > 0) return atOnce;
  await awaitRows(extract, here);
  return readListings(page, extract);
}

function candidates(rows: readonly ListedRow[], here: Here): ListedRow[] {
  const { identity, matches } = here.attempt.job;
  const judged = rows.flatMap((row) => (row.listing ? [{ row, isSame: row.listing.identity === identity, verdict: matches(row.listing.details).verdict }] : []));
  // A namesake of the same town has the same identity by name and city: what is somebody else's stays so.
  const same = judged.filter(({ isSame, verdict }) => isSame && verdict !== "no");
  return (same.length > 0 ? same : judged.filter(({ verdict }) => verdict === "match")).map(({ row }) => row);
}

function scansExtract(here: Here): Extract {
  const { playbook, place } = here.attempt.job.playbook;
  const extract = scanExtract(playbook);
  if (!extract) throw new PlaybookError(`${place(here.id)} ${here.id}: there is no extract in scan to choose by`);
  return extract;
}
