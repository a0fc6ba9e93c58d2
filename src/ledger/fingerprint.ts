import { createHash, type Hash } from "node:crypto";

/** The SHA-256 of bytes that go on growing, known at every length on the way. */
export class Fingerprint {
  readonly #hash: Hash = createHash("sha256");
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.#length += bytes.length;
  }

  digest(): string {
    return this.#hash.copy().digest("hex");
  }
}
