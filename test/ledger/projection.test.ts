import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { nodeFiles, type Files } from "../../src/base/files.ts";
import { seededRandom } from "../../src/base/random.ts";
import { foldEvents } from "../../src/ledger/fold.ts";
import { openLedger } from "../../src/ledger/ledger.ts";
import { FOLD, projectionOf, readProjection, writeProjection } from "../../src/ledger/projection.ts";
import { readJournal } from "../../src/ledger/read-journal.ts";
import { readLedger } from "../../src/ledger/read-ledger.ts";
import { repairLedger } from "../../src/ledger/repair.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { LISTING, anyFact, fact, on } from "./support/facts.ts";
import { newPlace, rewriteLines, withLedger, writeSome } from "./support/ledgers.ts";

const key = `acme/${LISTING}` as const;

describe("a projection", () => {
  it("spares the records that it stands for from being read again, and nobody sees a difference", async () => {
    const place = await newPlace();
    await writeSome(place);
    const complete = foldEvents((await readLedger(place)).view.events);

    const reading = (await readJournal(place))!;
    const { view } = await readLedger(place);

    expect(reading.entries).toEqual([]);
    expect([...view.cases]).toEqual([...complete.cases]);
    expect([...view.crossings]).toEqual([...complete.crossings]);
    expect(view.events).toHaveLength(4);
    await expect(withLedger(place, (ledger) => ledger.append(fact("intended")))).rejects.toThrow(/"acknowledged"/);
  });

  it("keeps what the person said of their steps, the last of each", async () => {
    const place = await newPlace();
    await withLedger(place, (ledger) => ledger.append(fact("found"), fact("put-aside"), fact("put-aside", { answer: "undone" }), fact("put-aside", { broker: "category-phone", listings: ["-"], about: "needs-approval" })));

    const { view } = await readLedger(place);

    expect((await readJournal(place))!.entries).toEqual([]);
    expect([...view.asides].map(([step, { answer }]) => [step, answer])).toEqual([[`${key} captcha`, "undone"], ["category-phone/- needs-approval", "skipped"]]);
  });

  it("is of no use when a byte of it is changed, and the journal alone is enough", async () => {
    const place = await newPlace();
    await writeSome(place);
    const path = join(place.dir, "ledger.json");
    await writeFile(path, (await readFile(path, "utf8")).replace("awaiting-removal", "awaiting-removel"));

    expect(await readProjection(place)).toBeUndefined();
    expect((await readLedger(place)).view.cases.get(key)?.state).toBe("awaiting-removal");
    expect(await verifyLedger(place)).toMatchObject({ isWhole: true, projection: "missing" });
  });

  it("hides no change of the records that it stands for", async () => {
    const place = await newPlace();
    await writeSome(place);

    await rewriteLines(place, (lines) => lines.map((line, i) => (i === 1 ? line.replace("name", "nama") : line)));

    expect(await readLedger(place)).toMatchObject({ isDamaged: true, damage: { where: "journal.ndjson:3" } });
    await expect(openLedger(place)).rejects.toMatchObject({ exitCode: 6 });
  });

  it("is a witness: an older journal with its own older head does not pass for the present one", async () => {
    const place = await newPlace();
    await withLedger(place, (ledger) => ledger.append(fact("found")));
    const old = await Promise.all(["journal.ndjson", "head.sealed"].map(async (name) => [name, await readFile(join(place.dir, name))] as const));
    await withLedger(place, (ledger) => ledger.append(fact("intended")));

    for (const [name, bytes] of old) await writeFile(join(place.dir, name), bytes);

    expect(await readLedger(place)).toMatchObject({ isDamaged: true, damage: { why: "is missing: 2 records were acknowledged, 1 are there" } });
    expect(await repairLedger(place)).toMatchObject({ kept: 1, lost: 1 });
    expect((await readLedger(place)).view.cases.get(key)).toMatchObject({ state: "needs-human" });
  });

  it("that is not what the journal amounts to is found by verify, and put right by repair", async () => {
    const place = await newPlace();
    await writeSome(place);
    const projection = (await readProjection(place))!;
    await writeProjection(place, { ...projection, crossings: [] });
    expect(await verifyLedger(place)).toMatchObject({ isWhole: false, projection: "wrong" });

    expect(await repairLedger(place)).toEqual({ isRepaired: true, kept: 4, lost: 0, setAside: ["projection.wrong-1"] });

    await withLedger(place, () => undefined);
    expect(await verifyLedger(place)).toMatchObject({ isWhole: true, projection: "fresh" });
  });

  it("is written while a long run goes on, so that a kill does not make the next start slow", async () => {
    const place = await newPlace();
    const ledger = await openLedger(place);
    for (let i = 0; i < 25; i += 1) await ledger.append(...Array.from({ length: 100 }, () => fact("unclear")));

    const mark = (await readProjection(place))!.mark; // as a kill would leave it

    expect(mark.seq).toBe(2_000);
    expect((await readJournal(place))!.entries).toHaveLength(500);
    await ledger[Symbol.asyncDispose]();
  });
});

describe("the fold", () => {
  /** When this fails, the fold makes something else of the same events: raise FOLD in projection.ts, then put the new hash here. */
  it("makes of a long history what its number stands for", () => {
    const random = seededRandom(7);
    const kinds = ["found", "added", "absent", "unclear", "decided", "intended", "acknowledged", "doubted", "not-sent", "handed-off", "broke", "deferred", "denied", "covered", "stopped", "left"] as const;
    const events = Array.from({ length: 4_000 }, (_, i) => {
      const type = kinds[Math.floor(random.next() * kinds.length)]!;
      return on(1 + i / 4, { ...anyFact(type), broker: `broker-${Math.floor(random.next() * 300)}` });
    });

    const { cases, crossings } = projectionOf(foldEvents(events), { seq: 0, hash: "", length: 0, sha256: "" });
    const folded = JSON.stringify({ cases, crossings }, keysSorted);

    expect([FOLD, createHash("sha256").update(folded).digest("hex").slice(0, 16)]).toEqual([5, "00d113673058d33b"]);
  });
});

describe("appends that come together", () => {
  it("share one write, and each is refused or kept for itself", async () => {
    const place = await newPlace();
    let writes = 0;
    const counting: Files = { ...nodeFiles, openAppend: async (path) => counted(await nodeFiles.openAppend(path), () => (writes += 1)) };
    await using ledger = await openLedger({ ...place, files: counting });
    writes = 0;

    const tries = await Promise.allSettled([fact("found"), fact("unclear"), fact("acknowledged"), fact("intended"), fact("intended"), fact("doubted")].map((event) => ledger.append(event)));

    expect(tries.map(({ status }) => status[0])).toEqual(["f", "f", "r", "f", "r", "f"]);
    expect(ledger.view.events.map(({ type }) => type)).toEqual(["found", "unclear", "intended", "doubted"]);
    expect(writes).toBeLessThanOrEqual(2);
  });
});

function keysSorted(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

type Appending = Awaited<ReturnType<Files["openAppend"]>>;

function counted(file: Appending, count: () => void): Appending {
  return {
    ...file,
    append: (bytes) => {
      count();
      return file.append(bytes);
    },
  };
}
