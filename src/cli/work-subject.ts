import type { ExitCode } from "../base/errors.ts";
import type { Catalog } from "../catalog/load.ts";
import type { Refusal } from "../grant/decide.ts";
import type { Case } from "../ledger/case.ts";
import type { Task } from "../plan/task.ts";
import type { Visits } from "../queue/visits.ts";
import { summarize, type BrokerRow } from "../report/summarize.ts";
import { run, type RunResult } from "../run.ts";
import type { Budget } from "../run/budget.ts";
import type { Rooms } from "../run/rooms.ts";
import type { Profile } from "../subject/profile.ts";
import type { Call } from "./call.ts";
import { withRooms } from "./compose.ts";
import { liveProgress } from "./live-progress.ts";
import type { OpenedHome } from "./open-home.ts";

/** Where one subject stands after a run. */
export interface SubjectReport {
  readonly subject: string;
  readonly profile: Profile;
  readonly catalog: Catalog;
  readonly cases: readonly Case[];
  readonly rows: readonly BrokerRow[];
  readonly result: RunResult;
  /** Nobody may act for them now, so nothing was done. */
  readonly refusal?: Refusal;
  /** How it ended, where not all that this rests on is kept. */
  readonly exitCode?: ExitCode;
}

export interface SubjectWork {
  readonly subject: string;
  /** Manners that all subjects of the run share. */
  readonly visits: Visits;
  /** Only tasks of these kinds. */
  readonly kinds?: readonly Task["kind"][] | undefined;
  readonly budget?: Budget | undefined;
}

/** One turn for one subject, with every room that it takes. */
export async function workSubject(call: Call, opened: OpenedHome, { subject, visits, kinds, budget }: SubjectWork): Promise<SubjectReport> {
  const progress = liveProgress(call);
  const report = await withRooms({ call, opened, subject, visits, progress, ...(budget && { budget }) }, (rooms) => reportOn(subject, withKinds(rooms, kinds)));
  progress.close();
  return report;
}

async function reportOn(subject: string, rooms: Rooms): Promise<SubjectReport> {
  const result = await run(rooms);
  const { profile, catalog, ledger, clock } = rooms;
  const cases = [...ledger.view.cases.values()];
  const rows = summarize({ catalog, cases, plan: result.plan, asides: ledger.view.asides, now: clock.now() });
  return { subject, profile, catalog, cases, result, rows };
}

function withKinds(rooms: Rooms, kinds: SubjectWork["kinds"]): Rooms {
  if (!kinds) return rooms;
  return { ...rooms, planning: { ...rooms.planning, selection: { ...rooms.planning.selection, kinds } } };
}
