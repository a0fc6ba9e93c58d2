import { cp, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { FORMAT } from "../../src/ledger/journal-format.ts";
import { hashLine, headerLine } from "../../src/ledger/journal-line.ts";
import { readLedger } from "../../src/ledger/read-ledger.ts";
import { repairLedger } from "../../src/ledger/repair.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { allFiles } from "../vault/support/temp-home.ts";
import { LISTING, day, fact } from "./support/facts.ts";
import { journalOf, linesOf, newPlace, rewriteJournal, rewriteLines, withLedger, type TestPlace } from "./support/ledgers.ts";

/** Ledgers as the unlist of that format left them: five records, in four batches. */
describe.each([1, 2, 3])("a journal of the older format %s", (format) => {
  let place: TestPlace;
  beforeEach(async () => {
    place = { ...(await newPlace()), key: Buffer.alloc(32, 7) };
    await cp(new URL(`fixtures/format-${format}`, import.meta.url), place.dir, { recursive: true });
    place.clock.set(day(20));
  });

  it("is read as it is by those who only look, who change nothing", async () => {
    const before = await allFiles(place.dir);

    const { view, isDamaged } = await readLedger(place);

    expect(isDamaged).toBe(false);
    expect(view.events.map((event) => event.type)).toEqual(["found", "intended", "acknowledged", "absent", "unclear"]);
    expect(await allFiles(place.dir)).toEqual(before);
  });

  it("is written anew when it is opened for writing, with nothing lost and a copy kept", async () => {
    const old = await journalOf(place);
    const { view } = await readLedger(place);

    const notes = await withLedger(place, (ledger) => ledger.notes);

    expect(notes[0]).toContain(`journal.format-${format}-1 holds it as it was`);
    expect(await readFile(join(place.dir, `journal.format-${format}-1`))).toEqual(old);
    expect((await linesOf(place))[0]).toBe(headerLine(place.subject, FORMAT));
    expect((await readLedger(place)).view.events).toEqual(view.events);
    expect(await verifyLedger(place)).toMatchObject({ isWhole: true, records: 5, projection: "fresh" });
    expect(await withLedger(place, (ledger) => ledger.notes)).toEqual([]);
  });

  it("that is damaged is refused as any other, and repaired into the present one", async () => {
    await rewriteLines(place, (lines) => lines.with(2, "%%%"));
    await expect(withLedger(place, () => undefined)).rejects.toMatchObject({ exitCode: 6 });

    expect(await repairLedger(place)).toMatchObject({ isRepaired: true, kept: 4, lost: 1 });

    expect((await readLedger(place)).view.gaps).toHaveLength(1);
  });

});

describe("a journal of the first format", () => {
  it("can be upgraded before it had its first line", async () => {
    const empty = { ...(await newPlace()), key: Buffer.alloc(32, 7) };
    await cp(new URL("fixtures/format-1-begun", import.meta.url), empty.dir, { recursive: true });

    await withLedger(empty, (ledger) => ledger.append(fact("found")));

    expect(await verifyLedger(empty)).toMatchObject({ isWhole: true, records: 1 });
  });
});

describe("a journal of a newer format", () => {
  let place: TestPlace;
  beforeEach(async () => {
    place = await newPlace();
    await withLedger(place, (ledger) => ledger.append(fact("found")));
    const first = headerLine(place.subject, FORMAT + 1);
    await rewriteJournal(place, `${first}\n${JSON.stringify({ seq: 1, prev: hashLine(first), event: { type: "something-new" } })}\n`);
  });

  it.each<[string, (place: TestPlace) => Promise<unknown>]>([
    ["a writer", (place) => withLedger(place, () => undefined)],
    ["a reader", readLedger],
    ["verify", verifyLedger],
    ["repair, which would drop what it can't read", repairLedger],
  ])("is left alone by %s, with words that say what to do", async (_, work) => {
    const before = await allFiles(place.dir);

    await expect(work(place)).rejects.toMatchObject({ message: `the journal is in format ${FORMAT + 1}; this unlist reads up to ${FORMAT}`, hint: expect.stringContaining("newer unlist") as unknown });

    expect(await allFiles(place.dir)).toEqual(before);
  });

  it("is not what a flipped bit in the first line makes", async () => {
    const other = await newPlace();
    await withLedger(other, (ledger) => ledger.append(fact("found")));
    await rewriteLines(other, ([first = "", ...rest]) => [first.replace(`"format":${FORMAT}`, `"format":${FORMAT + 1}`), ...rest]);

    expect(await readLedger(other)).toMatchObject({ isDamaged: true, damage: { where: "journal.ndjson:1" } });
  });
});

describe("a batch of several records", () => {
  it("that a crash cut short is not half kept", async () => {
    const place = await newPlace();
    await withLedger(place, (ledger) => ledger.append(fact("found")));
    const head = await readFile(join(place.dir, "head.sealed"));
    await withLedger(place, (ledger) => ledger.append(fact("intended"), fact("acknowledged"), fact("absent")));
    const lines = await linesOf(place);

    for (const kept of [3, 4]) {
      await writeFile(join(place.dir, "head.sealed"), head);
      await place.files.remove(join(place.dir, "ledger.json"));
      await rewriteJournal(place, lines.slice(0, kept).map((line) => `${line}\n`).join(""));
      expect(await withLedger(place, ({ view }) => view.cases.get(`acme/${LISTING}`)?.state)).toBe("planned");
    }

    expect(await readdir(place.dir)).toEqual(expect.arrayContaining(["journal.torn-1", "journal.torn-2"]));
  });

  it("that a crash left whole, without its head, is kept", async () => {
    const place = await newPlace();
    await withLedger(place, (ledger) => ledger.append(fact("found")));
    const before = await allFiles(place.dir);
    await withLedger(place, (ledger) => ledger.append(fact("intended"), fact("acknowledged")));

    for (const name of ["head.sealed", "ledger.json"]) await writeFile(join(place.dir, name), before.get(join(place.dir, name))!);

    expect(await withLedger(place, ({ view }) => view.events.length)).toBe(3);
  });
});
