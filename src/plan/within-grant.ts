import type { Case } from "../ledger/case.ts";
import { endedAuthority, refusalOf, type Act } from "../grant/decide.ts";
import { laneOf } from "./order-of-work.ts";
import type { PlanInput } from "./plan.ts";
import type { Skip, Task } from "./task.ts";

/** What a mail draft tells a broker. */
const TOLD_BY_MAIL: Act["fields"] = ["name", "residence.state", "contact.email"];

/** An entry of the plan as it stands under the client's grant: what that does not cover is named without its fields. */
export function withinGrant(entry: Task | Skip, input: PlanInput): Task | Skip {
  const { authority, now } = input;
  if (!authority || authority.as === "self") return entry;
  const acts = "kind" in entry ? [actOf(entry, input)] : byHandActs(entry, input);
  const refusal = acts.map((act) => refusalOf(act, authority, now)).find((found) => found !== undefined);
  return refusal ? { broker: entry.broker, ...placeOf(entry), reason: "not-granted", why: refusal.why, refusal: refusal.reason } : entry;
}

/** A task in the words of a grant. A mail's link goes on with what was asked, so it is no further request. */
export function actOf(task: Task, { subject, cases }: Pick<PlanInput, "subject" | "cases">): Act {
  const { kind, broker, lane, fields } = task;
  const about = { broker, family: lane, fields, channel: "web", residence: subject.residence ?? "us", repliesTo: subject.repliesTo } as const;
  if (kind === "scan") return { ...about, right: "look" };
  return { ...about, right: "opt-out", opensReply: kind === "confirm", ...(kind === "submit" && { askedAt: askedAt(cases.filter((held) => !isAbout(held, task))) }) };
}

/** A request by hand asks for both: not to be sold, and to be deleted. */
function byHandActs(skip: Skip, { catalog, subject, cases }: PlanInput): Act[] {
  const channel = skip.route === "mail" || skip.route === "post" || skip.route === "phone" ? skip.route : "web";
  if (skip.reason !== "by-mail" && skip.reason !== "by-hand" && skip.reason !== "by-drop") return [];
  const fields = skip.reason === "by-mail" ? TOLD_BY_MAIL : [];
  const about = { channel, broker: skip.broker, family: laneOf(skip.broker, catalog.brokers), fields, residence: subject.residence ?? "us", repliesTo: subject.repliesTo, askedAt: askedAt(cases) } as const;
  return [{ ...about, right: "opt-out" }, { ...about, right: "delete" }];
}

function placeOf({ listing, ...entry }: Task | Skip): Pick<Skip, "listing" | "state"> {
  return { ...(listing !== undefined && { listing }), ...("reason" in entry && entry.state !== undefined && { state: entry.state }) };
}

/** A request of several steps is one. */
function isAbout({ broker, listing }: Case, task: Task): boolean {
  return broker === task.broker && (listing === task.listing || task.cases.includes(`${broker}/${listing}`));
}

/** When each request so far went out: its first step, whatever became of it but a proof that it did not. */
function askedAt(cases: readonly Case[]): string[] {
  const first = new Map<string, string>();
  for (const { request } of cases) {
    const sent = request?.steps.filter(({ outcome }) => outcome !== "not-sent").map(({ intendedAt }) => intendedAt).sort()[0];
    if (request && sent !== undefined) first.set(request.id, sent);
  }
  return [...first.values()];
}

/** Nobody may act for this person now, whatever it is. */
export function mayAct(authority: NonNullable<PlanInput["authority"]>, now: Date): boolean {
  return endedAuthority(authority, now) === undefined;
}
