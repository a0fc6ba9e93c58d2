import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { UnlistError } from "../base/errors.ts";

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PREFIX_BYTES = 1 + NONCE_BYTES;

/** How much longer than its plaintext a sealed value is. */
export const SEAL_OVERHEAD = PREFIX_BYTES + TAG_BYTES;

/** Wrong key, wrong place, or changed bytes: which of them it was cannot be told, so whoever opens says what it means. */
export class SealBrokenError extends UnlistError {
  constructor() {
    super("a sealed value does not open: another key, another place, or changed bytes");
  }
}

/** AES-256-GCM: version, nonce, ciphertext, tag. `aad` names the place, so that a value moved elsewhere does not open. */
export function seal(key: Uint8Array, plaintext: Uint8Array | string, aad: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(boundTo(aad));
  const body = Buffer.concat([cipher.update(Buffer.from(plaintext)), cipher.final()]);
  return Buffer.concat([Uint8Array.of(VERSION), nonce, body, cipher.getAuthTag()]);
}

export function open(key: Uint8Array, sealed: Uint8Array, aad: string): Buffer {
  if (sealed.length < SEAL_OVERHEAD || sealed[0] !== VERSION) throw new SealBrokenError();
  const body = sealed.subarray(PREFIX_BYTES, -TAG_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(1, PREFIX_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(boundTo(aad))
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch {
    throw new SealBrokenError();
  }
}

/** The same as one word of base64, for a line of the journal. */
export function sealText(key: Uint8Array, text: string, aad: string): string {
  return seal(key, text, aad).toString("base64");
}

export function openText(key: Uint8Array, sealed: string, aad: string): string {
  return open(key, Buffer.from(sealed, "base64"), aad).toString("utf8");
}

function boundTo(aad: string): Buffer {
  return Buffer.from(`unlist/${VERSION}/${aad}`);
}
