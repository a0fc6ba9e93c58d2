import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { FixedClock } from "../../src/base/clock.ts";
import { nodeFiles } from "../../src/base/files.ts";
import { openWireLog, readWire } from "../../src/browser/wire-log.ts";

const AT = "2026-08-07T12:00:00.000Z";
const line = (intent: string, state: string) => `{"intent":"${intent}","state":"${state}","at":"${AT}"}\n`;

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "unlist-test-"));
  path = join(folder, "wire.ndjson");
});
afterEach(() => rm(folder, { recursive: true }));

it("writes a line a record that reads back", async () => {
  await using log = await openWireLog(nodeFiles, path, new FixedClock(AT));

  await log.record("a", "armed");
  await log.record("b", "armed");
  await log.record("b", "first-byte");

  expect(await readFile(path, "utf8")).toBe(line("a", "armed") + line("b", "armed") + line("b", "first-byte"));
  expect(await readWire(nodeFiles, path, "a")).toBe("no-byte");
  expect(await readWire(nodeFiles, path, "b")).toBe("sent");
});

const torn = line("a", "first-byte").slice(0, -9);

it.each([
  ["no file", undefined, "unknown"],
  ["another intent only", line("b", "armed") + line("b", "first-byte"), "unknown"],
  ["announced, then a crash", line("a", "announced"), "never-armed"],
  ["a torn announcement", line("a", "announced").slice(0, 30), "unknown"],
  ["announced and a torn armed record", line("a", "announced") + line("a", "armed").slice(0, 25), "never-armed"],
  ["announced anew after it was proven not sent", line("a", "announced") + line("a", "armed") + line("a", "closed") + line("a", "announced"), "no-byte"],
  ["announced anew after it was sent", line("a", "armed") + line("a", "first-byte") + line("a", "announced"), "sent"],
  ["armed, then a crash", line("a", "armed"), "no-byte"],
  ["armed and closed", line("a", "armed") + line("a", "closed"), "no-byte"],
  ["sent and closed", line("a", "armed") + line("a", "first-byte") + line("a", "closed"), "sent"],
  ["a torn line after armed", line("a", "armed") + torn, "sent"],
  ["a torn line too short to name anybody", `${line("a", "armed")}{"int`, "sent"],
  ["a torn line of somebody else", `${line("a", "armed")}{"intent":"b","sta`, "no-byte"],
  ["a torn armed record", line("a", "armed").slice(0, 25), "unknown"],
  ["a torn line that was ended later", `${line("a", "armed") + torn}\n${line("b", "armed")}`, "sent"],
  ["zeros after armed", `${line("a", "armed")}\0\0\0\0`, "sent"],
  ["nothing but garbage", "\0\0\0\0\n", "unknown"],
  ["garbage before it was armed", `\0\0\0\n${line("a", "armed")}`, "no-byte"],
])("%s → %s", async (_, text, expected) => {
  if (text !== undefined) await writeFile(path, text);

  expect(await readWire(nodeFiles, path, "a")).toBe(expected);
});

it("does not glue its first record to a torn line", async () => {
  await writeFile(path, torn);
  await using log = await openWireLog(nodeFiles, path, new FixedClock(AT));

  await log.record("c", "armed");

  expect(await readWire(nodeFiles, path, "c")).toBe("no-byte");
});
