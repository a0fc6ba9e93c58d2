import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FatalError } from "../../src/base/errors.ts";
import { openLedger } from "../../src/ledger/ledger.ts";
import { projectionOf, readProjection } from "../../src/ledger/projection.ts";
import { readLedger } from "../../src/ledger/read-ledger.ts";
import { ListingDetails } from "../../src/subject/listing-details.ts";
import { allFiles } from "../vault/support/temp-home.ts";
import { EvidenceStore } from "../../src/ledger/evidence.ts";
import { LISTING, REQUEST, day, fact } from "./support/facts.ts";
import { linesOf, newPlace, withLedger, writeSome } from "./support/ledgers.ts";

const key = `acme/${LISTING}` as const;

describe("a ledger", () => {
  it("is the same after closing and opening", async () => {
    const place = await newPlace();
    await writeSome(place);

    const view = await withLedger(place, (ledger) => ledger.view);

    expect(view.cases.get(key)).toMatchObject({ state: "awaiting-removal", absentAt: [day(16)] });
    expect(view.events).toHaveLength(4);
  });

  it("refuses what the table lacks, and records nothing of its batch", async () => {
    const place = await newPlace();
    await using ledger = await openLedger(place);

    await expect(ledger.append(fact("found"), fact("acknowledged"))).rejects.toThrow(FatalError);

    expect(ledger.view.cases.size).toBe(0);
    expect(await linesOf(place)).toHaveLength(1);
    await ledger.append(fact("found"));
  });

  it("leaves a view that somebody holds as it was", async () => {
    await using ledger = await openLedger(await newPlace());
    await ledger.append(fact("found"));
    const held = ledger.view;

    await ledger.append(fact("intended"));

    expect([held.cases.get(key)?.state, held.crossings.size, held.events.length]).toEqual(["planned", 0, 1]);
    expect([ledger.view.cases.get(key)?.state, ledger.view.crossings.size, ledger.view.events.length]).toEqual(["in-doubt", 1, 2]);
  });

  it("refuses a second intent for a step, also after opening anew and in another state", async () => {
    const place = await newPlace();
    await withLedger(place, (ledger) => ledger.append(fact("found"), fact("intended"), fact("acknowledged", { next: "mail" })));

    await using ledger = await openLedger(place);

    await expect(ledger.append(fact("intended"))).rejects.toThrow(/optOut.steps\[2\] of this request is "acknowledged"/);
    await ledger.append(fact("intended", { step: "confirm.steps[0]" }));
  });

  it("takes a second intent when the first was proven not sent", async () => {
    const place = await newPlace();
    await using ledger = await openLedger(place);

    await ledger.append(fact("found"), fact("intended"), fact("not-sent"), fact("intended"));

    expect(ledger.view.cases.get(key)?.request?.steps).toMatchObject([{ outcome: "open" }]);
  });

  it("refuses an outcome without an intent, and takes a late proof by mail for one in doubt", async () => {
    const place = await newPlace();
    await using ledger = await openLedger(place);
    await ledger.append(fact("found"), fact("intended"), fact("doubted"));

    await expect(ledger.append(fact("not-sent"))).rejects.toThrow(FatalError);
    await expect(ledger.append(fact("acknowledged", { step: "optOut.steps[9]" }))).rejects.toThrow(/not intended/);
    await ledger.append(fact("acknowledged"));
    await expect(ledger.append(fact("acknowledged"))).rejects.toThrow(FatalError);
  });

  it("lets one of many simultaneous intents through", async () => {
    const place = await newPlace();
    await using ledger = await openLedger(place);
    await ledger.append(fact("found"));

    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => ledger.append(fact("intended"))));

    expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(await linesOf(place)).toHaveLength(3);
  });

  it("keeps time from running backwards when the clock is set back", async () => {
    const place = await newPlace();
    await withLedger(place, (ledger) => ledger.append(fact("found")));
    place.clock.set("2020-01-01T00:00:00Z");

    const events = await withLedger(place, async (ledger) => {
      await ledger.append(fact("unclear"));
      return ledger.view.events;
    });

    expect(events.map((event) => event.at)).toEqual([day(1), day(1)]);
  });

  it("refuses a value where only a word may stand, without repeating it", async () => {
    const place = await newPlace();
    await using ledger = await openLedger(place);

    const error = await ledger.append(fact("handed-off", { fields: ["12 Elm St"] })).catch((caught: unknown) => caught);

    expect(error).toBeInstanceOf(FatalError);
    expect(String(error)).not.toContain("Elm");
  });

  it("names a listing the same next month, and otherwise for another subject", async () => {
    const place = await newPlace();
    const name = await withLedger(place, (ledger) => ledger.keyOf("acme", "https://acme.example/p/1"));

    expect(await withLedger(place, (ledger) => ledger.keyOf("acme", "https://acme.example/p/1"))).toBe(name);
    expect(name).toMatch(/^[0-9a-z]{16}$/);
    const other = await newPlace();
    expect(await withLedger(other, (ledger) => ledger.keyOf("acme", "https://acme.example/p/1"))).not.toBe(name);
  });

  it("can be read beside a writer, which readers don't disturb", async () => {
    const place = await newPlace();
    await using ledger = await openLedger(place);
    await ledger.append(fact("found"));

    const reading = await readLedger(place);

    expect(reading).toMatchObject({ isDamaged: false, view: { cases: ledger.view.cases } });
    await ledger.append(fact("intended"));
  });

  it("writes a projection that is what replaying the journal gives", async () => {
    const place = await newPlace();
    await writeSome(place);

    const { view } = await readLedger(place);
    const projection = await readProjection(place);

    expect(projection).toEqual(JSON.parse(JSON.stringify(projectionOf(view, projection!.mark))));
    await withLedger(place, async (ledger) => {
      await place.files.replace(join(place.dir, "ledger.json"), "{ torn");
      await ledger.project();
    });
    expect(await readProjection(place)).toEqual(projection);
  });
});

describe("on the disk", () => {
  it("no value of a listing, an evidence or an identity stands in clear", async () => {
    const place = await newPlace();
    const details = ListingDetails.parse({
      name: "Canaryfirst Canarylast",
      aliases: ["Canaryalias"],
      addresses: [{ street: "77 Canarystreet", city: "Canarycity", zip: "99999" }],
      phones: ["+15125550123"],
      relatives: ["Canaryaunt Roe"],
      url: "https://acme.example/canaryurl",
      extras: { note: "canaryextra" },
    });
    await withLedger(place, async (ledger) => {
      const evidence = await new EvidenceStore(place).put({ kind: "listing", step: "scan.steps[1]", text: "Canarytext 77 Canarystreet", png: Buffer.from("canarypng") });
      const listing = ledger.keyOf("acme", "https://acme.example/canaryurl");
      await ledger.append(fact("found", { listings: [listing], sealed: ledger.sealListing(details), evidence }));
      expect(ledger.reveal(ledger.view.cases.get(`acme/${listing}`)!)).toEqual(details);
    });

    const files = await allFiles(place.dir);

    expect([...files.keys()].map((path) => path.slice(place.dir.length + 1)).filter((path) => !path.startsWith("evidence/"))).toEqual(expect.arrayContaining(["journal.ndjson", "head.sealed", "ledger.json"]));
    for (const [path, bytes] of files) for (const canary of canaries()) expect(bytes.toString("latin1").toLowerCase(), path).not.toContain(canary);
  });

  it("holds canaries that the search would find", async () => {
    const place = await newPlace();
    await withLedger(place, (ledger) => ledger.append(fact("found", { sealed: Buffer.from("77 Canarystreet").toString("base64") })));

    const journal = (await readFile(join(place.dir, "journal.ndjson"), "latin1")).toLowerCase();

    expect(canaries().some((canary) => journal.includes(canary))).toBe(true);
  });
});

/** Each canary raw, in base64 at each of its three offsets, in hex, and UTF-16. */
function canaries(): string[] {
  return ["Canary", "canary", "5125550123", "99999"].flatMap((word) => [word, hex(word), ...base64Cores(word), Buffer.from(word, "utf16le").toString("latin1")]).map((word) => word.toLowerCase());
}

function hex(word: string): string {
  return Buffer.from(word).toString("hex");
}

function base64Cores(word: string): string[] {
  return word.length < 6 ? [] : [0, 1, 2].map((offset) => Buffer.from("\0".repeat(offset) + word).toString("base64").slice(offset === 0 ? 0 : 4, Math.floor((offset + word.length) / 3) * 4)).filter((core) => core.length >= 4);
}

describe("evidence", () => {
  it("comes back as it was put, and is named by its sealed bytes", async () => {
    const place = await newPlace();
    const store = new EvidenceStore(place);
    const exhibit = { kind: "confirmation", step: "optOut.steps[2]", text: "Check your inbox", png: Buffer.from([1, 2, 3]) } as const;

    const hash = await store.put(exhibit);

    expect(await store.get(hash)).toEqual(exhibit);
    expect(await store.put(exhibit)).not.toBe(hash);
    expect(await store.verifyAll()).toEqual({ checked: 2, damaged: [] });
  });

  it("shows a changed file", async () => {
    const place = await newPlace();
    const store = new EvidenceStore(place);
    const hash = await store.put({ kind: "failure", step: "scan.steps[0]", text: "x" });
    const path = join(place.dir, "evidence", `${hash}.sealed`);
    const bytes = await place.files.read(path);
    bytes[20]! ^= 1;
    await place.files.replace(path, bytes);

    expect(await store.verifyAll()).toEqual({ checked: 1, damaged: [hash] });
    await expect(store.get(hash)).rejects.toThrow(/is not what it was/);
  });
});

it("keeps the request's id readable in the journal, since it names no person", async () => {
  const place = await newPlace();
  await writeSome(place);

  expect((await linesOf(place))[2]).toContain(REQUEST);
});
