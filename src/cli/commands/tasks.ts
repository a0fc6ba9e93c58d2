import { ExitCode, UsageError } from "../../base/errors.ts";
import { MOST_OFFERED } from "../../report/task-batch.ts";
import { handWords } from "../../subject/hand-words.ts";
import type { Call } from "../call.ts";
import { citedAuthority } from "../cited-authority.ts";
import { guideLines } from "../guide-lines.ts";
import { handLines, sayMinutes } from "../hand-lines.ts";
import { openTheHome } from "../open-home.ts";
import { taskLines } from "../task-lines.ts";
import { tasksInHand, type SubjectTask, type TasksOf } from "../tasks-of.ts";

const BY_HAND = ["drop", "portal", "phone", "post", "human"] as const;

/** All steps that need a person, in one batch; no more than a few of them are offered at a time. */
export async function tasksCommand(call: Call): Promise<ExitCode> {
  const by = wayAskedFor(call);
  const all = await tasksInHand(call, await openTheHome(call));
  const offered = all.map((one) => offeredOf(one, { by, isAll: call.options.isSet("all") }));
  const words = await wordsShown(call);
  const lines = all.flatMap((one, i) => [...(offered[i] ?? []).flatMap((task) => taskLines(call.out, task, words(one, task))), ...restLines(call, one, { by, shown: offered[i] ?? [] })]);
  lines.push(...guideLines(call.out, offered.flat()));
  const tasks = all.flatMap(({ batch }) => batch.open).filter(isBy(by));
  const asides = { later: all.flatMap(({ batch }) => batch.later), skipped: all.flatMap(({ batch }) => batch.skipped) };
  call.out.result({ tasks, offered: offered.flat().map(({ subject, id }) => ({ subject, id })), minutes: total(tasks), ...asides, withoutPlaybook: all.flatMap(({ withoutPlaybook }) => withoutPlaybook) }, lines);
  if (tasks.length > 0) call.out.next("unlist tasks done ID, or later, or skip");
  return tasks.length === 0 ? ExitCode.done : ExitCode.needsHuman;
}

/** The one step that is worth doing first. */
export async function nextCommand(call: Call): Promise<ExitCode> {
  const all = await tasksInHand(call, await openTheHome(call));
  const [first] = all.flatMap((one) => one.batch.open.slice(0, 1).map((task) => ({ one, task })));
  const words = await wordsShown(call);
  call.out.result({ next: first?.task ?? null }, first ? [...taskLines(call.out, first.task, words(first.one, first.task)), ...guideLines(call.out, [first.task])] : ["Nothing needs you."]);
  if (first) call.out.next(`unlist tasks done ${first.task.id}, or later, or skip`);
  return first ? ExitCode.needsHuman : ExitCode.done;
}

function wayAskedFor({ options }: Call): string | undefined {
  const by = options.text("by");
  if (by === undefined || BY_HAND.some((kind) => kind === by)) return by;
  throw new UsageError("--by wants a way of asking", { hint: BY_HAND.join(", ") });
}

function isBy(by: string | undefined): (task: SubjectTask) => boolean {
  return ({ route }) => by === undefined || route === by;
}

/** Of brokers without a playbook there can be hundreds: even `--all` counts them, and `--by` takes them way by way. */
function offeredOf({ batch }: TasksOf, { by, isAll }: { readonly by: string | undefined; readonly isAll: boolean }): SubjectTask[] {
  if (by !== undefined) return batch.open.filter(isBy(by));
  return isAll ? batch.open.filter(({ reason }) => reason !== "by-hand") : batch.open.slice(0, MOST_OFFERED);
}

type WordsFor = (one: TasksOf, task: SubjectTask) => readonly string[] | undefined;

/** The person's own values, for copying into a form or a letter, when they ask for them. */
async function wordsShown({ options, config, ask }: Call): Promise<WordsFor> {
  const isRevealed = options.isSet("reveal") && (config.isYes || (await ask.confirm("Show your own details on this screen?", "--yes")));
  return ({ view }, task) => (isRevealed ? handWords(view.profile, task.broker, citedAuthority(task, view)) : undefined);
}

function restLines({ options }: Call, { batch, withoutPlaybook }: TasksOf, { by, shown }: { readonly by: string | undefined; readonly shown: readonly SubjectTask[] }): string[] {
  const mine = batch.open.filter(isBy(by));
  const rest = mine.length - shown.length;
  const isAll = by !== undefined || options.isSet("all");
  return [
    ...(mine.length === 0 ? ["Nothing needs you."] : []),
    ...(rest > 0 && !isAll ? [`These are enough for now. ${rest} more can wait: unlist tasks --all`] : []),
    ...(isAll && mine.length > 0 ? [`Steps: ${mine.length}, about ${sayMinutes(total(mine))} in all. None of them has to be today.`] : []),
    ...asideLines(batch),
    ...(isAll && by === undefined ? ["", ...handLines(withoutPlaybook.filter(({ minutes }) => minutes > 0))] : []),
  ];
}

function asideLines({ later, skipped }: TasksOf["batch"]): string[] {
  const dates = later.map(({ until }) => until.slice(0, 10)).sort();
  return [
    ...(later.length > 0 ? [`Put off: ${later.length}, the first until ${dates[0] ?? ""}.`] : []),
    ...(skipped.length > 0 ? [`Skipped, and that is all right: ${skipped.length}. unlist tasks again ID takes one up.`] : []),
  ];
}

function total(tasks: readonly SubjectTask[]): number {
  return tasks.reduce((sum, task) => sum + task.minutes, 0);
}
