import { join } from "node:path";
import { z } from "zod";
import { isMissing } from "../base/files.ts";
import type { Case } from "../ledger/case.ts";
import type { Plan } from "../plan/task.ts";
import { readSealedFile, writeSealedFile, type SealedFile } from "../vault/sealed-file.ts";
import { deriveKey } from "../vault/subject-keys.ts";
import type { ClientPlace } from "./trail.ts";

const Days = z.record(z.iso.date(), z.int().min(1));

/**
 * How much there is to do for one client and when, as of the last run: days and counts, so that a list of a thousand clients
 * reads a thousand small files and plans for nobody.
 */
const Workload = z.strictObject({ asOf: z.iso.datetime(), due: Days, answers: Days, needsYou: z.int(), asked: z.int(), gone: z.int() });
export type Workload = z.infer<typeof Workload>;

const WAITING = ["submitted", "awaiting-confirmation", "awaiting-removal", "in-doubt"];

/** Pure. `needsYou` is what the reports count under those words. */
export function workloadOf({ plan, cases, now, needsYou }: { readonly plan: Plan; readonly cases: readonly Case[]; readonly now: Date; readonly needsYou: number }): Workload {
  const at = now.toISOString();
  const dated = plan.skips.filter(({ reason }) => reason === "not-due" || reason === "deferred" || reason === "waiting-for-mail").flatMap(({ until }) => until ?? []);
  return {
    asOf: at,
    due: countedByDay([...plan.tasks.map(() => at), ...dated]),
    answers: countedByDay(cases.filter(({ state }) => WAITING.includes(state)).flatMap(({ request }) => request?.until ?? [])),
    needsYou,
    asked: cases.filter(({ request }) => request !== undefined).length,
    gone: cases.filter(({ state }) => state === "removed").length,
  };
}

export interface Counts {
  /** Looks and requests whose day has come. */
  readonly due: number;
  /** Requests whose time to answer is over. */
  readonly overdue: number;
  readonly needsYou: number;
  readonly asked: number;
  readonly gone: number;
}

export const NOTHING: Counts = { due: 0, overdue: 0, needsYou: 0, asked: 0, gone: 0 };

export function countsAt(workload: Workload | undefined, now: Date): Counts {
  if (!workload) return NOTHING;
  const today = now.toISOString().slice(0, 10);
  const { needsYou, asked, gone } = workload;
  return { due: sumOf(workload.due, (day) => day <= today), overdue: sumOf(workload.answers, (day) => day < today), needsYou, asked, gone };
}

export async function writeWorkload(place: ClientPlace, workload: Workload): Promise<void> {
  await writeSealedFile(workloadFile(place), workload, place.files);
}

/** Nothing before the first run. */
export async function readWorkload(place: ClientPlace): Promise<Workload | undefined> {
  const found = await readSealedFile(workloadFile(place), place.files).catch(isMissing);
  return found === false ? undefined : found;
}

function countedByDay(instants: readonly string[]): Record<string, number> {
  const days: Record<string, number> = {};
  for (const at of instants) days[at.slice(0, 10)] = (days[at.slice(0, 10)] ?? 0) + 1;
  return days;
}

function sumOf(days: Readonly<Record<string, number>>, wants: (day: string) => boolean): number {
  return Object.entries(days).reduce((sum, [day, count]) => (wants(day) ? sum + count : sum), 0);
}

function workloadFile({ dir, key, subject }: ClientPlace): SealedFile<typeof Workload> {
  return { path: join(dir, "workload.sealed"), key: deriveKey(key, "workload"), aad: `workload ${subject}`, schema: Workload };
}
