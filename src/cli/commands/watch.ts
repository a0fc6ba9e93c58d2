import { BusyError, ExitCode } from "../../base/errors.ts";
import { readHealth, writeHealth, type Health } from "../../schedule/health.ts";
import { wakeAt } from "../../schedule/wake.ts";
import { isAlive, thisProcess } from "../../vault/process-alive.ts";
import type { Call } from "../call.ts";
import { openTheHome, type OpenedHome } from "../open-home.ts";
import { withNobody, workRound, type Round } from "../unattended.ts";

/** Short, since a machine that sleeps stops the timer but not the clock; and each beat shows that it lives. */
const BEAT_MS = 300_000;

/** Runs whenever something is due until it is ended, and holds the home's lock only then. The passphrase may be typed at its start. */
export async function watchCommand(attended: Call): Promise<ExitCode> {
  await refuseSecond(attended);
  const opened = await openTheHome(attended);
  const call = withNobody(attended);
  const tell = await healthTeller(call);
  attended.out.note("Watching. Ctrl+C or unlist lock ends it.");
  try {
    await watch(call, opened, tell);
  } finally {
    await tell({ state: "ended" });
  }
  call.out.result({ state: "ended" }, ["ended"]);
  return ExitCode.done;
}

async function watch(call: Call, opened: OpenedHome, tell: TellHealth): Promise<void> {
  while (!call.signal.aborted) {
    await tell({ state: "working" });
    const round = await roundUnlessBusy(call, opened);
    const now = call.clock.now();
    const wakesAt = wakeAt(round ? round.nextAt : now.toISOString(), now);
    await sleepUntil(wakesAt, call, () => tell({ state: "waiting", wakesAt: wakesAt.toISOString(), lastRun: round }));
  }
}

/** Another command is at work in the home: what is due is left to it, and looked at again soon. */
async function roundUnlessBusy(call: Call, opened: OpenedHome): Promise<Round | undefined> {
  try {
    return await workRound(call, opened, "watch");
  } catch (error) {
    if (error instanceof BusyError) return undefined;
    throw error;
  }
}

async function sleepUntil(wakesAt: Date, { clock, signal }: Call, beat: () => Promise<void>): Promise<void> {
  for (let leftMs = timeTo(wakesAt, clock.now()); leftMs > 0 && !signal.aborted; leftMs = timeTo(wakesAt, clock.now())) {
    await beat();
    await clock.sleep(Math.min(leftMs, BEAT_MS), signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}

function timeTo(at: Date, now: Date): number {
  return at.getTime() - now.getTime();
}

type TellHealth = (news: Pick<Health, "state" | "wakesAt" | "lastRun">) => Promise<void>;

/** Keeps the last run's end through what is told later. */
async function healthTeller({ config, clock, files }: Call): Promise<TellHealth> {
  const process = await thisProcess();
  let lastRun = (await readHealth(config.home, files))?.lastRun;
  return async (news) => {
    lastRun = news.lastRun ?? lastRun;
    await writeHealth(config.home, { by: "watch", beatAt: clock.now().toISOString(), process, ...news, lastRun }, files);
  };
}

async function refuseSecond({ config, files }: Call): Promise<void> {
  const health = await readHealth(config.home, files);
  if (health?.by !== "watch" || health.state === "ended" || !health.process || !(await isAlive(health.process))) return;
  throw new BusyError(`unlist watch (process ${health.process.pid}) watches this home already`, { hint: "unlist lock ends it" });
}
