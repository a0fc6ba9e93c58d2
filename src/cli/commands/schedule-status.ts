import { ExitCode } from "../../base/errors.ts";
import { readHealth, type Health } from "../../schedule/health.ts";
import { isInstalled, isOn } from "../../schedule/install.ts";
import type { ScheduleKind } from "../../schedule/installation.ts";
import { isAlive } from "../../vault/process-alive.ts";
import type { Call } from "../call.ts";
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
  const isWatched = health?.by === "watch" && health.state !== "ended" && health.process !== undefined && (await isAlive(health.process));
  call.out.result({ name, jobs, isWatched, health: health ?? null }, [...jobLines(name, jobs), ...(isWatched ? watchLines(health) : []), ...runLines(health)]);
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
  return jobs.map(({ kind, isOn: on }) => `${name}: installed, ${kind} ${on ? "starts it every hour" : "does not start it: install it again, or look at its own log"}`);
}

function watchLines({ process, wakesAt, state }: Health): string[] {
  return [`A watch runs (process ${process?.pid ?? "?"}), ${state === "working" ? "at work" : `looks again at ${wakesAt ?? "?"}`}.`];
}

function runLines(health: Health | undefined): string[] {
  if (!health?.lastRun) return ["Nothing has run unattended yet."];
  const { endedAt, exitCode, nextAt } = health.lastRun;
  return [`Last run ended ${endedAt} with ${exitCode}: ${sayRound({ exitCode })}.`, ...(nextAt === undefined ? [] : [`Next due: ${nextAt}`])];
}
