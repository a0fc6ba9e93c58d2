import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodeFiles } from "../../src/base/files.ts";
import type { NewEvent } from "../../src/ledger/events.ts";
import { openLedger, type Ledger } from "../../src/ledger/ledger.ts";
import { readLedger } from "../../src/ledger/read-ledger.ts";
import { Child, bundle } from "../vault/support/child.ts";
import { saying } from "../vault/support/saying.ts";
import { FailingFiles, type Failure } from "./support/failing-files.ts";
import { fact } from "./support/facts.ts";
import { newPlace, withLedger, type TestPlace } from "./support/ledgers.ts";

const BATCHES: readonly NewEvent[][] = [[fact("found")], [fact("intended")], [fact("acknowledged", { next: "mail" })], [fact("unclear"), fact("absent")], [fact("deferred")]];

/** Opens, appends and closes until something fails; gives the types of what was acknowledged. */
async function workOn(place: TestPlace, batches: readonly NewEvent[][]): Promise<string[]> {
  const acknowledged: string[] = [];
  let ledger: Ledger | undefined;
  try {
    ledger = await openLedger(place);
    for (const batch of batches) {
      await ledger.append(...batch);
      acknowledged.push(...batch.map((event) => event.type));
    }
  } catch (error) {
    expect(error).toMatchObject({ message: saying(/ENOSPC/) });
  }
  await ledger?.[Symbol.asyncDispose]().catch((error: unknown) => expect(error).toMatchObject({ code: "ENOSPC" }));
  return acknowledged;
}

describe("a disk that fails at the n-th call", () => {
  it.each<Failure>(["nothing", "half"])("loses no acknowledged event and leaves a ledger that opens (%s written)", async (failure) => {
    let didFail = true;
    let n = 1;
    for (; didFail; n += 1) {
      const place = await newPlace();
      const failing = new FailingFiles(n, failure);

      const acknowledged = await workOn({ ...place, files: failing.files }, BATCHES);

      const after = await withLedger(place, (ledger) => ledger.view.events.map((event) => event.type));
      expect(after.slice(0, acknowledged.length), `call ${n}`).toEqual(acknowledged);
      didFail = failing.calls >= n;
    }
    expect(n).toBeGreaterThan(10);
  });

  it("still leaves a ledger that opens when it fails again while the first failure is put right", async () => {
    for (let n = 1; n <= 10; n += 1) {
      const place = await newPlace();
      // Head and first line are calls 2 and 5; call 8 is the second append's journal write.
      const acknowledged = await workOn({ ...place, files: new FailingFiles(8, "half").files }, BATCHES);
      await workOn({ ...place, files: new FailingFiles(n, "half").files }, []);

      const after = await withLedger(place, (ledger) => ledger.view.events.map((event) => event.type));

      expect(after.slice(0, acknowledged.length), `call ${n}`).toEqual(acknowledged);
    }
  });

  it("lets nothing more be written in that run", async () => {
    const place = await newPlace();
    await withLedger(place, () => undefined);
    const ledger = await openLedger({ ...place, files: new FailingFiles(3).files });

    await expect(ledger.append(fact("found"))).rejects.toMatchObject({ hint: saying(/disk space/) });
    await expect(ledger.append(fact("found"))).rejects.toThrow(/nothing more is written/);

    expect(ledger.view.events).toEqual([]);
    await ledger[Symbol.asyncDispose]();
  });
});

describe("a process that is killed while it appends", () => {
  let built: string;
  let childFile: string;
  beforeAll(async () => {
    built = await mkdtemp(join(tmpdir(), "unlist-child-"));
    childFile = await bundle(join(import.meta.dirname, "support/append-child.ts"), built);
  });
  afterAll(() => rm(built, { recursive: true, force: true }));

  it("loses nothing it was told is on the disk, kill after kill on the same ledger", async () => {
    const place = await newPlace();
    await nodeFiles.makeDir(place.dir);
    let told = 0;
    for (let kill = 1; kill <= 12; kill += 1) {
      const child = new Child(childFile, [place.dir, place.subject, Buffer.from(place.key).toString("hex")]);
      await child.line(`kept ${told + kill * 7}`);
      await child.kill();
      told = Number(child.lines.at(-1)?.split(" ")[1]);

      const { view, isDamaged } = await readLedger(place);
      expect(isDamaged).toBe(false);
      expect(view.events.length).toBeGreaterThanOrEqual(told);
      told = view.events.length;
    }
  });
});
