import { ExitCode, LockedError, type ErrorOptions } from "../base/errors.ts";
import { nextDueAt } from "../plan/next-due.ts";
import { budgetOf } from "../run/budget.ts";
import { budgetAsked } from "./budget-options.ts";
import type { Call } from "./call.ts";
import { exitCodeOf } from "./home-report.ts";
import { lockHome, type OpenedHome } from "./open-home.ts";
import type { Prompt } from "./prompt.ts";
import { workHome } from "./work-home.ts";

/** How one round ended, and when there is something to do again. */
export interface Round {
  readonly startedAt: string;
  readonly endedAt: string;
  readonly exitCode: ExitCode;
  readonly nextAt: string | undefined;
}

/** The same call with nobody there: nothing is asked, and nothing is said on the way unless `--verbose` wants the log. */
export function withNobody(call: Call): Call {
  const { isVerbose } = call.config;
  return { ...call, ask: nobody, config: { ...call.config, isQuiet: true, logLevel: isVerbose ? "debug" : "silent" } };
}

/** Everything due, as far as the budget goes. Holds the home's lock while it works, and no longer. */
export async function workRound(attended: Call, opened: OpenedHome, command: string): Promise<Round> {
  const call = { ...attended, config: { ...attended.config } }; // of a round of its own, so that it reads the catalog as it is now
  const { clock, config } = call;
  await using _lock = await lockHome(call, command);
  const startedAt = clock.now();
  const budget = budgetOf({ clock, ...config.unattended, ...budgetAsked(call.options) });
  const report = await workHome(call, opened, { budget });
  const endedAt = clock.now();
  const next = report.reports.flatMap(({ result }) => nextDueAt(result.plan, endedAt) ?? []).sort((a, b) => a.getTime() - b.getTime())[0];
  return { startedAt: startedAt.toISOString(), endedAt: endedAt.toISOString(), exitCode: exitCodeOf(report), nextAt: next?.toISOString() };
}

const SAID: Readonly<Record<number, string>> = {
  [ExitCode.done]: "done",
  [ExitCode.needsHuman]: "done; a person is needed for the rest",
  [ExitCode.partial]: "in part; the rest follows by itself",
};

/** One line that may stand in anybody's log. */
export function sayRound({ exitCode }: { readonly exitCode: number }): string {
  return SAID[exitCode] ?? `ended with ${exitCode}`;
}

const nobody: Prompt = { isTerminal: false, text: refuse, hidden: refuse, confirm: refuse, line: refuse };

async function refuse(): Promise<never> {
  const options: ErrorOptions = { hint: "--key-file FILE, or a systemd credential, opens the home: unlist schedule install sets it up" };
  throw new LockedError("nobody is there to ask", options);
}
