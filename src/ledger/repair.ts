import type { Clock } from "../base/clock.ts";
import type { Entry } from "./gap.ts";
import { renderHeadFile } from "./journal-head.ts";
import { headerHead, headerLine, renderLine, type Head } from "./journal-line.ts";
import { headKeyOf, headPath, journalPath, readJournal, setAside, type LedgerPlace } from "./journal.ts";
import { exists } from "../base/files.ts";
import { salvage, witnessingHeads } from "./salvage.ts";

export interface Repair {
  /** False when there was nothing to repair, and nothing was touched. */
  readonly isRepaired: boolean;
  readonly kept: number;
  /** Records that were acknowledged and can't be read any more; the journal marks where. */
  readonly lost: number;
  /** Names of the files that hold what was there before. */
  readonly setAside: readonly string[];
}

/** Makes a damaged ledger one that opens, with every valid record in it. The home's lock is the caller's. */
export async function repairLedger(place: LedgerPlace & { readonly clock: Clock }): Promise<Repair> {
  const reading = await readJournal(place);
  if (!reading?.damage) return { isRepaired: false, kept: reading?.entries.length ?? 0, lost: 0, setAside: [] };
  const heads = witnessingHeads(reading.heads.heads, place.subject);
  const { entries, kept, lost } = salvage(reading.bytes, heads, place.clock.now().toISOString());
  const names = await setDamagedAside(place, reading.bytes);
  await rewrite(place, entries);
  return { isRepaired: true, kept, lost, setAside: names };
}

async function setDamagedAside(place: LedgerPlace, journal: Buffer): Promise<string[]> {
  const names = [await setAside(place, "journal.damaged", journal)];
  if (!(await exists(headPath(place.dir)))) return names;
  return [...names, await setAside(place, "head.damaged", await place.files.read(headPath(place.dir)))];
}

/**
 * The old head goes first: cut short anywhere, a journal without a head is still damaged, and repairing it again keeps the same
 * records. With an old head beside a new journal it would call good records changed.
 */
async function rewrite(place: LedgerPlace, entries: readonly Entry[]): Promise<void> {
  if (await exists(headPath(place.dir))) await place.files.remove(headPath(place.dir));
  const { text, head } = renderJournal(entries, place.subject);
  await place.files.replace(journalPath(place.dir), text);
  await place.files.replace(headPath(place.dir), renderHeadFile(head, headKeyOf(place)));
}

function renderJournal(entries: readonly Entry[], subject: string): { text: string; head: Head } {
  let head = headerHead(subject);
  const lines = entries.map((entry) => {
    const line = renderLine(entry, head);
    head = line.head;
    return line.text;
  });
  return { text: [headerLine(subject), ...lines, ""].join("\n"), head };
}
