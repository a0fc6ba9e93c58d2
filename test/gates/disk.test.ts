import { constants } from "node:fs";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../src/base/random.ts";
import { deaf, surveyFaults } from "./disk-faults.gate.ts";
import { MemoryDisk } from "./disk/memory-disk.ts";
import { namesUnsynced, surveyPowerCuts, unsynced } from "./power-cuts.gate.ts";

const clean = { lost: 0, unopened: 0, wordless: 0, failures: [] };

describe("a ledger on a disk that fails at any call", () => {
  it("loses nothing that it acknowledged, opens again, and says what was wrong", async () => {
    expect(await surveyFaults("quick")).toMatchObject(clean);
  });

  it("would be seen to lose events if it did not hear the disk", async () => {
    const { lost, unopened } = await surveyFaults("quick", deaf);

    expect(lost + unopened).toBeGreaterThan(0);
  });
});

describe("a ledger whose power is cut at any call", () => {
  it("loses nothing that it acknowledged, and opens again", async () => {
    expect(await surveyPowerCuts("quick")).toMatchObject(clean);
  });

  it.each([
    ["its bytes", unsynced],
    ["its names", namesUnsynced],
  ])("would be seen to lose events if it did not sync %s", async (_, plant) => {
    const { lost, unopened } = await surveyPowerCuts("quick", plant);

    expect(lost + unopened).toBeGreaterThan(0);
  });
});

describe("a disk in memory", () => {
  it("keeps what was synced, and may forget or tear what was not", async () => {
    const disk = new MemoryDisk();
    await disk.makeDir("/d");
    const file = await disk.open("/d/f", constants.O_CREAT | constants.O_WRONLY);
    await file.write(Buffer.from("kept"));
    await file.sync();
    await disk.syncDir("/d");
    await disk.syncDir("/");
    await file.write(Buffer.alloc(2_000, "x"));

    const found = await Promise.all(Array.from({ length: 60 }, async (_, seed) => (await disk.afterPowerCut(seededRandom(seed)).read("/d/f")).toString()));

    expect(found.every((text) => text.startsWith("kept"))).toBe(true);
    expect(new Set(found.map((text) => text.length)).size).toBeGreaterThan(2);
    expect(found.some((text) => text.includes("\0"))).toBe(true); // a hole where a sector was not written
  });

  it("may take back a rename whose folder was not synced", async () => {
    const disk = new MemoryDisk();
    await disk.plant("/d/new", Buffer.from("new"));
    await disk.plant("/d/old", Buffer.from("old"));
    await disk.rename("/d/new", "/d/old");

    const found = await Promise.all(Array.from({ length: 20 }, async (_, seed) => (await disk.afterPowerCut(seededRandom(seed)).read("/d/old")).toString()));

    expect(new Set(found)).toEqual(new Set(["old", "new"]));
  });
});
