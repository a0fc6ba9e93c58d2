import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LedgerDamagedError } from "../../src/base/errors.ts";
import { checkJournal } from "../../src/ledger/journal-check.ts";
import { readHeads, type HeadReading } from "../../src/ledger/journal-head.ts";
import { headKeyOf } from "../../src/ledger/place.ts";
import { readJournal } from "../../src/ledger/read-journal.ts";
import { openLedger } from "../../src/ledger/ledger.ts";
import { readLedger } from "../../src/ledger/read-ledger.ts";
import { repairLedger } from "../../src/ledger/repair.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { saying } from "../vault/support/saying.ts";
import { allFiles } from "../vault/support/temp-home.ts";
import { LISTING, fact } from "./support/facts.ts";
import { journalOf, linesOf, newPlace, rewriteJournal, rewriteLines, withLedger, writeSome, type TestPlace } from "./support/ledgers.ts";

const key = `acme/${LISTING}` as const;

async function written(): Promise<TestPlace> {
  const place = await newPlace();
  await writeSome(place);
  return place;
}

/** A record that was written and whose acknowledgement a crash prevented: the journal as it is, the head as it was. */
async function writtenAhead(): Promise<TestPlace> {
  const place = await newPlace();
  await withLedger(place, (ledger) => ledger.append(fact("found")));
  const head = await readFile(join(place.dir, "head.sealed"));
  await withLedger(place, (ledger) => ledger.append(fact("intended")));
  await writeFile(join(place.dir, "head.sealed"), head);
  return place;
}

async function inMemory(place: TestPlace): Promise<{ bytes: Buffer; heads: HeadReading; subject: string }> {
  const { bytes, heads } = (await readJournal(place))!;
  return { bytes, heads, subject: place.subject };
}

describe("a write that a crash cut short", () => {
  it("is set aside with a note, whatever length of it was written", async () => {
    const { length } = (await linesOf(await written()))[4]!;
    for (let cut = 1; cut <= length; cut += 7) {
      const place = await written();
      const before = await journalOf(place);
      await rewriteJournal(place, Buffer.concat([before, before.subarray(-length - 1, -length - 1 + cut)]));

      const notes = await withLedger(place, (ledger) => ledger.notes);

      expect(notes[0]).toContain(`${cut} bytes`);
      expect((await readFile(join(place.dir, "journal.torn-1"))).length).toBe(cut);
      expect(await journalOf(place)).toEqual(before);
    }
  });

  it("is kept when it is whole and in the chain, so that an intent on the disk is never forgotten", async () => {
    const place = await writtenAhead();

    const { state, notes } = await withLedger(place, ({ view, notes }) => ({ state: view.cases.get(key)?.state, notes }));

    expect(state).toBe("in-doubt");
    expect(notes[0]).toContain("1 records behind");
    expect(await withLedger(place, (ledger) => ledger.notes)).toEqual([]);
  });

  it("does not stop readers, who leave it where it is", async () => {
    const place = await written();
    await rewriteJournal(place, Buffer.concat([await journalOf(place), Buffer.from('{"seq":5,"pr')]));

    const reading = await readLedger(place);

    expect(reading).toMatchObject({ isDamaged: false });
    expect(reading.view.events).toHaveLength(4);
    expect(await readdir(place.dir)).not.toContain("journal.torn-1");
  });

  it("in the first line of a new ledger is written again", async () => {
    const place = await newPlace();
    await withLedger(place, () => undefined);
    await rewriteJournal(place, '{"seq":0,"pre');

    await withLedger(place, (ledger) => ledger.append(fact("found")));

    expect((await readLedger(place)).view.events).toHaveLength(1);
  });
});

describe("a promise that is broken", () => {
  it("shows for a flip of any bit of the journal", async () => {
    const { bytes, heads, subject } = await inMemory(await written());

    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(checkJournal({ bytes: changed, heads, subject }).damage, `bit ${bit}`).toBeDefined();
    }

    expect(checkJournal({ bytes, heads, subject }).damage).toBeUndefined();
  });

  it("shows for a cut at any byte", async () => {
    const { bytes, heads, subject } = await inMemory(await written());

    for (let length = 0; length < bytes.length; length += 1) {
      expect(checkJournal({ bytes: bytes.subarray(0, length), heads, subject }).damage, `length ${length}`).toBeDefined();
    }
  });

  it("refuses writers and changes nothing", async () => {
    const place = await written();
    const changed = await journalOf(place);
    changed[200]! ^= 1;
    await rewriteJournal(place, changed);
    const before = await allFiles(place.dir);

    await expect(openLedger(place)).rejects.toThrow(LedgerDamagedError);

    expect(await allFiles(place.dir)).toEqual(before);
  });

  it.each<[string, (lines: string[]) => string[]]>([
    ["a swap", ([a = "", b = "", c = "", ...rest]) => [a, c, b, ...rest]],
    ["a dropped line", (lines) => lines.toSpliced(2, 1)],
    ["a doubled line", (lines) => lines.toSpliced(2, 0, lines[2]!)],
    ["a doubled last line", (lines) => [...lines, lines.at(-1)!]],
    ["a dropped last line", (lines) => lines.slice(0, -1)],
    ["no line", () => []],
  ])("shows for %s", async (_, change) => {
    const place = await written();

    await rewriteLines(place, change);

    await expect(openLedger(place)).rejects.toMatchObject({ exitCode: 6, hint: saying(/ledger repair/) });
  });

  it("shows for a flip of any byte of the head, as damage or as a journal that runs ahead", async () => {
    const place = await written();
    const { bytes, subject } = await inMemory(place);
    const whole = await readFile(join(place.dir, "head.sealed"));

    for (let byte = 0; byte < whole.length; byte += 1) {
      const changed = Buffer.from(whole);
      changed[byte]! ^= 0x10;
      const { damage, ahead } = checkJournal({ bytes, heads: readHeads(changed, headKeyOf(place)), subject });
      expect(damage !== undefined || ahead > 0, `byte ${byte}`).toBe(true);
    }
  });

  it("shows for a head that is missing, cut, older than allowed, or another subject's", async () => {
    const place = await written();
    const path = join(place.dir, "head.sealed");
    const whole = await readFile(path);
    const other = await written();

    for (const head of [undefined, whole.subarray(0, 100), Buffer.alloc(0), await readFile(join(other.dir, "head.sealed"))]) {
      if (head) await writeFile(path, head);
      else await place.files.remove(path);
      await expect(openLedger(place)).rejects.toThrow(LedgerDamagedError);
    }
  });

  it("leaves readers the valid prefix, and tells where and why", async () => {
    const place = await written();
    await rewriteLines(place, (lines) => lines.map((line, i) => (i === 3 ? line.replace("acme", "acne") : line)));

    const { view, damage, isDamaged } = await readLedger(place);

    expect(isDamaged).toBe(true);
    expect(damage).toEqual({ where: "journal.ndjson:5", why: "does not follow from the line before it" });
    expect(view.events.slice(0, 2).map((event) => event.type)).toEqual(["found", "intended"]);
  });
});

describe("verify", () => {
  it("says that all is well, and what is missing when it isn't", async () => {
    const place = await written();
    expect(await verifyLedger(place)).toMatchObject({ isWhole: true, records: 4, notes: [], projection: "fresh" });
    await withLedger(place, (ledger) => ledger.append(fact("unclear", { evidence: "a".repeat(64) })));

    expect(await verifyLedger(place)).toMatchObject({ isWhole: false, evidence: { missing: ["a".repeat(64)] } });
  });
});

describe("repair", () => {
  it("touches nothing when there is nothing to repair", async () => {
    const place = await written();
    const before = await readdir(place.dir);

    expect(await repairLedger(place)).toEqual({ isRepaired: false, kept: 4, lost: 0, setAside: [] });
    expect(await readdir(place.dir)).toEqual(before);
  });

  it.each([1, 2, 3, 4])("keeps every other record when line %i is beyond reading, and marks the gap", async (broken) => {
    const place = await written();
    const before = await journalOf(place);
    const types = (await readLedger(place)).view.events.map((event) => event.type);
    await rewriteLines(place, (lines) => lines.with(broken, "%%%"));
    const damaged = await journalOf(place);

    const repair = await repairLedger(place);

    expect(repair).toMatchObject({ isRepaired: true, kept: 3, lost: 1 });
    const { view } = await readLedger(place);
    expect(view.events.map((event) => event.type)).toEqual(types.toSpliced(broken - 1, 1));
    expect(view.gaps).toHaveLength(1);
    expect(damaged).not.toEqual(before);
    expect(await readFile(join(place.dir, "journal.damaged-1"))).toEqual(damaged);
    await withLedger(place, (ledger) => ledger.append(fact("unclear")));
  });

  it("never drops a valid record, at whatever byte a flip struck", async () => {
    const place = await written();
    const whole = await journalOf(place);
    const head = await readFile(join(place.dir, "head.sealed"));
    const lines = await linesOf(place);

    for (let byte = 0; byte < whole.length; byte += 11) {
      const changed = Buffer.from(whole);
      changed[byte]! ^= 0x04;
      await rewriteJournal(place, changed);
      await writeFile(join(place.dir, "head.sealed"), head);
      await repairLedger(place);
      const kept = (await linesOf(place)).join("\n");
      const struck = whole.subarray(0, byte).toString("latin1").split("\n").length - 1;
      // A struck newline spoils the line after it as well.
      const spoilt = whole[byte] === 0x0a ? [struck, struck + 1] : [struck];
      lines.forEach((line, i) => {
        if (!spoilt.includes(i)) expect(kept, `byte ${byte}, line ${i}`).toContain(line.slice(line.indexOf('"event"')));
      });
      await withLedger(place, () => undefined);
    }
  });

  it("leaves out a record that its neighbour proves changed", async () => {
    const place = await written();
    await rewriteLines(place, (lines) => lines.map((line, i) => (i === 2 ? line.replace("acme.example", "evil.example") : line)));

    expect(await repairLedger(place)).toMatchObject({ kept: 3, lost: 1 });
    expect((await journalOf(place)).toString()).not.toContain("evil.example");
  });

  it("puts swapped and doubled records right without loss", async () => {
    const place = await written();
    const before = await linesOf(place);
    await rewriteLines(place, ([a = "", b = "", c = "", ...rest]) => [a, c, b, c, ...rest]);

    expect(await repairLedger(place)).toMatchObject({ kept: 4, lost: 0 });
    expect(await linesOf(place)).toEqual(before);
  });

  it("marks a cut, and does not let what was about to be asked be asked without a person", async () => {
    const place = await newPlace();
    await withLedger(place, async (ledger) => {
      await ledger.append(fact("found"));
      await ledger.append(fact("intended"));
    });
    await rewriteLines(place, (lines) => lines.slice(0, 2));

    expect(await repairLedger(place)).toMatchObject({ kept: 1, lost: 1 });

    expect((await readLedger(place)).view.cases.get(key)).toMatchObject({ state: "needs-human", humanReason: "in-doubt" });
  });
});
