import { authorityIn } from "../client/authority.ts";
import { workloadOf, writeWorkload } from "../client/caseload.ts";
import { endedAuthority } from "../grant/decide.ts";
import { daysLeft, isEndingSoon, leadingGrant } from "../grant/standing.ts";
import { needsPerson } from "../report/summarize.ts";
import type { Call } from "./call.ts";
import { placeOf, tellTrail } from "./open-client.ts";
import type { OpenedHome } from "./open-home.ts";
import { prepareDrafts } from "./prepare-drafts.ts";
import { overtakenIn } from "./require-grant.ts";
import type { SubjectReport } from "./work-subject.ts";

export interface Settling {
  readonly report: SubjectReport;
  /** A look prepares no requests. */
  readonly hasDrafts: boolean;
}

/** What a run leaves behind for whoever comes next: drafts, and of a client the caseload's figures and a word in the trail. */
export async function settleSubject(call: Call, opened: OpenedHome, { report, hasDrafts }: Settling): Promise<void> {
  const { subject, result, rows, cases } = report;
  const now = call.clock.now();
  const place = await placeOf(opened, subject);
  const authority = await authorityIn(place); // a grant may have been taken back since the run began
  if (hasDrafts && !endedAuthority(authority, now)) await prepareDrafts({ ...report, opened, plan: result.plan, now });
  if (authority.as === "self") return;
  const held = leadingGrant(authority.grants, now);
  if (held && isEndingSoon(held, now)) call.out.note(`The grant of ${subject} ends in ${daysLeft(held, now)} days, on ${held.terms.endsOn}.`);
  await writeWorkload(place, workloadOf({ plan: result.plan, cases, now, needsYou: rows.filter(needsPerson).length }));
  if (report.refusal) return; // told when it was refused
  const overtaken = overtakenIn(result.plan);
  if (overtaken) await tellTrail(call, place, "refused", { reason: overtaken.refusal ?? "", broker: overtaken.broker });
  const counts = { looked: countOf(report, "scan"), asked: countOf(report, "submit"), confirmed: countOf(report, "confirm"), refused: result.done.filter(({ isRefused }) => isRefused).length };
  if (Object.values(counts).some((count) => count > 0)) await tellTrail(call, place, hasDrafts ? "ran" : "looked", counts);
}

function countOf({ result }: SubjectReport, kind: "scan" | "submit" | "confirm"): number {
  return result.done.filter(({ task, isRefused }) => task.kind === kind && !isRefused).length;
}
