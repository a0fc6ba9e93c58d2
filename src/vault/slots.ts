import { hkdfSync, randomBytes, scrypt } from "node:crypto";
import { z } from "zod";
import { LockedError, UsageError } from "../base/errors.ts";
import { SealBrokenError, open, seal } from "./seal.ts";

/** What a person or a job unlocks a home with. */
export type Secret = { readonly kind: "passphrase"; readonly passphrase: string } | { readonly kind: "key-file"; readonly bytes: Uint8Array };

export interface ScryptCost {
  readonly n: number;
  readonly r: number;
  readonly p: number;
}

// About 0.2 s and 128 MB a guess (SAFETY: key).
export const SCRYPT_COST: ScryptCost = { n: 2 ** 17, r: 8, p: 1 };

const Base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/);
// Bounded, so that a changed file cannot ask for all the memory there is.
const Kdf = z.strictObject({
  name: z.literal("scrypt"),
  n: z.int().min(2).max(2 ** 20),
  r: z.int().min(1).max(16),
  p: z.int().min(1).max(4),
  salt: Base64,
});

/** One way into the home: its key, wrapped by one secret. */
export const Slot = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("passphrase"), kdf: Kdf, wrapped: Base64 }),
  z.strictObject({ kind: z.literal("key-file"), wrapped: Base64 }),
]);
export type Slot = z.infer<typeof Slot>;

const KEY_BYTES = 32;

interface Wrapping {
  readonly key: Uint8Array;
  readonly secret: Secret;
  readonly aad: string;
  readonly cost: ScryptCost;
}

export async function wrapKey({ key, secret, aad, cost }: Wrapping): Promise<Slot> {
  if (secret.kind === "key-file") return { kind: "key-file", wrapped: seal(fileKey(secret.bytes), key, aad).toString("base64") };
  const salt = randomBytes(16);
  const wrapped = seal(await passphraseKey(secret.passphrase, salt, cost), key, aad);
  return { kind: "passphrase", kdf: { name: "scrypt", ...cost, salt: salt.toString("base64") }, wrapped: wrapped.toString("base64") };
}

/** The key behind the first slot that the secret opens. */
export async function unwrapKey(slots: readonly Slot[], secret: Secret, aad: string): Promise<Buffer> {
  const fitting = slots.filter((slot) => slot.kind === secret.kind);
  for (const slot of fitting) {
    const key = openOrNothing(await slotKey(slot, secret), slot.wrapped, aad);
    if (key) return key;
  }
  throw fitting.length === 0 ? new LockedError(`this home does not open by ${said(secret)}`) : new LockedError(`wrong ${said(secret)}`, { hint: "nothing was changed; try again" });
}

async function slotKey(slot: Slot, secret: Secret): Promise<Buffer> {
  if (secret.kind === "key-file") return fileKey(secret.bytes);
  if (slot.kind === "key-file") throw new LockedError("this home does not open by passphrase");
  return passphraseKey(secret.passphrase, Buffer.from(slot.kdf.salt, "base64"), slot.kdf);
}

function openOrNothing(key: Buffer, wrapped: string, aad: string): Buffer | undefined {
  try {
    return open(key, Buffer.from(wrapped, "base64"), aad);
  } catch (error) {
    if (error instanceof SealBrokenError) return undefined;
    throw error;
  }
}

function fileKey(bytes: Uint8Array): Buffer {
  if (bytes.length < KEY_BYTES) throw new UsageError(`the key file is too short: ${bytes.length} bytes`, { hint: `it wants ${KEY_BYTES} random bytes or more` });
  return Buffer.from(hkdfSync("sha256", bytes, "", "unlist key file", KEY_BYTES));
}

function passphraseKey(passphrase: string, salt: Buffer, { n, r, p }: ScryptCost): Promise<Buffer> {
  // The same words typed on another keyboard may come as other code points.
  const text = passphrase.normalize("NFKC");
  const maxmem = 128 * n * r + 128 * r * p + 2 ** 20;
  return new Promise((resolve, reject) => {
    scrypt(text, salt, KEY_BYTES, { N: n, r, p, maxmem }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

function said(secret: Secret): string {
  return secret.kind === "key-file" ? "key file" : "passphrase";
}
