import { Low, type Adapter } from "lowdb";
import { join } from "node:path";
import { z } from "zod";
import { isMissing, type Files } from "../base/files.ts";
import { jsonOrNothing } from "../base/json.ts";
import type { Case } from "./case.ts";
import type { LedgerView } from "./fold.ts";
import type { Head } from "./journal-line.ts";
import type { LedgerPlace } from "./journal.ts";

/** The cases as of one record of the journal. Holds no personal value, and nothing that the journal does not tell again. */
export interface Projection {
  readonly format: 1;
  readonly seq: number;
  readonly hash: string;
  readonly cases: Readonly<Record<string, Case>>;
}

const Shape = z.object({ format: z.literal(1), seq: z.int().min(0), hash: z.string(), cases: z.record(z.string(), z.looseObject({ state: z.string() })) });

export function projectionOf(view: LedgerView, { seq, hash }: Head): Projection {
  return { format: 1, seq, hash, cases: Object.fromEntries([...view.cases].sort(([a], [b]) => a.localeCompare(b))) };
}

export async function writeProjection({ dir, files }: Pick<LedgerPlace, "dir" | "files">, view: LedgerView, head: Head): Promise<void> {
  const low = new Low(durableAdapter(projectionPath(dir), files), projectionOf(view, head));
  await low.write();
}

/** The projection as it stands; nothing when there is none or it can't be read, since it is rebuilt anyway. */
export async function readProjection({ dir, files }: Pick<LedgerPlace, "dir" | "files">): Promise<Projection | undefined> {
  const low = new Low<Projection | null>(durableAdapter(projectionPath(dir), files), null);
  await low.read();
  return low.data ?? undefined;
}

export function projectionPath(dir: string): string {
  return join(dir, "ledger.json");
}

/**
 * lowdb's own adapter does not sync, writes a fixed temporary name at 0644 and follows a planted link (RELIABILITY, fact 3);
 * this one goes through our durable files.
 */
function durableAdapter(path: string, files: Files): Adapter<Projection | null> {
  return {
    async read() {
      const bytes = await files.read(path).catch(isMissing);
      const value = bytes === false ? undefined : jsonOrNothing(bytes.toString("utf8"));
      return isProjection(value) ? value : null;
    },
    async write(projection) {
      await files.replace(path, `${JSON.stringify(projection, null, 1)}\n`);
    },
  };
}

function isProjection(value: unknown): value is Projection {
  return Shape.safeParse(value).success;
}
