import { readFile, writeFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../src/base/clock.ts";
import { nodeFiles } from "../../src/base/files.ts";
import { addToTrail, readOwnTrail, trailLines, trailPath, type ClientPlace } from "../../src/client/trail.ts";
import { readTrail } from "../../src/client/verify-trail.ts";

let dir: string;
let place: ClientPlace;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "unlist-trail-"));
  place = { dir, subject: "kclientaaaaa", key: Buffer.alloc(32, 3), files: nodeFiles };
});
afterEach(() => rm(dir, { recursive: true }));

async function told(count: number): Promise<string[]> {
  for (let i = 0; i < count; i++) await addToTrail(place, systemClock, { by: "ana", did: i === 0 ? "opened" : "ran", about: { asked: i } });
  return trailLines(place);
}

describe("the trail of who did what", () => {
  it("verifies with nothing but its lines", async () => {
    const reading = readTrail(await told(3));

    expect(reading.fault).toBeUndefined();
    expect(reading.entries.map(({ did, by }) => `${by} ${did}`)).toEqual(["ana opened", "ana ran", "ana ran"]);
  });

  it.each<[string, (lines: string[]) => string[]]>([
    ["a word is changed", (lines) => lines.map((line) => line.replace('"by":"ana"', '"by":"eve"'))],
    ["a line is taken out", ([first = "", , ...rest]) => [first, ...rest]],
    ["two lines change places", ([first = "", second = "", third = ""]) => [first, third, second]],
    ["a line is put in that another key signed", (lines) => [...lines, lines[1] ?? ""]],
    ["it begins later", (lines) => lines.slice(1)],
  ])("does not when %s", async (_what, change) => {
    expect(readTrail(change(await told(3))).fault).toBeDefined();
  });

  it("shows at home when its end was cut off, and goes on after a line that a crash tore", async () => {
    const lines = await told(3);
    await writeFile(trailPath(dir), `${lines.slice(0, 2).join("\n")}\n`);
    await expect(readOwnTrail(place)).rejects.toThrow("ends after 2 of 3 lines");

    await writeFile(trailPath(dir), `${lines.join("\n")}\n{"entry":{"seq":4`);
    await addToTrail(place, systemClock, { by: "bo", did: "ran" });

    expect((await readOwnTrail(place)).entries).toHaveLength(4);
    expect(await readFile(trailPath(dir), "utf8")).not.toContain('{"seq":4\n');
  });

  it("keeps what two tell at the same time, one after the other", async () => {
    await Promise.all(Array.from({ length: 5 }, (_, i) => addToTrail(place, systemClock, { by: `op-${i}`, did: "ran" })));

    expect((await readOwnTrail(place)).entries).toHaveLength(5);
  });

  it("takes nothing that is no fixed word", async () => {
    await expect(addToTrail(place, systemClock, { by: "ana", did: "ran", about: { note: "Jane's \"house\" <jane@x.example>" } })).rejects.toThrow();
  });
});
