import type { Case } from "../ledger/case.ts";
import { NO_LISTING } from "../ledger/events.ts";
import { wasAsked } from "../ledger/rules.ts";
import { mayAsk } from "./barred-playbook.ts";
import { isUncovered, parentsOf } from "./family.ts";
import { isHalfAsked } from "./half-asked.ts";
import type { BrokerPlan } from "./plan.ts";
import { putOffUntil } from "./put-off.ts";
import { isApproved } from "./taken-up.ts";
import type { Skip, Task } from "./task.ts";

/** The asking: one request per listing, or one for all of them where the broker's opt-out covers the subject. */
export function planSubmit(context: BrokerPlan): (Task | Skip)[] {
  const { loaded } = context;
  if (!loaded.playbook.optOut) return [];
  const half = context.own.filter((subject) => isHalfAsked(subject, "optOut") && !isDeferred(subject, context.now));
  return [...half.map((subject) => submitTask(context, [subject], listingOf(subject))), ...planAnew(context)];
}

/** A request keeps the listing it was made under. */
function listingOf(subject: Case): string {
  return subject.request?.id.split("/")[1] ?? subject.listing;
}

function planAnew(context: BrokerPlan): (Task | Skip)[] {
  const { loaded } = context;
  const wanting = askable(context);
  if (wanting.length === 0) return [...waiting(context), ...unnamed(context)];
  const obstacle = obstacleOf(context);
  if (obstacle) return wanting.map((subject) => ({ ...obstacle, listing: subject.listing, state: subject.state }));
  if (loaded.playbook.optOut?.per === "subject") return [submitTask(context, wanting, NO_LISTING)];
  return wanting.map((subject) => submitTask(context, [subject], subject.listing));
}

/** Cases that want a request: the broker's own, and for a parent those of the children it covers. */
function askable(context: BrokerPlan): Case[] {
  const { slug, catalog, cases, now } = context;
  const isFamily = context.loaded.playbook.optOut?.per === "subject";
  const isChilds = (subject: Case) => isFamily && !isUncovered(subject) && parentsOf(subject.broker, catalog.brokers, now).includes(slug);
  const candidates = cases.filter((subject) => subject.broker === slug || isChilds(subject));
  const wanting = candidates.filter((subject) => wantsRequest(subject, context) && !isDeferred(subject, now));
  if (wanting.length === 0) return isDirectForm(context) && !candidates.some((subject) => subject.state !== "unseen") ? [unseenCase(slug)] : [];
  // One request covers the subject: while it stands, a listing that turns up later is covered by it.
  return isFamily && candidates.some((subject) => subject.broker === slug && isStanding(subject)) ? [] : wanting;
}

function wantsRequest(subject: Case, context: BrokerPlan): boolean {
  // A look that failed stands under no listing; only a form that takes no listing can be asked on that.
  if (subject.listing === NO_LISTING && !isDirectForm(context)) return false;
  if (subject.request?.steps.some((step) => step.outcome !== "not-sent")) return false;
  if (subject.state === "planned" || subject.state === "reappeared" || isUncovered(subject)) return true;
  return subject.state === "broken" && context.now >= new Date(new Date(subject.since).getTime() + RETRY_BROKEN_MS);
}

const RETRY_BROKEN_MS = 3 * 86_400_000;

/** It was sent, or may have been, and their answer is out; that a person is needed for it (their mail is late) changes nothing. */
function isStanding(subject: Case): boolean {
  const isAsked = ["in-doubt", "submitted", "awaiting-confirmation", "awaiting-removal", "unverifiable"].includes(subject.state);
  return isAsked || (subject.state === "needs-human" && wasAsked(subject));
}

/** A form about the person, and about no listing. */
function isDirectForm(context: BrokerPlan): boolean {
  return context.loaded.playbook.scan === undefined && !wantsListing(context);
}

function wantsListing({ loaded }: BrokerPlan): boolean {
  return loaded.playbook.discloses.optOut.includes("listing.url");
}

/** Nobody has written down how to look there, and their form wants the address of a listing: the person finds it. */
function unnamed(context: BrokerPlan): Skip[] {
  const { slug, loaded, own } = context;
  if (loaded.playbook.scan || own.length > 0 || !wantsListing(context)) return [];
  return [obstacleOf(context) ?? { broker: slug, reason: "needs-listing", why: `find your listing there, then: unlist listing add ${slug}` }];
}

function unseenCase(broker: string): Case {
  return { broker, listing: NO_LISTING, state: "unseen", since: new Date(0).toISOString(), cycle: 1, absentAt: [], isRejected: false, fields: [], evidence: [] };
}

function isDeferred(subject: Case, now: Date): boolean {
  return putOffUntil(subject, now) !== undefined;
}

function obstacleOf(context: BrokerPlan): Skip | undefined {
  const { slug, subject } = context;
  const { playbook } = context.loaded;
  if (!mayAsk(context.loaded, context)) {
    return { broker: slug, reason: "playbook-not-approved", why: "its playbook did not come with unlist or has not been rehearsed, so it may look but not ask" };
  }
  const wantsAlias = [...playbook.discloses.optOut, ...playbook.discloses.confirm].includes("contact.email");
  if (wantsAlias && !subject.hasAlias) return { broker: slug, reason: "needs-alias", why: "wants an e-mail alias: add contact.email to the profile" };
  if (isDirectForm(context) && playbook.discloses.optOut.includes("name") && !isApproved(slug, context)) {
    return { broker: slug, reason: "needs-approval", why: `would learn your name from you: unlist plan --approve ${slug}` };
  }
  if (playbook.confirm && !subject.hasMailbox) return { broker: slug, reason: "needs-mailbox", why: "they confirm by mail: unlist mailbox add" };
  return undefined;
}

function submitTask({ slug, broker, loaded }: BrokerPlan, cases: readonly Case[], listing: string): Task {
  const { hosts, discloses } = loaded.playbook;
  return {
    kind: "submit",
    broker: slug,
    lane: broker.family ?? slug,
    stage: "optOut",
    cases: cases.map((subject) => `${subject.broker}/${subject.listing}`),
    listing,
    why: whyAsk(cases, listing),
    fields: discloses.optOut,
    hosts: hosts.site,
  };
}

function whyAsk(cases: readonly Case[], listing: string): string {
  if (cases.some((subject) => isHalfAsked(subject, "optOut"))) return "only the first part of their form was sent";
  if (cases.some((subject) => subject.state === "reappeared")) return "it came back";
  return listing === NO_LISTING && cases.every((subject) => subject.state === "unseen") ? "they show no listing to look for" : "the listing is theirs to take down";
}

function waiting({ slug, own, now }: BrokerPlan): Skip[] {
  return own.flatMap((subject): Skip[] => {
    const until = putOffUntil(subject, now);
    if (until === undefined) return [];
    return [{ broker: slug, listing: subject.listing, state: subject.state, reason: "deferred", why: (subject.putOffBy && WHY_LATER[subject.putOffBy]) ?? "put off", until }];
  });
}

const WHY_LATER: Readonly<Record<string, string>> = { staged: "held back (staged)", "retry-after": "they asked for time", backoff: "tried again then" };
