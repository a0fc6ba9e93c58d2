import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Gate } from "./support/gate.ts";
import { holds, runGate } from "./support/run-gate.ts";
import { columns, gateLines } from "./support/table.ts";

const sound: Gate = {
  name: "sound",
  limit: "0",
  run: async () => ({ figure: "0 of 5", ok: true }),
  control: async () => "caught",
};
const quiet = () => undefined;

async function judged(gate: Partial<Gate>): Promise<{ holds: boolean; lines: readonly string[] }> {
  const { row, details } = await runGate({ ...sound, ...gate }, "quick", quiet);
  return { holds: holds(row), lines: [...gateLines(row), ...details] };
}

describe("a gate", () => {
  it("holds when its figure is right and its planted fault was seen", async () => {
    expect(await judged({})).toMatchObject({ holds: true });
  });

  it.each<[string, Partial<Gate>]>([
    ["its figure is wrong", { run: async () => ({ figure: "1 of 5", ok: false }) }],
    ["its planted fault went unseen", { control: async () => "missed" }],
    ["it can't be measured", { run: () => Promise.reject(new Error("no lab")) }],
    ["its control can't be run", { control: () => Promise.reject(new Error("no lab")) }],
  ])("does not hold when %s", async (_, gate) => {
    expect(await judged(gate)).toMatchObject({ holds: false });
  });

  it("says why it could not be measured", async () => {
    const { lines } = await judged({ run: () => Promise.reject(new Error("no lab")) });

    expect(lines.join("\n")).toContain("no lab");
  });

  it("is told in 80 columns", () => {
    const figure = "0 doubles, 0 lost and 0 in limbo in 1000 kills at 20 points, of which 100 with a real browser and 40 in a recovery";

    const lines = gateLines({ gate: "crash-points", figure, limit: "0 doubles, 0 lost, 0 in limbo at 20 points or more", ok: true, control: "caught" });

    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.join(" ").replaceAll(/ +/g, " ")).toContain(figure);
  });
});

describe("a table of a gate", () => {
  it("puts numbers to the right under their heading", () => {
    expect(columns([["point", "kills"], ["file 1", 5], ["file 10", 50]])).toEqual(["point    kills", "file 1       5", "file 10     50"]);
  });
});

describe("docs/reliability.md", () => {
  it("has a row for every gate, and no row without one", () => {
    const gates = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".gate.ts")).map((name) => name.replace(".gate.ts", ""));
    const table = readFileSync(join(import.meta.dirname, "../../docs/reliability.md"), "utf8").split("\n").filter((line) => line.startsWith("| `"));
    const told = table.flatMap((line) => [...(line.split("|")[1] ?? "").matchAll(/`([a-z-]+)`/g)].map(([, name]) => name));

    expect(told.sort()).toEqual(gates.sort());
  });
});
