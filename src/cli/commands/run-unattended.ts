import { BusyError, ExitCode, InterruptedError, UnlistError } from "../../base/errors.ts";
import { tellHealth } from "../../schedule/health.ts";
import type { Call } from "../call.ts";
import { openTheHome } from "../open-home.ts";
import { requireRole } from "../require-role.ts";
import { sayRound, withNobody, workRound, type Round } from "../unattended.ts";

/** For a scheduler: only what is due, within a budget, asking nobody, ending with one line that tells nothing. */
export async function runUnattended(attended: Call): Promise<ExitCode> {
  const call = withNobody(attended);
  const round = await recorded(call, () => workAlone(call));
  call.out.result(round, [sayRound(round)]);
  return round.exitCode;
}

async function workAlone(call: Call): Promise<Round> {
  const opened = await openTheHome(call);
  await requireRole(call, "caseworker", opened);
  return workRound(call, opened, "run");
}

/** Nobody saw it, so how it ended is kept where `schedule status` finds it. What another process is at, that one keeps. */
async function recorded(call: Call, work: () => Promise<Round>): Promise<Round> {
  const startedAt = call.clock.now().toISOString();
  try {
    const round = await work();
    await note(call, round);
    return round;
  } catch (error) {
    const isOurs = error instanceof UnlistError;
    const isNothing = error instanceof BusyError || error instanceof InterruptedError;
    if (!isNothing) await note(call, { startedAt, endedAt: call.clock.now().toISOString(), exitCode: isOurs ? error.exitCode : ExitCode.fault, nextAt: undefined });
    throw error;
  }
}

async function note({ config, files }: Call, round: Round): Promise<void> {
  await tellHealth(config.home, { lastRun: round }, files);
}
