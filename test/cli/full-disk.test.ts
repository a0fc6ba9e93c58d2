import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CANARIES, CANARY_PROFILE, Machine, type Ended } from "./run-cli.ts";

const PRELOAD = `--import=${pathToFileURL(join(import.meta.dirname, "support/full-disk.mjs")).href}`;
const MOST_WRITES = 30;

describe("a full disk", () => {
  let machine: Machine;
  beforeAll(async () => {
    machine = await Machine.withHome();
    await machine.file("profile.yaml", CANARY_PROFILE);
  });
  afterAll(() => machine[Symbol.asyncDispose]());

  function withSpaceFor(writes: number, ...args: string[]): Promise<Ended> {
    return machine.run([...args, "--key-file", join(machine.dir, "key")], { env: { NODE_OPTIONS: PRELOAD, TEST_WRITES_LEFT: String(writes) } });
  }

  /** What is said at each write that may be the first to fail, until there is room for all of them. */
  async function saidAt(...args: string[]): Promise<Ended[]> {
    const ends: Ended[] = [];
    for (let writes = 0; writes < MOST_WRITES; writes++) {
      const end = await withSpaceFor(writes, ...args);
      if (end.code === 0) return ends;
      ends.push(end);
    }
    throw new Error(`${args.join(" ")} never had room enough`);
  }

  it.each([
    ["subject add", ["subject", "add", "--profile", "profile.yaml"]],
    ["request made", ["request", "made", "spokeo", "--by", "portal"]],
  ])("is told as such by %s, with what to do and no value, whichever write it strikes", async (_, args) => {
    const ends = await saidAt(...args);

    expect(ends.length).toBeGreaterThan(1);
    for (const { code, stderr } of ends) {
      expect(stderr).toMatch(/^unlist: (the journal can't be written: )?the disk is full; nothing (recorded|acknowledged) before is lost\n {2}free some space, then run it again\n$/);
      expect(code).toBe(1);
      expect(CANARIES.filter((canary) => stderr.includes(canary))).toEqual([]);
    }
  });

  it("is told once to a program that asks for JSON", async () => {
    const { code, stdout } = await withSpaceFor(2, "request", "made", "whitepages", "--by", "portal", "--json");

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: "fault", hint: "free some space, then run it again" } });
  });

  it("leaves a home that works when there is room again, with the one person that was added in the end", async () => {
    await withSpaceFor(1, "request", "made", "whitepages", "--by", "portal");

    expect((await machine.keyed("subject", "list")).stdout.trim().split("\n")).toHaveLength(1);
    expect(await machine.keyed("ledger", "verify")).toMatchObject({ code: 0 });
    expect(await machine.keyed("request", "made", "whitepages", "--by", "portal")).toMatchObject({ code: 0 });
  });
});
