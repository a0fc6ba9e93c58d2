import { BusyError, ExitCode } from "../../base/errors.ts";
import { tellHealth, type Health } from "../../schedule/health.ts";
import { wakeAt } from "../../schedule/wake.ts";
import { homeKind } from "../../vault/keys.ts";
import { thisProcess } from "../../base/process-alive.ts";
import type { Call } from "../call.ts";
import { livingWatch } from "../living-watch.ts";
import { openTheHome, type OpenedHome } from "../open-home.ts";
import { withNobody, workRound, type Round } from "../unattended.ts";

/** Short, since a machine that sleeps stops the timer but not the clock; and each beat shows that it lives. */
const BEAT_MS = 300_000;

/** Runs whenever something is due until it is ended, and holds the home's lock only then. The passphrase may be typed at its start. */
export async function watchCommand(attended: Call): Promise<ExitCode> {
  await refuseSecond(attended);
  const opened = await openTheHome(attended);
  const call = withNobody(attended);
  const tell = await teller(call);
  attended.out.note("Watching. Ctrl+C or unlist lock ends it.");
  try {
    await watch(call, opened, tell);
  } finally {
    await tell({ state: "ended" });
  }
  call.out.result({ state: "ended" }, ["ended"]);
  return ExitCode.done;
}

async function watch(call: Call, opened: OpenedHome, tell: Tell): Promise<void> {
  while (!call.signal.aborted) {
    await tell({ state: "working" });
    const round = await roundUnlessBusy(call, opened);
    const now = call.clock.now();
    const wakesAt = wakeAt(round ? round.nextAt : now.toISOString(), now);
    await sleepUntil(wakesAt, call, () => tell({ state: "waiting", wakesAt: wakesAt.toISOString() }, round));
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

/** Ends at once when the home was wiped meanwhile: the key would have nothing left to open. */
async function sleepUntil(wakesAt: Date, { clock, config, files, signal }: Call, beat: () => Promise<void>): Promise<void> {
  for (let leftMs = timeTo(wakesAt, clock.now()); leftMs > 0 && !signal.aborted; leftMs = timeTo(wakesAt, clock.now())) {
    await homeKind(config.home, files);
    await beat();
    await clock.sleep(Math.min(leftMs, BEAT_MS), signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}

function timeTo(at: Date, now: Date): number {
  return at.getTime() - now.getTime();
}

type Tell = (news: Pick<NonNullable<Health["watch"]>, "state" | "wakesAt">, round?: Round) => Promise<void>;

async function teller({ config, clock, files }: Call): Promise<Tell> {
  const process = await thisProcess();
  return (news, lastRun) => tellHealth(config.home, { watch: { ...news, beatAt: clock.now().toISOString(), process }, ...(lastRun && { lastRun }) }, files);
}

async function refuseSecond(call: Call): Promise<void> {
  const other = await livingWatch(call);
  if (other) throw new BusyError(`unlist watch (process ${other.pid}) watches this home already`, { hint: "unlist lock ends it" });
}
