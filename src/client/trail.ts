import { createPublicKey, type KeyObject } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { sha256 } from "../base/sha256.ts";
import type { Clock } from "../base/clock.ts";
import { BusyError, LedgerDamagedError } from "../base/errors.ts";
import { isMissing, type Files } from "../base/files.ts";
import { takeLock, type Lock } from "../vault/lock.ts";
import { readSealedFile, writeSealedFile, type SealedFile } from "../vault/sealed-file.ts";
import { deriveKey } from "../vault/subject-keys.ts";
import { publicText, readLine, signedLine, signingKey, vouchedLine, type TrailWord } from "./trail-entry.ts";
import { readTrail, type TrailReading } from "./verify-trail.ts";

/** One client's folder, with the client's key. */
export interface ClientPlace {
  readonly dir: string;
  readonly subject: string;
  readonly key: Uint8Array;
  readonly files: Files;
}

export interface Deed {
  /** The operator at the machine, by the name that the home knows them by. */
  readonly by: string;
  readonly did: TrailWord;
  readonly about?: Readonly<Record<string, string | number>>;
}

const Head = z.strictObject({ seq: z.int().min(0), hash: z.string() });

const TRIES = 500;
const PAUSE_MS = 20;

/** Adds what was done. Two processes may have something to tell at once (a run, and a revocation meanwhile), so they take turns. */
export async function addToTrail(place: ClientPlace, clock: Clock, deed: Deed): Promise<void> {
  await using _turn = await turnAt(place.dir, clock);
  const { entries, head } = await readOwnTrail(place);
  const key = ownKey(place);
  const seq = entries.length + 1;
  const about = { ...(seq === 1 && { client: place.subject, key: publicText(key) }), ...deed.about };
  const line = signedLine({ seq, prev: head, at: clock.now().toISOString(), by: deed.by, did: deed.did, about }, key);
  await appendLine(place, line);
  await writeSealedFile(headFile(place), { seq, hash: sha256(line) }, place.files);
}

/** Behind the last whole line: what a crash tore off is cut away first. */
async function appendLine({ dir, files }: ClientPlace, line: string): Promise<void> {
  const whole = (await trailLines({ dir, files })).reduce((length, one) => length + Buffer.byteLength(one) + 1, 0);
  const file = await files.openAppend(trailPath(dir));
  try {
    await file.truncate(whole);
    await file.append(`${line}\n`);
  } finally {
    await file.close();
  }
}

/**
 * The trail against its sealed head, by which a cut shows. The head vouches for the line whose hash it holds, and that one for
 * all before it; only what a crash left beyond the head is asked for its signature. Read before the trail, since a writer may be
 * adding to both, the head is never ahead of it.
 */
export async function readOwnTrail(place: ClientPlace): Promise<TrailReading> {
  const head = (await readSealedFile(headFile(place), place.files).catch(isMissing)) || { seq: 0, hash: "" };
  const lines = await trailLines(place);
  const own = lines.length > head.seq ? createPublicKey(ownKey(place)) : undefined;
  const reading = readTrail(lines, (line, i) => (own && i >= head.seq ? readLine(line, own) : vouchedLine(line)));
  const fault = reading.fault ?? faultByHead(lines, head);
  if (fault !== undefined) throw new LedgerDamagedError(`the trail of ${place.subject}: ${fault}`, { hint: "put a backup in place: unlist restore FILE" });
  return reading;
}

/** A head is written after each line, so that only the first one can be there without any. */
function faultByHead(lines: readonly string[], { seq, hash }: z.infer<typeof Head>): string | undefined {
  if (lines.length < seq) return `ends after ${lines.length} of ${seq} lines`;
  if (seq === 0) return lines.length > 1 ? "has lost its head" : undefined;
  return sha256(lines[seq - 1] ?? "") === hash ? undefined : "is not the one that was written here";
}

/** A last line that a crash tore was never acknowledged, and is left out. */
export async function trailLines({ dir, files }: Pick<ClientPlace, "dir" | "files">): Promise<string[]> {
  const bytes = await files.read(trailPath(dir)).catch(isMissing);
  return bytes === false ? [] : bytes.toString("utf8").split("\n").slice(0, -1);
}

/** Whether it may tell that a grant was taken back, by a glance: whoever finds that it may, reads it. */
export async function tellsOfRevocation({ dir, files }: Pick<ClientPlace, "dir" | "files">): Promise<boolean> {
  const bytes = await files.read(trailPath(dir)).catch(isMissing);
  return bytes !== false && bytes.includes("grant-revoked");
}

export function trailPath(dir: string): string {
  return join(dir, "trail.ndjson");
}

function ownKey({ key }: ClientPlace): KeyObject {
  return signingKey(deriveKey(key, "trail"));
}

async function turnAt(dir: string, clock: Clock): Promise<Lock> {
  for (let tries = 1; ; tries++) {
    try {
      return await takeLock(dir, { clock, command: "trail" });
    } catch (error) {
      if (!(error instanceof BusyError) || tries === TRIES) throw error;
      await clock.sleep(PAUSE_MS);
    }
  }
}

function headFile({ dir, key, subject }: ClientPlace): SealedFile<typeof Head> {
  return { path: join(dir, "trail-head.sealed"), key: deriveKey(key, "trail head"), aad: `trail head ${subject}`, schema: Head };
}
