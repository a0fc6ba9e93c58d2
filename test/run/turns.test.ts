import { describe, expect, it } from "vitest";
import { createLanes } from "../../src/queue/lanes.ts";
import { budgetOf, noLimit, type Budget } from "../../src/run/budget.ts";
import { inTurns } from "../../src/run/turns.ts";
import { FixedClock } from "../../src/base/clock.ts";

/** Works through so many tasks of each person, one person at a time; gives who was worked for in which order, as `a×12 b`. */
async function worked(tasks: Readonly<Record<string, number>>, budget: Budget = noLimit): Promise<string> {
  const order: string[] = [];
  const lanes = createLanes({ concurrency: 1 });
  inTurns(Object.keys(tasks), {
    lanes,
    budget,
    async work(who, turn) {
      for (let i = 0; i < (tasks[who] ?? 0); i++) {
        const task = { kind: "submit", broker: `broker-${i}`, listing: "-" } as const;
        if (!turn.admits(task)) continue;
        turn.begun(task);
        order.push(`${who}${i}`);
      }
      return turn.isOver;
    },
  });
  await lanes.onIdle();
  expect(new Set(order).size, "nothing is tried twice").toBe(order.length);
  return order.map((one) => one.slice(0, 1)).join("").replace(/(.)\1+/g, (run, who: string) => `${who}×${run.length} `);
}

describe("several people in one run", () => {
  it("take turns, so that who has little to do does not wait for another's five hundred brokers", async () => {
    const order = await worked({ a: 500, b: 2, c: 14 });

    expect(order).toMatch(/^a×12 b×2 c×12 a×12 c×2 a×/);
    expect(order.match(/a×\d+/g)?.map((run) => Number(run.slice(2))).reduce((sum, run) => sum + run, 0)).toBe(500);
  });

  it("are done in one go where there is no more than a turn's work, or nobody who waits", async () => {
    expect(await worked({ a: 12, b: 2 })).toBe("a×12 b×2 ");
    expect(await worked({ a: 40 })).toBe("a×40 ");
  });

  it("share what the run may spend", async () => {
    const budget = budgetOf({ clock: new FixedClock("2026-11-22T12:00:00Z"), timeMs: 60_000, requests: 15 });

    expect(await worked({ a: 500, b: 2, c: 14 }, budget)).toMatch(/^a×12 b×2 c$/);
  });
});
