import { toMs, Duration } from "../../base/duration.ts";
import { ExitCode, UsageError, worstExitCode } from "../../base/errors.ts";
import { RemoteHandOff } from "../../handoff/remote/remote-hand-off.ts";
import { TerminalHandOff, type Talk } from "../../handoff/terminal.ts";
import type { HandOffPort } from "../../playbook/hand-off.ts";
import { isForHandOff } from "../../plan/hand-off.ts";
import { humanTasks } from "../../report/human-tasks.ts";
import { batchOf } from "../../report/task-batch.ts";
import { sayState } from "../../ledger/states.ts";
import { sit, type SittingEnd } from "../../run/sitting.ts";
import type { Call } from "../call.ts";
import { withRooms } from "../compose.ts";
import { tellClientTrail } from "../open-client.ts";
import { lockHome, openTheHome, type OpenedHome } from "../open-home.ts";
import type { Refusal } from "../../grant/decide.ts";
import { refusedFor } from "../require-grant.ts";
import { requireDisplay } from "../require-display.ts";
import { subjectsInHand, viewSubject } from "../subject-view.ts";

interface SubjectSitting {
  readonly subject: string;
  readonly steps: readonly SittingEnd[];
  /** Nobody may act for them now, so no page was opened. */
  readonly refusal?: Refusal;
}

/** Opens the steps that a person takes in a page, one after the other, and goes on after each. */
export async function handoffCommand(call: Call): Promise<ExitCode> {
  const isRemote = call.options.isSet("remote");
  if (!isRemote) requireDisplay({ what: "handoff", hint: "unlist handoff --remote needs none" });
  const opened = await openTheHome(call);
  await using _lock = await lockHome(call, "handoff");
  return say(call, opened, await (isRemote ? sitRemotely(call, opened) : sitAtWindow(call, opened)));
}

function sitAtWindow(call: Call, opened: OpenedHome): Promise<SubjectSitting[]> {
  const talk: Talk = { say: (lines) => lines.forEach((line) => call.out.note(line)), line: (question, until) => call.ask.line(question, until) };
  return sitAll(call, opened, { port: new TerminalHandOff({ talk, clock: call.clock, patienceMs: patienceOf(call) }), isHeaded: true });
}

async function sitRemotely(call: Call, opened: OpenedHome): Promise<SubjectSitting[]> {
  await using port = await RemoteHandOff.open({ clock: call.clock, patienceMs: patienceOf(call), port: portOf(call) });
  // Not a note: --quiet must not keep back the only way in.
  call.stderr.write(`Open this on this machine, or through ssh -L; it works once:\n${port.url}\n`);
  return await sitAll(call, opened, { port });
}

export interface Sitting {
  readonly port: HandOffPort;
  readonly isHeaded?: true;
}

/** Every subject in hand, one after the other. The home's lock is the caller's. */
export async function sitAll(call: Call, opened: OpenedHome, { port, isHeaded }: Sitting): Promise<SubjectSitting[]> {
  const sittings: SubjectSitting[] = [];
  for (const subject of await subjectsInHand(call)) {
    const ids = await stepsInHand(call, opened, subject);
    if (ids.length === 0) continue;
    const refusal = await refusedFor(call, opened, subject);
    if (refusal) {
      sittings.push({ subject, steps: [], refusal });
      continue;
    }
    await tellClientTrail(call, opened, { subject, did: "attended", about: { steps: ids.length } });
    const steps = await withRooms({ call, opened, subject, progress: progressOf(call), isHeaded }, (rooms) => sit(rooms, port, ids));
    sittings.push({ subject, steps });
  }
  return sittings;
}

/** The shortest first, as `tasks` has them. What was put off or left out is opened only where it is named. */
async function stepsInHand(call: Call, opened: OpenedHome, subject: string): Promise<string[]> {
  const view = await viewSubject(call, opened, subject);
  const wanted = call.args[0]?.replace(/…$/, "");
  const isNamed = (id: string): boolean => wanted === undefined || id.startsWith(wanted.includes("/") ? wanted : `${wanted}/`);
  const { open, later, skipped } = batchOf(humanTasks(view), view.asides, view.now);
  const meant = [...open, ...(wanted === undefined ? [] : [...later, ...skipped])].map(({ id }) => id).filter(isNamed);
  const found = new Set(view.cases.filter((held) => isForHandOff(held, view.catalog)).map(({ broker, listing }) => `${broker}/${listing}`));
  const ids = meant.filter((id) => found.has(id));
  if (wanted === undefined || ids.length > 0) return ids;
  throw new UsageError("no step of that name is taken in a page", { hint: "unlist tasks names what needs you, and how each is done" });
}

function progressOf({ out }: Call) {
  return {
    started: ({ broker }: { readonly broker: string }) => out.note(`${broker}: opening their page and filling it in`),
    ended: ({ broker }: { readonly broker: string }, words: string) => out.note(`${broker}: ${words}`),
  };
}

function portOf({ options }: Call): number {
  const port = options.text("port") ?? "0";
  if (/^\d{1,5}$/.test(port) && Number(port) < 65_536) return Number(port);
  throw new UsageError("--port wants a number below 65536", { hint: "like 8417" });
}

function patienceOf({ options }: Call): number {
  const wait = Duration.safeParse(options.text("wait") ?? "15m");
  if (wait.success) return toMs(wait.data);
  throw new UsageError("--wait wants a length of time", { hint: "like 15m" });
}

function say(call: Call, { kind }: OpenedHome, subjects: readonly SubjectSitting[]): ExitCode {
  const steps = subjects.flatMap((one) => one.steps);
  const refused = subjects.flatMap(({ subject, refusal }) => (refusal ? [`Nothing is done for ${subject}: ${refusal.why}`] : []));
  const table = call.out.table([{ title: "for", least: 12 }, { title: "outcome", least: 20 }, { title: "state" }], steps.map(({ id, outcome, state }) => [id, outcome, sayState(state)]));
  call.out.result({ rehearsal: kind === "rehearsal", subjects }, [...refused, ...(steps.length > 0 ? table : refused.length > 0 ? [] : ["Nothing waits for you in a page."])]);
  call.out.next(steps.some(({ state }) => state === "needs-human") ? "unlist tasks shows what still needs you" : "unlist run goes on with the rest");
  return worstExitCode([...refused.map(() => ExitCode.refused), ...steps.map(({ state }) => codeOf(state))]);
}

function codeOf(state: SittingEnd["state"]): ExitCode {
  if (state === "needs-human") return ExitCode.needsHuman;
  return state === "in-doubt" || state === "broken" || state === "inconclusive" ? ExitCode.partial : ExitCode.done;
}
