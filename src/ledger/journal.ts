import { join } from "node:path";
import { FatalError, LedgerDamagedError } from "../base/errors.ts";
import { errorCode, isMissing, type AppendFile, type Files } from "../base/files.ts";
import { deriveKey } from "../vault/subject-keys.ts";
import type { Entry } from "./gap.ts";
import { checkJournal, type CheckedJournal, type Damage } from "./journal-check.ts";
import { HeadFile, readHeads, renderHeadFile, type HeadKey, type HeadReading } from "./journal-head.ts";
import { headerHead, headerLine, renderLine, type Head } from "./journal-line.ts";

/** One subject's ledger on the disk. */
export interface LedgerPlace {
  /** The subject's own folder. */
  readonly dir: string;
  readonly subject: string;
  /** The subject's key, from `openSubjectKey`. */
  readonly key: Uint8Array;
  readonly files: Files;
}

export interface JournalReading extends CheckedJournal {
  readonly bytes: Buffer;
  readonly heads: HeadReading;
}

export const REPAIR_HINT = "unlist ledger verify says more, unlist ledger repair keeps every valid record";

/** Reads and checks, writes nothing. The head first: a writer may be appending, and what it acknowledges is then there. */
export async function readJournal(place: LedgerPlace): Promise<JournalReading | undefined> {
  const headBytes = await place.files.read(headPath(place.dir)).catch(isMissing);
  const journalBytes = await place.files.read(journalPath(place.dir)).catch(isMissing);
  if (headBytes === false && journalBytes === false) return undefined;
  const heads = readHeads(headBytes || Buffer.alloc(0), headKeyOf(place));
  const bytes = journalBytes || Buffer.alloc(0);
  return { ...checkJournal(bytes, heads, place.subject), bytes, heads };
}

/** The append-only truth, open for writing by one process. */
export class Journal implements AsyncDisposable {
  readonly #lines: AppendFile;
  readonly #headFile: HeadFile;
  #head: Head;
  #isBroken = false;

  private constructor(lines: AppendFile, headFile: HeadFile, head: Head) {
    this.#lines = lines;
    this.#headFile = headFile;
    this.#head = head;
  }

  /** Opens or begins a journal. Throws `LedgerDamagedError` and changes nothing when a promise is broken. */
  static async open(place: LedgerPlace): Promise<{ journal: Journal; entries: readonly Entry[]; notes: readonly string[] }> {
    const reading = (await readJournal(place)) ?? (await begin(place));
    if (reading.damage) throw damaged(reading.damage);
    const notes = [...(reading.torn > 0 ? [await setAsideTorn(place, reading)] : []), ...notesOn(reading)];
    const journal = await Journal.#onto(place, reading);
    return { journal, entries: reading.entries, notes };
  }

  static async #onto(place: LedgerPlace, reading: JournalReading): Promise<Journal> {
    const open: { close(): Promise<void> }[] = [];
    try {
      const lines = await place.files.openAppend(journalPath(place.dir));
      open.push(lines);
      if (reading.torn > 0) await lines.truncate(reading.length);
      const headFile = new HeadFile(await place.files.openFixed(headPath(place.dir)), headKeyOf(place), reading.heads.newestSlot);
      open.push(headFile);
      const journal = new Journal(lines, headFile, reading.head ?? headerHead(place.subject));
      await journal.#catchUp(place, reading);
      return journal;
    } catch (error) {
      await Promise.all(open.map((file) => file.close()));
      throw unwritable(error);
    }
  }

  get head(): Head {
    return this.#head;
  }

  /** On the disk, journal and head, before it resolves. */
  async append(entries: readonly Entry[]): Promise<void> {
    if (this.#isBroken) throw new FatalError("the journal could not be written before, so nothing more is written in this run");
    let head = this.#head;
    const texts = entries.map((entry) => {
      const line = renderLine(entry, head);
      head = line.head;
      return `${line.text}\n`;
    });
    await this.#write(texts.join(""), head);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lines.close();
    await this.#headFile.close();
  }

  async #write(text: string, head: Head): Promise<void> {
    try {
      await this.#lines.append(text);
      await this.#headFile.write(head);
    } catch (error) {
      // After a failed sync nobody knows what is on the disk; only reading it anew tells.
      this.#isBroken = true;
      throw unwritable(error);
    }
    this.#head = head;
  }

  /** Writes what a crash left undone: the first line, or a head that the journal ran ahead of. */
  async #catchUp({ subject }: LedgerPlace, { head, heads }: JournalReading): Promise<void> {
    if (!head) await this.#lines.append(`${headerLine(subject)}\n`);
    else if (head.seq !== heads.heads[0]?.seq || heads.hasBrokenSlot) await this.#headFile.write(head);
  }
}

export function journalPath(dir: string): string {
  return join(dir, "journal.ndjson");
}

export function headPath(dir: string): string {
  return join(dir, "head.sealed");
}

export function headKeyOf({ key, subject }: LedgerPlace): HeadKey {
  return { key: deriveKey(key, "journal head"), subject };
}

export function damaged({ where, why }: Damage): LedgerDamagedError {
  return new LedgerDamagedError(`${where} ${why}`, { hint: REPAIR_HINT });
}

/** The head comes first: a journal without one is damaged, a head of nothing is a beginning. */
async function begin(place: LedgerPlace): Promise<JournalReading> {
  await place.files.makeDir(place.dir);
  const bytes = renderHeadFile(headerHead(place.subject), headKeyOf(place));
  await place.files.replace(headPath(place.dir), bytes);
  return { entries: [], head: undefined, length: 0, torn: 0, ahead: 0, bytes: Buffer.alloc(0), heads: readHeads(bytes, headKeyOf(place)) };
}

async function setAsideTorn({ dir, files }: LedgerPlace, { bytes, length, torn }: JournalReading): Promise<string> {
  const name = await setAside({ dir, files }, "journal.torn", bytes.subarray(length));
  return `${torn} bytes at the end of the journal were never acknowledged (a write cut short) and are set aside in ${name}`;
}

/** What a person who checks should hear although nothing is lost. */
export function notesOn({ ahead, heads }: JournalReading): string[] {
  if (ahead === 0) return [];
  const why = heads.hasBrokenSlot ? "its newer slot can't be read" : "it was not written any more";
  return [`the head is ${ahead} records behind the journal (${why}), as a crash leaves it; the journal is whole, and the head is brought up to it`];
}

/** Writes bytes under `<stem>-<n>`, the first number that is free. */
export async function setAside({ dir, files }: Pick<LedgerPlace, "dir" | "files">, stem: string, bytes: Uint8Array): Promise<string> {
  const there = new Set(await files.list(dir));
  let n = 1;
  while (there.has(`${stem}-${n}`)) n += 1;
  await files.create(join(dir, `${stem}-${n}`), bytes);
  return `${stem}-${n}`;
}

function unwritable(error: unknown): FatalError {
  const hint = errorCode(error) === "ENOSPC" ? "free some disk space and run it again" : "look at the disk, then run it again";
  return new FatalError(`the journal can't be written (${errorCode(error) ?? "unknown"}); nothing acknowledged before is lost`, { hint, cause: error });
}
