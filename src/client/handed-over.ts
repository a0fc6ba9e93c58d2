import { z } from "zod";
import { sha256 } from "../base/sha256.ts";
import { InvalidFileError } from "../base/errors.ts";
import { jsonOrNothing } from "../base/json.ts";
import { readTrail, type TrailReading } from "./verify-trail.ts";

/** A client's trail as it is handed over, with the journal it speaks of. Nothing in it is of anybody else, or opens without a key. */
export const TrailFile = z.strictObject({ format: z.literal(1), client: z.string(), trail: z.array(z.string()), journal: z.array(z.string()) });
export type TrailFile = z.infer<typeof TrailFile>;

const Chained = z.object({ prev: z.string() });

/** What is wrong with it, if anything is: told from the file alone. */
export function verifyTrailFile({ client, trail, journal }: TrailFile): TrailReading {
  const reading = readTrail(trail);
  const { entries } = reading;
  if (reading.fault !== undefined) return reading;
  const [first, last] = [entries[0], entries.at(-1)];
  if (first?.about["client"] !== client) return { ...reading, fault: "the trail is another client's" };
  if (last?.did !== "exported") return { ...reading, fault: "the trail was cut after it was handed over" };
  if (last.about["journal"] !== headOf(journal) || last.about["records"] !== journal.length) return { ...reading, fault: "the journal is not the one that was handed over" };
  const broken = journal.findIndex((line, i) => i > 0 && prevOf(line) !== sha256(journal[i - 1] ?? ""));
  return broken < 0 ? reading : { ...reading, fault: `line ${broken + 1} of the journal does not follow from the one before it` };
}

export function readTrailFile(file: string, text: string): TrailFile {
  const result = TrailFile.safeParse(jsonOrNothing(text));
  if (result.success) return result.data;
  throw new InvalidFileError([{ file, line: 1, column: 1, path: "", message: "not a trail that unlist handed over", hint: "unlist client trail CLIENT --out FILE writes one" }]);
}

/** Of no journal at all: what there is nothing of. */
export function headOf(journal: readonly string[]): string {
  return sha256(journal.at(-1) ?? "");
}

function prevOf(line: string): string | undefined {
  const result = Chained.safeParse(jsonOrNothing(line));
  return result.success ? result.data.prev : undefined;
}
