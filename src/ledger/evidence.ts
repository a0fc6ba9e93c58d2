import { join } from "node:path";
import { z } from "zod";
import { sha256 } from "../base/sha256.ts";
import { LedgerDamagedError, UsageError } from "../base/errors.ts";
import { isMissing } from "../base/files.ts";
import { open, seal } from "../vault/seal.ts";
import { parseSealedJson } from "../vault/sealed-file.ts";
import { deriveKey } from "../vault/subject-keys.ts";
import type { LedgerPlace } from "./place.ts";

/** What was seen at one step: the matched text, and a masked picture when there is one. */
export interface Exhibit {
  readonly kind: "listing" | "no-results" | "confirmation" | "failure";
  readonly step: string;
  readonly text: string;
  readonly png?: Buffer;
}

export interface EvidenceCheck {
  readonly checked: number;
  /** Hashes whose file is not what it was. */
  readonly damaged: readonly string[];
}

const Stored = z.strictObject({ kind: z.enum(["listing", "no-results", "confirmation", "failure"]), step: z.string(), text: z.string(), png: z.string().optional() });
const SUFFIX = ".sealed";

/**
 * `<subjectDir>/evidence/<sha256>.sealed`. The name is the hash of the sealed bytes: anyone can check it without a key, and no
 * hash of a plaintext, which could be guessed at, stands on the disk.
 */
export class EvidenceStore {
  readonly #place: LedgerPlace;
  readonly #key: Uint8Array;
  readonly #dir: string;

  constructor(place: LedgerPlace) {
    this.#place = place;
    this.#key = deriveKey(place.key, "evidence");
    this.#dir = join(place.dir, "evidence");
  }

  /** Seals and stores the exhibit; its hash goes into the event that rests on it. */
  async put({ kind, step, text, png }: Exhibit): Promise<string> {
    const stored: z.infer<typeof Stored> = { kind, step, text, ...(png && { png: png.toString("base64") }) };
    const sealed = seal(this.#key, JSON.stringify(stored), this.#aad());
    const hash = sha256(sealed);
    await this.#place.files.makeDir(this.#dir);
    await this.#place.files.replace(this.#pathOf(hash), sealed);
    return hash;
  }

  async get(hash: string): Promise<Exhibit> {
    const sealed = await this.#place.files.read(this.#pathOf(hash)).catch(isMissing);
    if (sealed === false) throw new UsageError(`no evidence ${hash}`, { hint: "unlist ledger verify names what is missing" });
    if (sha256(sealed) !== hash) throw new LedgerDamagedError(`evidence/${hash}${SUFFIX} is not what it was`, { hint: "a backup may still have it" });
    const { png, ...rest } = parseSealedJson(open(this.#key, sealed, this.#aad()).toString("utf8"), Stored, "evidence");
    return { ...rest, ...(png !== undefined && { png: Buffer.from(png, "base64") }) };
  }

  async list(): Promise<string[]> {
    const names = (await this.#place.files.list(this.#dir).catch(isMissing)) || [];
    return names.filter((name) => name.endsWith(SUFFIX) && !name.startsWith(".")).map((name) => name.slice(0, -SUFFIX.length)).sort();
  }

  /** Every file against its name. */
  async verifyAll(): Promise<EvidenceCheck> {
    const hashes = await this.list();
    const damaged: string[] = [];
    for (const hash of hashes) {
      if (sha256(await this.#place.files.read(join(this.#dir, `${hash}${SUFFIX}`))) !== hash) damaged.push(hash);
    }
    return { checked: hashes.length, damaged };
  }

  #pathOf(hash: string): string {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new UsageError("that is not the hash of an evidence");
    return join(this.#dir, `${hash}${SUFFIX}`);
  }

  #aad(): string {
    return `evidence/${this.#place.subject}`;
  }
}
