import { createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { sha256 } from "../base/sha256.ts";
import type { SignedBy, Signature } from "./store.ts";
import type { Terms } from "./terms.ts";

export interface Typed {
  readonly terms: Terms;
  readonly name: string;
  readonly at: string;
}

/**
 * Ties a typed name to every word of the terms. The private half of the key is forgotten here, so nobody can sign another
 * text under the same key; whose hand it was, no key can tell, and the letter does not say that it does.
 */
export function signTyped(typed: Typed): Extract<SignedBy, { kind: "typed" }> {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const value = sign(null, Buffer.from(wordsOf(typed)), privateKey).toString("base64");
  return { kind: "typed", name: typed.name, key: publicKey.export({ type: "spki", format: "der" }).toString("base64"), value };
}

/** False when a word of the terms, the name or the time is not what was signed. */
export function isSignedBy({ at, by }: Signature, terms: Terms): boolean {
  if (by.kind === "pen") return true; // the hand is on the paper, and its hash is what counts
  const key = createPublicKey({ key: Buffer.from(by.key, "base64"), type: "spki", format: "der" });
  return verify(null, Buffer.from(wordsOf({ terms, name: by.name, at })), key, Buffer.from(by.value, "base64"));
}

/** As a person compares it: the first sixteen hex digits of the key's hash, in fours. */
export function fingerprint(key: string): string {
  return (sha256(Buffer.from(key, "base64")).slice(0, 16).match(/.{4}/g) ?? []).join(" ");
}

/** One text for one agreement: keys in their order, whatever order they were written in. */
function wordsOf({ terms, name, at }: Typed): string {
  return JSON.stringify(sorted({ format: "unlist grant 1", at, name, terms }));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}
