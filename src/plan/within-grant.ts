import type { Case } from "../ledger/case.ts";
import { decide, endedAuthority, refusalOf, type Act } from "../grant/decide.ts";
import type { HeldGrant } from "../grant/standing.ts";
import { laneOf } from "./order-of-work.ts";
import type { PlanInput, SubjectFacts } from "./plan.ts";
import type { Skip, Task } from "./task.ts";

/** What a mail draft tells a broker. */
const TOLD_BY_MAIL: Act["fields"] = ["name", "residence.state", "contact.email"];

/** An entry of the plan as it stands under the client's grant: what that does not cover is named without its fields. */
export function withinGrant(entry: Task | Skip, input: PlanInput): Task | Skip {
  const { authority, now } = input;
  if (!authority || authority.as === "self") return entry;
  const act = "kind" in entry ? actOf(entry, input) : isByHand(entry) ? { ...actByHand(entry, input), askedAt: askedAt(input.cases) } : undefined;
  const refusal = act && refusalOf(act, authority, now);
  return refusal ? { broker: entry.broker, ...placeOf(entry), reason: "not-granted", why: refusal.why, refusal: refusal.reason } : entry;
}

/** A task in the words of a grant. A mail's link goes on with what was asked, so it is no further request. */
export function actOf(task: Task, { subject, cases }: Pick<PlanInput, "subject" | "cases">): Act {
  const { kind, broker, lane, fields } = task;
  const about = { broker, family: lane, fields, channel: "web", residence: subject.residence ?? "us", repliesTo: subject.repliesTo } as const;
  if (kind === "scan") return { ...about, rights: ["look"] };
  return { ...about, rights: ["opt-out"], opensReply: kind === "confirm", ...(kind === "submit" && { askedAt: askedAt(cases.filter((held) => !isAbout(held, task))) }) };
}

function isByHand({ reason }: Skip): boolean {
  return reason === "by-mail" || reason === "by-hand" || reason === "by-drop";
}

export type AskedByHand = Pick<Skip, "broker" | "route">;
export type ByHandInput = Pick<PlanInput, "catalog" | "authority" | "now"> & { readonly subject: Pick<SubjectFacts, "residence" | "repliesTo"> };

/** A request by hand asks for both: not to be sold, and to be deleted. */
export function actByHand({ broker, route }: AskedByHand, { catalog, subject }: Pick<ByHandInput, "catalog" | "subject">): Act {
  const channel = route === "mail" || route === "post" || route === "phone" ? route : "web";
  return { rights: ["opt-out", "delete"], channel, broker, family: laneOf(broker, catalog.brokers), fields: route === "mail" ? TOLD_BY_MAIL : [], residence: subject.residence ?? "us", repliesTo: subject.repliesTo };
}

/** The grant that such a request rests on, however many were made under it before; none where somebody asks for themself. */
export function grantByHand(asked: AskedByHand, input: ByHandInput): HeldGrant | undefined {
  return decide(actByHand(asked, input), input.authority ?? { as: "self" }, input.now).grant;
}

function placeOf({ listing, ...entry }: Task | Skip): Pick<Skip, "listing" | "state"> {
  return { ...(listing !== undefined && { listing }), ...("reason" in entry && entry.state !== undefined && { state: entry.state }) };
}

/** A request of several steps is one. */
function isAbout({ broker, listing }: Case, task: Task): boolean {
  return broker === task.broker && (listing === task.listing || task.cases.includes(`${broker}/${listing}`));
}

/** When each request so far went out: its first step, whatever became of it but a proof that it did not. */
export function askedAt(cases: readonly Case[]): string[] {
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
