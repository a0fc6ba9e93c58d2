import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from "node:crypto";
import { z } from "zod";
import { jsonOrNothing } from "../base/json.ts";

/** What is told of the work for a client: who did what when, in fixed words, ids and counts. No value of anybody. */
const TRAIL_WORDS = [
  "opened", "grant-drafted", "grant-signed", "grant-revoked", "began", "ran", "looked", "attended", "recorded", "refused", "edited", "drafts-handed-out", "document-handed-out", "reported", "exported", "closed",
] as const;
export type TrailWord = (typeof TRAIL_WORDS)[number];

const Word = z.string().regex(/^[A-Za-z0-9_.:+/=, -]{0,200}$/);
const TrailEntry = z.strictObject({
  seq: z.int().min(1),
  /** SHA-256 of the line before. */
  prev: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  by: z.string().regex(/^[a-z0-9-]{1,32}$/),
  did: z.enum(TRAIL_WORDS),
  about: z.record(Word, z.union([Word, z.number()])),
});
export type TrailEntry = z.infer<typeof TrailEntry>;
const SignedEntry = z.strictObject({ entry: TrailEntry, sig: z.string() });

export const TRAIL_START = "0".repeat(64);

/** One line: the entry as it is signed, and the signature. */
export function signedLine(entry: TrailEntry, key: KeyObject): string {
  const parsed = TrailEntry.parse(entry);
  return JSON.stringify({ entry: parsed, sig: sign(null, Buffer.from(JSON.stringify(parsed)), key).toString("base64") });
}

/** What a line holds, if it is one and was signed with that key. */
export function readLine(line: string, publicKey: KeyObject): TrailEntry | undefined {
  const signed = parsedLine(line);
  return signed && verify(null, Buffer.from(JSON.stringify(signed.entry)), publicKey, Buffer.from(signed.sig, "base64")) ? signed.entry : undefined;
}

/** The same for a line that something else than its signature vouches for. */
export function vouchedLine(line: string): TrailEntry | undefined {
  return parsedLine(line)?.entry;
}

function parsedLine(line: string): z.infer<typeof SignedEntry> | undefined {
  const result = SignedEntry.safeParse(jsonOrNothing(line));
  return result.success ? result.data : undefined;
}

/** RFC 8410: an Ed25519 private key is 32 bytes behind this head. Drawn from the client's own key, it goes when that does. */
export function signingKey(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]), format: "der", type: "pkcs8" });
}

export function publicText(key: KeyObject): string {
  return createPublicKey(key).export({ format: "der", type: "spki" }).toString("base64");
}

export function publicKeyOf(text: string): KeyObject {
  return createPublicKey({ key: Buffer.from(text, "base64"), format: "der", type: "spki" });
}
