import { availableParallelism } from "node:os";
import { builtSnapshot, type BuiltSnapshot } from "../support/built-snapshot.ts";
import { inParallel } from "../support/in-parallel.ts";
import { BrokerServer } from "../scripted/broker-server.ts";
import type { CrashPoint } from "./crasher.ts";
import { HAND_OFF_PLACES, PLACES, RUN_PLACES, type Place } from "./places.ts";
import type { Plant } from "./planted.ts";
import { Scene, type SceneParts } from "./scene.ts";

/** Few brokers a scene, so that a kill costs little; together they are all kinds. */
const CASTS: readonly (readonly string[])[] = [["direct", "twice"], ["mailed", "whole"], ["full", "branch"], ["letters", "sums"]];

export interface Tally {
  readonly place: Place;
  kills: number;
  /** Of runs that were recovering from a kill. */
  again: number;
  doubles: number;
  lost: number;
  limbo: number;
  inDoubt: number;
  /** What went wrong first, in words. */
  wrong: string[];
}

export interface Campaign {
  readonly killsPerPlace: number;
  readonly places?: readonly Place[];
  readonly plant?: Plant;
  readonly tell?: (line: string) => void;
}

/** The brokers' process and the child's program; what a run calls, and how often, is the same each time, so it is counted once. */
export class Campaigns implements AsyncDisposable {
  readonly #child: BuiltSnapshot;
  readonly #server: BrokerServer;
  readonly #casts: readonly Cast[];

  private constructor(child: BuiltSnapshot, server: BrokerServer, casts: readonly Cast[]) {
    this.#child = child;
    this.#server = server;
    this.#casts = casts;
  }

  static async open(): Promise<Campaigns> {
    const child = await builtSnapshot("test/gates/crash/scripted-child.ts", { playwright: "test/gates/scripted/no-playwright.ts" });
    const server = await BrokerServer.start();
    const parts = CASTS.map((sites): SceneParts => ({ server, child: child.args, sites }));
    return new Campaigns(child, server, await Promise.all(parts.map(async (cast): Promise<Cast> => ({ parts: cast, counts: await countCalls(cast) }))));
  }

  /** Kills a run at each place as often as asked, lets the next starts make of it what they can, and asks the brokers. */
  async play({ killsPerPlace, places = PLACES, plant = "nothing", tell = () => undefined }: Campaign): Promise<Tally[]> {
    const tallies = places.map((place): Tally => ({ place, kills: 0, again: 0, doubles: 0, lost: 0, limbo: 0, inDoubt: 0, wrong: [] }));
    const jobs = tallies.flatMap((tally) => planOf(tally.place, this.#casts, killsPerPlace).map((kill) => ({ ...kill, tally })));
    let done = 0;
    await inParallel(jobs, availableParallelism() + 1, async ({ cast, point, again, tally }) => {
      await playOne(cast, { point, again, plant, isPostHeld: point.nth % 2 === 0 }, tally);
      done += 1;
      if (done % 100 === 0) tell(`${done} of ${jobs.length} kills`);
    });
    return tallies;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server[Symbol.asyncDispose]();
    await this.#child[Symbol.asyncDispose]();
  }
}

interface Cast {
  readonly parts: SceneParts;
  readonly counts: ReadonlyMap<string, number>;
}

interface Kill {
  readonly cast: SceneParts;
  readonly point: CrashPoint;
  /** A second crash, in the run that recovers from the first. */
  readonly again: CrashPoint | undefined;
}

/** Spreads the kills over the calls that a run makes of the port; every third one is killed again while it recovers. */
function planOf({ port, moment }: Place, casts: readonly Cast[], kills: number): Kill[] {
  const reachable = casts.flatMap((cast) => Array.from({ length: cast.counts.get(port) ?? 0 }, (_, i) => ({ cast, nth: i + 1 })));
  const [alike, most] = HAND_OFF_PLACES.some((place) => place.port === port) ? [HAND_OFF_PLACES, 2] : [RUN_PLACES, 4]; // what is taken up again is as long as that
  const turn = PLACES.findIndex((place) => place.port === port && place.moment === moment); // so that single kills differ, too
  return Array.from({ length: kills }, (_, i) => {
    const at = reachable[Math.floor(((i + 0.5) * reachable.length) / kills)];
    const recovering = alike[((turn + i) * 7) % alike.length];
    if (!at || !recovering) throw new Error(`no run calls ${port}, so it can't be killed there`);
    return { cast: at.cast.parts, point: { port, moment, nth: at.nth }, again: (turn + i) % 3 === 1 ? { ...recovering, nth: 1 + ((turn + i) % most) } : undefined };
  });
}

interface OneKill {
  readonly point: CrashPoint;
  readonly again: CrashPoint | undefined;
  readonly plant: Plant;
  readonly isPostHeld: boolean;
}

async function playOne(parts: SceneParts, kill: OneKill, tally: Tally): Promise<void> {
  const { point, again, plant, isPostHeld } = kill;
  await using scene = await Scene.open(parts);
  scene.brokers.isPostHeld = isPostHeld;
  const { wasKilled } = await scene.runChild({ point, plant });
  if (!wasKilled && isPostHeld) { // without its mail a run ends before it gets there
    await playOne(parts, { ...kill, isPostHeld: false }, tally);
    return;
  }
  if (wasKilled) tally.kills += 1;
  if (again && (await scene.runChild({ point: again, plant })).wasKilled) tally.again += 1;
  const { first, last } = await scene.playOn();
  const { doubles, lost, limbo } = await scene.judge(last);
  tally.doubles += doubles.length;
  tally.lost += lost.length;
  tally.limbo += limbo.length;
  tally.inDoubt += [...first.values()].filter((state) => state === "in-doubt").length;
  tally.wrong.push(...[...doubles, ...lost, ...limbo].map((words) => `${point.port} ${point.moment} #${point.nth}${again ? `, then ${again.port} ${again.moment} #${again.nth}` : ""} (${parts.sites.join(", ")}): ${words}`));
}

async function countCalls(parts: SceneParts): Promise<ReadonlyMap<string, number>> {
  await using scene = await Scene.open(parts);
  const { counts } = await scene.runChild();
  return counts;
}

