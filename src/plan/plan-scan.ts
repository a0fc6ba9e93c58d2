import type { Case } from "../ledger/case.ts";
import { dueLook } from "./due-look.ts";
import type { BrokerPlan } from "./plan.ts";
import type { Skip, Task } from "./task.ts";

/** One scan answers for every listing of the broker, so it is due when the first of them is. */
export function planScan(context: BrokerPlan): (Task | Skip)[] {
  const { loaded, own, now, slug } = context;
  if (!loaded.playbook.scan) return [];
  const looked = own.filter(hasBeenLookedAt);
  if (looked.length === 0 && !isLeft(own)) return [scanTask(context, "never looked there")];
  const due = own.map((subject) => ({ subject, at: dueLook(subject, loaded.playbook.pace) })).filter(isDated);
  const [first] = due.sort((a, b) => a.at.getTime() - b.at.getTime());
  if (!first) return [{ broker: slug, reason: "settled", why: "nothing there is looked for any more" }];
  const deferred = own.map((subject) => subject.notBefore).find((until) => until !== undefined && now < new Date(until));
  if (deferred === undefined && hasNewQuestion(context, looked)) return [scanTask(context, "there is a new name or place to ask for")];
  if (first.at > now) return [{ broker: slug, state: first.subject.state, reason: "not-due", why: "next look is not due", until: first.at.toISOString() }];
  if (deferred !== undefined && first.subject.notBefore === deferred) return [{ broker: slug, state: first.subject.state, reason: "deferred", why: "put off", until: deferred }];
  return [scanTask(context, whyLook(first.subject))];
}

/** A request to a broker that was never scanned (a form named by hand) still leaves the first look due. */
function hasBeenLookedAt(subject: Case): boolean {
  return subject.lastLook !== undefined;
}

/** None of the looks so far can have asked it: a listing that nobody knows of may stand under it. */
function hasNewQuestion({ loaded, subject }: BrokerPlan, looked: readonly Case[]): boolean {
  const since = subject.asksAnew?.[loaded.playbook.scan?.query ?? "name"];
  return since !== undefined && looked.every(({ lastLook }) => lastLook !== undefined && lastLook.at < since);
}

/** Left before it was ever looked at: the person wants nothing asked there, so nothing is. */
function isLeft(own: readonly Case[]): boolean {
  return own.length > 0 && own.every((subject) => subject.state === "left");
}

function isDated<T extends { at: Date | "never" }>(entry: T): entry is T & { at: Date } {
  return entry.at !== "never";
}

function scanTask({ slug, broker, loaded, own }: BrokerPlan, why: string): Task {
  const { hosts, discloses } = loaded.playbook;
  return {
    kind: "scan",
    broker: slug,
    lane: broker.family ?? slug,
    stage: "scan",
    cases: own.map((subject) => `${slug}/${subject.listing}`),
    listing: "-",
    why,
    fields: discloses.scan,
    hosts: hosts.site,
  };
}

function whyLook(subject: Case): string {
  if (subject.state === "removed") return "is it still gone?";
  if (subject.absentAt.length > 0) return "is it really gone? (second look)";
  if (subject.request !== undefined || subject.state === "covered") return "has it gone?";
  return subject.state === "inconclusive" ? "couldn't tell last time" : "time to look again";
}
