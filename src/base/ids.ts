import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** An opaque id that says nothing about what it names: 5 bits a character, no look-alike letters. */
export function newId(length = 12): string {
  return Array.from(randomBytes(length), (byte) => ALPHABET[byte & 31]).join("");
}

/** Bytes as such an id, for keys that are derived (HMAC) rather than drawn. */
export function idFrom(bytes: Uint8Array, length = 16): string {
  return Array.from(bytes.subarray(0, length), (byte) => ALPHABET[byte & 31]).join("");
}
