import { FORMAT } from "./journal-format.ts";
import { setAside, type LedgerPlace } from "./place.ts";
import { entriesIn, type JournalReading } from "./read-journal.ts";
import { rewriteJournal } from "./rewrite.ts";

/**
 * Writes a whole journal of an older format anew in the present one, and keeps a copy of it as it was. Each record that an
 * older format has is one of the present format too, so far; one that is not would be turned into its successor here.
 */
export async function upgrade(place: LedgerPlace, { bytes, length, format }: JournalReading): Promise<string> {
  const copy = await setAside(place, `journal.format-${format}`, bytes);
  await rewriteJournal(place, entriesIn(bytes.subarray(0, length)));
  return `the journal was written anew in format ${FORMAT} (it was in ${format}); ${copy} holds it as it was`;
}
