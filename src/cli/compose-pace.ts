import { join } from "node:path";
import type { Clock } from "../base/clock.ts";
import { DAY_MS, after, toMs } from "../base/duration.ts";
import { TransientError } from "../base/errors.ts";
import { isMissing } from "../base/files.ts";
import { parseStrict } from "../base/strict-yaml.ts";
import { systemRandom } from "../base/random.ts";
import type { Catalog } from "../catalog/load.ts";
import type { Config } from "../config/config.ts";
import { HostBreaker } from "../queue/breaker.ts";
import { HostPace, type Pacing } from "../queue/pace.ts";
import { PaceState } from "../queue/pace-state.ts";
import { Visits, type Visit } from "../queue/visits.ts";
import type { Profile } from "../subject/profile.ts";
import type { Call } from "./call.ts";
import type { OpenedHome } from "./open-home.ts";

export interface OpenPace {
  visit(hosts: readonly string[], broker: string): Promise<Visit>;
  stageRemoval(): Promise<Date | undefined>;
}

interface PaceWish {
  readonly call: Pick<Call, "clock" | "files" | "signal"> & { readonly config: Pick<Config, "pace"> };
  readonly opened: Pick<OpenedHome, "home" | "kind">;
  readonly catalog: Pick<Catalog, "brokers">;
  /** Whose requests are spread; a check of the pages is for nobody. */
  readonly person?: { readonly subject: string; readonly profile: Pick<Profile, "removalsPerDay"> };
  /** Shared with others at work in this home; else the caller is alone there. */
  readonly visits?: Visits;
}

/** Local pages of a rehearsal are nobody's server, so they wait for no turn. */
const LOCAL: Pacing = { minIntervalMs: 0 };

/** Manners per host, kept in `<home>/pace.json` for every later run and every subject of this home. */
export async function openVisits({ clock, files }: Pick<Call, "clock" | "files">, opened: Pick<OpenedHome, "home">): Promise<Visits> {
  const path = join(opened.home, "pace.json");
  const text = await files.read(path).catch(isMissing);
  const kept = text === false ? undefined : parseStrict({ file: "pace.json", text: text.toString("utf8") }, PaceState);
  const pace = new HostPace({ clock, random: systemRandom, ...(kept && { kept }) });
  const keep = (state: PaceState): Promise<void> => files.replace(path, JSON.stringify(state));
  return new Visits({ clock, pace, breaker: new HostBreaker({ clock, kept: kept?.circuits }), keep });
}

export async function openPace({ call, opened, catalog, person, visits: shared }: PaceWish): Promise<OpenPace> {
  const { config, clock, signal } = call;
  const visits = shared ?? (await openVisits(call, opened));
  return {
    visit: (hosts, broker) => visits.open({ hosts, pacing: opened.kind === "rehearsal" && config.pace.minIntervalMs === 0 ? LOCAL : pacingOf(broker), signal }),
    async stageRemoval() {
      const removalsPerDay = person?.profile.removalsPerDay;
      if (!person || removalsPerDay == null) return undefined;
      const turn = visits.turn({ hosts: [`removals of ${person.subject}`], pacing: stagedPacing(removalsPerDay), signal });
      return await turn.then(() => undefined, (error: unknown) => whenItMay(error, clock));
    },
  };

  function pacingOf(broker: string): Pacing {
    const own = catalog.brokers.get(broker)?.pace;
    const minIntervalMs = Math.max(config.pace.minIntervalMs, own ? toMs(own.minInterval) : 0);
    const maxPerDay = Math.min(own?.maxPerDay ?? Infinity, config.pace.maxPerDay ?? Infinity);
    return { minIntervalMs, ...(Number.isFinite(maxPerDay) && { maxPerDay }) };
  }
}

function whenItMay(error: unknown, clock: Clock): Date {
  if (error instanceof TransientError && error.retryAfterMs !== undefined) return after(clock.now(), error.retryAfterMs);
  throw error;
}

/** Spread over the day and not at the same distance, so that whoever watches the listings does not see them go together. */
function stagedPacing(removalsPerDay: number): Pacing {
  return { minIntervalMs: DAY_MS / removalsPerDay / 2, maxPerDay: removalsPerDay };
}
