import { join } from "node:path";
import { LedgerDamagedError } from "../base/errors.ts";
import type { Files } from "../base/files.ts";
import { deriveKey } from "../vault/subject-keys.ts";
import type { Damage } from "./journal-check.ts";
import type { HeadKey } from "./journal-head.ts";

/** One subject's ledger on the disk. */
export interface LedgerPlace {
  /** The subject's own folder. */
  readonly dir: string;
  readonly subject: string;
  /** The subject's key, from `openSubjectKey`. */
  readonly key: Uint8Array;
  readonly files: Files;
}

export function journalPath(dir: string): string {
  return join(dir, "journal.ndjson");
}

export function headPath(dir: string): string {
  return join(dir, "head.sealed");
}

/** The head of a journal that is about to be put in the place of another one (`rewrite.ts`). */
export function nextHeadPath(dir: string): string {
  return join(dir, "head.next");
}

export function headKeyOf({ key, subject }: LedgerPlace): HeadKey {
  return { key: deriveKey(key, "journal head"), subject };
}

export function damaged({ where, why }: Damage): LedgerDamagedError {
  return new LedgerDamagedError(`${where} ${why}`, { hint: "unlist ledger verify says more, unlist ledger repair keeps every valid record" });
}

/** Writes bytes under `<stem>-<n>`, the first number that is free. */
export async function setAside({ dir, files }: Pick<LedgerPlace, "dir" | "files">, stem: string, bytes: Uint8Array): Promise<string> {
  const there = new Set(await files.list(dir));
  let n = 1;
  while (there.has(`${stem}-${n}`)) n += 1;
  await files.create(join(dir, `${stem}-${n}`), bytes);
  return `${stem}-${n}`;
}
