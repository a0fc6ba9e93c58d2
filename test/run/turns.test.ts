import { describe, expect, it } from "vitest";
import { createLanes } from "../../src/queue/lanes.ts";
import { noLimit, turnOf } from "../../src/run/budget.ts";

/** Works through so many tasks of each person, two a turn, one person at a time; gives who was worked for in which order. */
async function worked(tasks: Readonly<Record<string, number>>): Promise<string> {
  const order: string[] = [];
  const lanes = createLanes({ concurrency: 1 });
  const tried = new Map<string, Set<string>>();
  const takeTurn = async (who: string): Promise<void> => {
    const mine = tried.get(who) ?? new Set<string>();
    tried.set(who, mine);
    const turn = turnOf(noLimit, { most: 2, tried: new Set(mine) });
    for (let i = 0; i < (tasks[who] ?? 0); i++) {
      const task = { kind: "scan", broker: `broker-${i}`, listing: "-" } as const;
      if (!turn.admits(task)) continue;
      turn.begun(task);
      mine.add(`scan broker-${i} -`);
      order.push(who);
    }
    if (turn.isOver) lanes.add(who, () => takeTurn(who));
  };
  for (const who of Object.keys(tasks)) lanes.add(who, () => takeTurn(who));
  await lanes.onIdle();
  return order.join("");
}

describe("several people in one run", () => {
  it("take turns, so that who has little to do does not wait for who has much", async () => {
    expect(await worked({ a: 7, b: 1, c: 3 })).toBe("aabccaacaaa");
  });

  it("are done in one go where there is no more than a turn's work", async () => {
    expect(await worked({ a: 2, b: 2 })).toBe("aabb");
  });
});
