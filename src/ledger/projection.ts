import { createHmac } from "node:crypto";
import { Low, type Adapter } from "lowdb";
import { join } from "node:path";
import { z } from "zod";
import { isMissing } from "../base/files.ts";
import { jsonOrNothing } from "../base/json.ts";
import { deriveKey } from "../vault/subject-keys.ts";
import type { PutAside } from "./asides.ts";
import type { Case } from "./case.ts";
import type { Crossing } from "./crossings.ts";
import { Gap } from "./gap.ts";
import type { LedgerPlace } from "./place.ts";
import { LedgerView, type Earlier } from "./view.ts";

/**
 * Goes up when the fold makes something else of the same journal: a projection that another fold made is not read. A test
 * holds what the fold makes of a long journal, and fails until this is raised.
 */
export const FOLD = 5;

/** As far as a journal had come, and the SHA-256 of its bytes up to there. */
export const JournalMark = z.strictObject({ seq: z.int().min(0), hash: z.string(), length: z.int().min(0), sha256: z.string() });
export type JournalMark = z.infer<typeof JournalMark>;

// Our own fold wrote what is behind the seal, so it is taken at its word: checking 1,000 cases takes longer than reading them.
const Shape = z.strictObject({
  format: z.literal(2),
  fold: z.literal(FOLD),
  mark: JournalMark,
  lastAt: z.string().optional(),
  cases: z.record(z.string(), z.custom<Case>()),
  crossings: z.array(z.custom<Crossing>()),
  asides: z.array(z.custom<PutAside>()),
  gaps: z.array(Gap),
});

/**
 * What the journal amounted to when it was `mark.length` bytes long. Rebuilt from the journal when it is missing; holds no
 * personal value. Opening a ledger starts from here when the journal's bytes up to there are still the same: who wrote this
 * had followed their chain.
 */
export type Projection = z.infer<typeof Shape>;

type Place = Pick<LedgerPlace, "dir" | "files" | "key">;

export function projectionOf({ cases, crossings, asides, gaps, lastAt }: LedgerView, mark: JournalMark): Projection {
  return { format: 2, fold: FOLD, mark, ...(lastAt !== undefined && { lastAt }), cases: Object.fromEntries(cases), crossings: [...crossings.values()], asides: [...asides.values()], gaps: [...gaps] };
}

export function viewOf({ cases, crossings, asides, gaps, lastAt }: Projection, earlier: Earlier): LedgerView {
  return LedgerView.resumed({ cases: Object.values(cases), crossings, asides, gaps, lastAt }, earlier);
}

export async function writeProjection(place: Place, projection: Projection): Promise<void> {
  const low = new Low(durableAdapter(place), projection);
  await low.write();
}

/** The projection as it stands; nothing when there is none, when it is changed, or when another fold made it. */
export async function readProjection(place: Place): Promise<Projection | undefined> {
  const low = new Low<Projection | null>(durableAdapter(place), null);
  await low.read();
  return low.data ?? undefined;
}

export function projectionPath(dir: string): string {
  return join(dir, "ledger.json");
}

/**
 * lowdb's own adapter does not sync, writes a fixed temporary name at 0644 and follows a planted link (RELIABILITY, fact 3);
 * this one goes through our durable files, and under a seal, since opening a ledger rests on it.
 */
function durableAdapter({ dir, files, key }: Place): Adapter<Projection | null> {
  const path = projectionPath(dir);
  return {
    async read() {
      const bytes = await files.read(path).catch(isMissing);
      const body = bytes === false ? undefined : unsealed(bytes, key);
      const result = Shape.safeParse(body === undefined ? undefined : jsonOrNothing(body));
      return result.success ? result.data : null;
    },
    async write(projection) {
      await files.replace(path, sealed(JSON.stringify(projection), key));
    },
  };
}

const AFTER_BODY = "}\n";
const MAC_LETTERS = 64;

function sealed(body: string, key: Uint8Array): string {
  return `${opening(macOf(body, key))}${body}${AFTER_BODY}`;
}

function unsealed(bytes: Buffer, key: Uint8Array): string | undefined {
  const start = opening("").length + MAC_LETTERS;
  const body = bytes.subarray(start, -AFTER_BODY.length);
  const isFramed = bytes.toString("latin1", 0, start) === opening(macOf(body, key)) && bytes.toString("latin1", start + body.length) === AFTER_BODY;
  return isFramed ? body.toString("utf8") : undefined;
}

function opening(mac: string): string {
  return `{"mac":"${mac}",\n"projection":`;
}

function macOf(body: Uint8Array | string, key: Uint8Array): string {
  return createHmac("sha256", deriveKey(key, "projection")).update(body).digest("hex");
}
