import { isMissing } from "../base/files.ts";
import { headOf, type TrailFile } from "../client/handed-over.ts";
import { trailLines, type ClientPlace } from "../client/trail.ts";
import { journalPath } from "../ledger/place.ts";
import type { Call } from "./call.ts";
import { tellTrail } from "./open-client.ts";

/** The trail with the journal as it is now; that it was handed over is its last word, and seals both. */
export async function takeTrail(call: Call, place: ClientPlace): Promise<TrailFile> {
  const bytes = await place.files.read(journalPath(place.dir)).catch(isMissing);
  const journal = bytes === false ? [] : bytes.toString("utf8").split("\n").slice(0, -1);
  await tellTrail(call, place, "exported", { journal: headOf(journal), records: journal.length });
  return { format: 1, client: place.subject, trail: await trailLines(place), journal };
}
