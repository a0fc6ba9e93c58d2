import { ExitCode } from "../../base/errors.ts";
import { readHealth, type Health } from "../../schedule/health.ts";
import { isInstalled, isOn } from "../../schedule/install.ts";
import type { ScheduleKind } from "../../schedule/installation.ts";
import type { Call } from "../call.ts";
import { livingWatch } from "../living-watch.ts";
import { SYSTEM, installationIn, jobOf, kindsInHand } from "../schedule-wish.ts";
import { sayRound } from "../unattended.ts";

interface Found {
  readonly kind: ScheduleKind;
  /** Whether the scheduler itself means to start it. */
  readonly isOn: boolean;
}

export async function scheduleStatusCommand(call: Call): Promise<ExitCode> {
  const { name } = jobOf(call);
  const jobs = await findJobs(call);
  const health = await readHealth(call.config.home, call.files);
  const isWatched = (await livingWatch(call)) !== undefined;
  call.out.result({ name, jobs, isWatched, health }, [...jobLines(name, jobs), ...(isWatched ? watchLines(health) : []), ...runLines(health)]);
  if (jobs.length === 0 && !isWatched) call.out.next("unlist schedule install --key-file FILE");
  return ExitCode.done;
}

async function findJobs(call: Call): Promise<Found[]> {
  const job = jobOf(call);
  const found: Found[] = [];
  for (const kind of kindsInHand(call)) {
    const installation = installationIn(call, kind, job);
    if (await isInstalled(job.name, installation, SYSTEM)) found.push({ kind, isOn: await isOn(installation, SYSTEM) });
  }
  return found;
}

function jobLines(name: string, jobs: readonly Found[]): string[] {
  if (jobs.length === 0) return ["No job is installed for this home."];
  return jobs.map((job) => `${name}: installed, ${doingOf(job)}`);
}

/** Of cron nobody can tell whether its service runs, only what stands in the table. */
function doingOf({ kind, isOn: on }: Found): string {
  if (!on) return `but ${kind} does not start it: install it again, or look at its own log`;
  return kind === "cron" ? "in your crontab, for each hour in which cron runs" : `${kind} starts it every hour`;
}

function watchLines({ watch }: Health): string[] {
  if (!watch) return [];
  const doing = watch.wakesAt === undefined ? "and is at work" : `and looks again at ${watch.wakesAt}`;
  return [`A watch runs (process ${watch.process.pid}) ${doing}.`];
}

function runLines({ lastRun }: Health): string[] {
  if (!lastRun) return ["Nothing has run unattended yet."];
  const { endedAt, exitCode, nextAt } = lastRun;
  return [`Last run ended ${endedAt} with ${exitCode}: ${sayRound({ exitCode })}.`, ...(nextAt === undefined ? [] : [`Next due: ${nextAt}`])];
}
