import { sha256 } from "../base/sha256.ts";
import { publicKeyOf, readLine, TRAIL_START, type TrailEntry } from "./trail-entry.ts";

export interface TrailReading {
  readonly entries: readonly TrailEntry[];
  /** The hash of the last line that holds. */
  readonly head: string;
  /** What is wrong with the first line that does not. */
  readonly fault?: string;
}

/** What a line holds, if it is one that counts. */
export type ReadLine = (line: string, index: number) => TrailEntry | undefined;

/** Follows the chain from its start. With nothing but the lines, the first of them names the key that has to have signed them all. */
export function readTrail(lines: readonly string[], read: ReadLine = signedAsTheFirstSays(lines)): TrailReading {
  const entries: TrailEntry[] = [];
  let head = TRAIL_START;
  for (const [i, line] of lines.entries()) {
    const entry = read(line, i);
    const fault = faultOf(entry, { seq: i + 1, head });
    if (!entry || fault !== undefined) return { entries, head, fault: `line ${i + 1} ${fault ?? "is not signed by the trail's key"}` };
    entries.push(entry);
    head = sha256(line);
  }
  return { entries, head };
}

function faultOf(entry: TrailEntry | undefined, { seq, head }: { seq: number; head: string }): string | undefined {
  if (!entry) return "is not what was written there";
  if (entry.seq !== seq) return `is number ${entry.seq}: a line was taken out or put in`;
  return entry.prev === head ? undefined : "does not follow from the line before it";
}

function signedAsTheFirstSays([first]: readonly string[]): ReadLine {
  const key = keyIn(first);
  return (line) => key && readLine(line, key);
}

/** The first line speaks for itself: it names the key that has to have signed it. */
function keyIn(first: string | undefined): ReturnType<typeof publicKeyOf> | undefined {
  const named = /"key":"([A-Za-z0-9+/=]{20,200})"/.exec(first ?? "")?.[1];
  if (named === undefined) return undefined;
  try {
    return publicKeyOf(named);
  } catch {
    return undefined; // no key at all, which the first line then is not signed by
  }
}
