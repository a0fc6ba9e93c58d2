import { FixedClock, type Clock } from "../../../src/base/clock.ts";
import { DAY_MS } from "../../../src/base/duration.ts";
import { seededRandom } from "../../../src/base/random.ts";
import { readLedger } from "../../../src/ledger/read-ledger.ts";
import { nextDueAt } from "../../../src/plan/next-due.ts";
import { plan } from "../../../src/plan/plan.ts";
import { run } from "../../../src/run.ts";
import { budgetOf } from "../../../src/run/budget.ts";
import { isUnreconciled } from "../../../src/run/reconcile.ts";
import { MemoryFiles } from "../model/memory-files.ts";
import { JANE } from "../scripted/catalog.ts";
import { CATALOG, JANE_HERSELF, planningFor, withScriptedRooms, type Stage } from "../scripted/rooms.ts";
import { judge, type YearVerdict } from "./judge.ts";
import { machineOf } from "./machine.ts";
import { grownOver, heldMb } from "./memory.ts";
import type { Plant } from "./planted.ts";
import { World } from "./world.ts";

const START = Date.parse("2026-11-22T00:00:00Z");
const SAMPLE_EVERY_MS = 10 * DAY_MS;

export interface YearWish {
  readonly seed: number;
  readonly by: "schedule" | "watch";
  readonly days?: number;
  readonly plant?: Plant;
  /** Its memory is looked at now and then, which takes a while each time. */
  readonly isWeighed?: boolean;
}

export interface Year extends YearVerdict {
  readonly rounds: number;
  readonly looks: number;
  readonly asked: number;
  /** By how much the memory that is held grew over the later half; 0 where it was not looked at. */
  readonly grownMb: number;
}

/** A year of rounds as `run --unattended` makes them, under a clock of its own, over brokers that go on living. */
export async function playYear({ seed, by, days = 365, plant, isWeighed = false }: YearWish): Promise<Year> {
  const random = seededRandom(seed);
  const clock = new FixedClock(new Date(START));
  const world = new World(clock, random);
  const machine = machineOf({ start: START, days, random, by });
  const files = new MemoryFiles();
  const stage: Stage = { dir: "/home/jane", files, clock: fasterThan(clock, plant?.fastBy), net: plant?.net?.(world.net) ?? world.net, inbox: async () => world.brokers.mails };
  const end = START + days * DAY_MS;
  const memory: number[] = [];
  let rounds = 0;
  for (let at = machine.next(START, undefined); at !== undefined && at < end; rounds += 1) {
    clock.set(new Date(at));
    world.goOn();
    const nextAt = await round(stage, plant);
    if (isWeighed && at >= START + memory.length * SAMPLE_EVERY_MS) memory.push(await heldMb());
    at = machine.next(Math.max(clock.now().getTime(), at), nextAt?.getTime());
  }
  const verdict = judge(world, { longestOffMs: machine.longestOffMs, end });
  const looks = world.log.filter(({ what }) => what === "look").length;
  return { ...verdict, rounds, looks, asked: world.brokers.applied.length, grownMb: grownOver(memory) };
}

/** As `cli/work-home.ts` does it: a plan first, and rooms only when something is due. */
async function round(stage: Stage, plant: Plant | undefined): Promise<Date | undefined> {
  const now = stage.clock.now();
  const { view } = await readLedger({ dir: stage.dir, subject: JANE_HERSELF.subject, key: JANE_HERSELF.key, files: stage.files });
  const cases = [...view.cases.values()];
  const planned = plan({ ...planningFor(JANE, {}), catalog: CATALOG, cases, now });
  if (planned.tasks.length === 0 && !isUnreconciled(cases, { catalog: CATALOG, clock: stage.clock })) return nextDueAt(planned, now);
  const budget = budgetOf({ clock: stage.clock, timeMs: 1_800_000, requests: 2 });
  return withScriptedRooms({ ...stage, budget }, async (rooms) => nextDueAt((await run(plant?.rooms?.(rooms) ?? rooms)).plan, stage.clock.now()));
}

/** The same clock, or one that goes faster; it sleeps in the world's own time. */
function fasterThan(clock: FixedClock, times = 1): Clock {
  return { now: () => new Date(START + (clock.now().getTime() - START) * times), sleep: (ms, signal) => clock.sleep(ms, signal) };
}
