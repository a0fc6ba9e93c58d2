import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FixedClock } from "../../../src/base/clock.ts";
import { nodeFiles } from "../../../src/base/files.ts";
import { run } from "../../../src/run.ts";
import { ScriptedBrokers } from "./brokers.ts";
import { withScriptedRooms, type Stage } from "./rooms.ts";

let dir: string;
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), "unlist-scripted-"))));
afterEach(() => rm(dir, { recursive: true, force: true }));

describe("the real runner on scripted pages", () => {
  it("asks each broker once and sees the listings go", async () => {
    const clock = new FixedClock("2026-11-22T12:00:00Z");
    const brokers = new ScriptedBrokers(() => clock.now().getTime());
    const stage: Stage = { dir, files: nodeFiles, clock, net: async (asked) => brokers.ask(asked), inbox: async () => brokers.mails };
    let states: Record<string, string> = {};

    for (const day of ["2026-11-22T12:00:00Z", "2026-11-22T18:00:00Z", "2026-11-26T12:00:00Z", "2026-12-05T12:00:00Z"]) {
      clock.set(day);
      await withScriptedRooms(stage, async (rooms) => {
        await run(rooms);
        states = Object.fromEntries([...rooms.ledger.view.cases.values()].map((held) => [held.broker, held.state]));
      });
    }

    expect(states).toEqual({ direct: "removed", branch: "removed", mailed: "removed", full: "removed", twice: "removed", whole: "unverifiable" });
    expect(brokers.doubles()).toEqual([]);
    expect(brokers.applied.map(({ site, form }) => `${site} ${form}`).sort()).toEqual(["branch sent", "direct sent", "full full", "full sent", "mailed sent", "twice second", "twice sent", "whole sent"]);
    expect([...brokers.opened.values()]).toEqual([1, 1]);
  });
});
