import { FixedClock } from "../../../src/base/clock.ts";
import { DAY_MS, HOUR_MS } from "../../../src/base/duration.ts";
import { TransientError } from "../../../src/base/errors.ts";
import { seededRandom } from "../../../src/base/random.ts";
import { HostBreaker } from "../../../src/queue/breaker.ts";
import { HostPace, type Pacing } from "../../../src/queue/pace.ts";
import { PaceState } from "../../../src/queue/pace-state.ts";
import { Visits, type SiteAnswer } from "../../../src/queue/visits.ts";
import { Witness } from "./witness.ts";

const NOON = "2026-08-07T12:00:00Z";
const HOSTS = ["a.example", "b.example", "shared.example"];
const STEPS = 14;
export const COOL_DOWN_MS = 300_000;

/**
 * What a planted fault leaves out. `restart`: the next process knows nothing. `notes`: what the site said is dropped. `pace`: the
 * interval. `cap`: how many a day. `alone`: visitors know nothing of each other.
 */
export const PLANTED = ["restart", "notes", "pace", "cap", "alone"] as const;
export type Planted = (typeof PLANTED)[number];

/**
 * One random schedule: visitors who come alone or together, answers, refusals, pauses, and processes that end at any
 * moment and leave nothing but what was kept. Gives the rule that was broken, if one was.
 */
export async function simulate(seed: number, planted?: Planted): Promise<string | undefined> {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random.next() * limit);
  const clock = new FixedClock(NOON);
  const pacing: Pacing = { minIntervalMs: 1 + below(HOUR_MS), maxPerDay: 1 + below(8) };
  const witness = new Witness(pacing, clock);
  let disk = JSON.stringify(PaceState.parse({ hosts: {} }));
  let visits = start();

  for (let step = 0; step < STEPS && !witness.fault; step++) {
    const event = below(10);
    if (event === 0) visits = start();
    else if (event === 1) await clock.sleep(below(DAY_MS));
    else await Promise.all(Array.from({ length: 1 + below(3) }, () => visit(pick())));
  }
  return witness.fault;

  function start(): Visits {
    const kept = planted === "restart" ? undefined : PaceState.parse(JSON.parse(disk));
    const pace = new HostPace({ clock, random, patienceMs: 30 * DAY_MS, ...(kept && { kept }) });
    const breaker = new HostBreaker({ clock, coolDownMs: COOL_DOWN_MS, kept: kept?.circuits });
    return new Visits({ clock, pace, breaker, keep: async (state) => void (disk = JSON.stringify(state)) });
  }

  function spoilt({ minIntervalMs, maxPerDay }: Pacing): Pacing {
    if (planted === "pace") return { minIntervalMs: 0, ...(maxPerDay !== undefined && { maxPerDay }) };
    return planted === "cap" || maxPerDay === undefined ? { minIntervalMs } : { minIntervalMs, maxPerDay };
  }

  function pick(): string[] {
    const own = HOSTS[below(2)] ?? "a.example";
    return below(3) === 0 ? [own, "shared.example"] : [own];
  }

  function answer(): SiteAnswer {
    const kind = below(6);
    if (kind === 0) return { state: "down", retryAfterMs: below(2 * DAY_MS) };
    return { state: kind < 4 ? "down" : "up" };
  }

  async function visit(hosts: readonly string[]): Promise<void> {
    try {
      await using stay = await (planted === "alone" ? start() : visits).open({ hosts, pacing: spoilt(pacing) });
      witness.arrived(hosts);
      await clock.sleep(below(60_000)); // others may come meanwhile
      const said = answer();
      witness.left(hosts, said);
      if (planted !== "notes") await stay.note(said);
    } catch (error) {
      if (!(error instanceof TransientError)) throw error; // sent away: nothing was asked of the site
    }
  }
}
