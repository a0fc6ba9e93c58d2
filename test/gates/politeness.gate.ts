import { PLANTED, simulate, type Planted } from "../queue/support/schedules.ts";
import type { Gate } from "./support/gate.ts";

const SCHEDULES = { quick: 2_000, full: 10_000 } as const;

/** Visitors, answers, pauses and restarts under a clock that jumps; the site's own view is the judge. */
export const gate: Gate = {
  name: "politeness",
  limit: "0 of 10,000 schedules with a visit too early, two at a time, or over the cap of a day",
  async run(scale) {
    const broken = await brokenOf(SCHEDULES[scale]);
    return { figure: `${broken} of ${SCHEDULES[scale]} schedules broke a rule`, ok: broken === 0 };
  },
  async control() {
    const found = await Promise.all(PLANTED.map((planted) => brokenOf(50, planted)));
    return found.every((broken) => broken > 0) ? "caught" : "missed";
  },
};

async function brokenOf(count: number, planted?: Planted): Promise<number> {
  let broken = 0;
  for (let seed = 1; seed <= count; seed++) if ((await simulate(seed, planted)) !== undefined) broken += 1;
  return broken;
}
