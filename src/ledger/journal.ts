import { diskTrouble } from "../base/disk-trouble.ts";
import { FatalError } from "../base/errors.ts";
import { errorCode, type AppendFile } from "../base/files.ts";
import type { Entry } from "./gap.ts";
import { noRecord } from "./journal-check.ts";
import { FORMAT } from "./journal-format.ts";
import { HeadFile, readHeads, renderHeadFile } from "./journal-head.ts";
import { headerLine, renderBatch, type Head } from "./journal-line.ts";
import { Fingerprint } from "./fingerprint.ts";
import { damaged, headKeyOf, headPath, journalPath, setAside, type LedgerPlace } from "./place.ts";
import type { JournalMark } from "./projection.ts";
import { notesOn, readJournal, type JournalReading } from "./read-journal.ts";
import { finishRewriting } from "./rewrite.ts";
import { upgrade } from "./upgrade.ts";
import { LedgerView } from "./view.ts";

export interface OpenedJournal {
  readonly journal: Journal;
  readonly reading: JournalReading;
  readonly notes: readonly string[];
}

/** The append-only truth, open for writing by one process. */
export class Journal implements AsyncDisposable {
  readonly #lines: AppendFile;
  readonly #headFile: HeadFile;
  readonly #fingerprint: Fingerprint;
  #head: Head;
  #brokenBy: FatalError | undefined;

  private constructor({ lines, headFile }: { lines: AppendFile; headFile: HeadFile }, fingerprint: Fingerprint, head: Head) {
    this.#lines = lines;
    this.#headFile = headFile;
    this.#fingerprint = fingerprint;
    this.#head = head;
  }

  /** Opens or begins a journal. Throws `LedgerDamagedError` and changes nothing when a promise is broken. */
  static async open(place: LedgerPlace): Promise<OpenedJournal> {
    const reading = (await readJournal(place)) ?? (await begin(place));
    if (reading.damage) throw damaged(reading.damage);
    if (reading.isHeadPending) await writing(() => finishRewriting(place));
    if (reading.format !== FORMAT) return Journal.#upgraded(place, reading);
    const notes = [...(reading.torn > 0 ? [await writing(() => setAsideTorn(place, reading))] : []), ...notesOn(reading)];
    return { journal: await Journal.#onto(place, reading), reading, notes };
  }

  static async #upgraded(place: LedgerPlace, reading: JournalReading): Promise<OpenedJournal> {
    const note = await writing(() => upgrade(place, reading));
    const opened = await Journal.open(place);
    return { ...opened, notes: [note, ...opened.notes] };
  }

  static async #onto(place: LedgerPlace, reading: JournalReading): Promise<Journal> {
    const open: { close(): Promise<void> }[] = [];
    try {
      const lines = await place.files.openAppend(journalPath(place.dir));
      open.push(lines);
      if (reading.torn > 0) await lines.truncate(reading.length);
      const headFile = new HeadFile(await place.files.openFixed(headPath(place.dir)), headKeyOf(place), reading.heads.newestSlot);
      open.push(headFile);
      const journal = new Journal({ lines, headFile }, reading.fingerprint, reading.head ?? noRecord(place.subject));
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

  /** How far the journal has come. */
  get mark(): JournalMark {
    return { ...this.#head, length: this.#fingerprint.length, sha256: this.#fingerprint.digest() };
  }

  /** On the disk, journal and head, before it resolves. A crash keeps each batch whole or not at all. */
  async append(batches: readonly (readonly Entry[])[]): Promise<void> {
    if (this.#brokenBy) throw this.#brokenBy; // whoever is heard of it first, the reason is the one that there was
    let head = this.#head;
    const texts = batches.map((batch) => {
      const rendered = renderBatch(batch, head);
      head = rendered.head;
      return rendered.text;
    });
    await this.#write(Buffer.from(texts.join("")), head);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lines.close();
    await this.#headFile.close();
  }

  async #write(bytes: Buffer, head: Head): Promise<void> {
    try {
      await this.#lines.append(bytes);
      await this.#headFile.write(head);
    } catch (error) {
      // After a failed sync nobody knows what is on the disk; only reading it anew tells.
      this.#brokenBy = unwritable(error);
      throw this.#brokenBy;
    }
    this.#fingerprint.add(bytes);
    this.#head = head;
  }

  /** Writes what a crash left undone: the first line, or a head that the journal ran ahead of. */
  async #catchUp({ subject }: LedgerPlace, { head, heads }: JournalReading): Promise<void> {
    if (!head) {
      const first = Buffer.from(`${headerLine(subject, FORMAT)}\n`);
      await this.#lines.append(first);
      this.#fingerprint.add(first);
    } else if (head.seq !== heads.heads[0]?.seq || heads.hasBrokenSlot) {
      await this.#headFile.write(head);
    }
  }
}

/** The head comes first: a journal without one is damaged, a head of nothing is a beginning. */
async function begin(place: LedgerPlace): Promise<JournalReading> {
  const bytes = renderHeadFile(noRecord(place.subject), headKeyOf(place));
  await writing(async () => {
    await place.files.makeDir(place.dir);
    await place.files.replace(headPath(place.dir), bytes);
  });
  const nothing = { bytes: Buffer.alloc(0), entries: [], head: undefined, length: 0, torn: 0, ahead: 0, projection: undefined, isHeadPending: false };
  return { ...nothing, heads: readHeads(bytes, headKeyOf(place)), format: FORMAT, base: LedgerView.empty(), fingerprint: new Fingerprint() };
}

async function setAsideTorn(place: LedgerPlace, { bytes, length, torn }: JournalReading): Promise<string> {
  const name = await setAside(place, "journal.torn", bytes.subarray(length));
  return `${torn} bytes at the end of the journal were never acknowledged (a write cut short) and are set aside in ${name}`;
}

async function writing<T>(work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    throw unwritable(error);
  });
}

function unwritable(error: unknown): FatalError {
  const { what, hint } = diskTrouble(error) ?? { what: errorCode(error) ?? "unknown", hint: "look at the disk, then run it again" };
  return new FatalError(`the journal can't be written: ${what}; nothing acknowledged before is lost`, { hint, cause: error });
}
