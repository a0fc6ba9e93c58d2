import type { Case } from "../ledger/case.ts";
import { isHalfAsked } from "./half-asked.ts";
import { mayMailStillCome } from "./mail-wait.ts";
import type { BrokerPlan } from "./plan.ts";
import { putOffUntil } from "./put-off.ts";
import type { Skip, Task } from "./task.ts";

/** The mails that requests wait for. One in doubt waits too, since a mail proves that it was sent, and so does one whose mail is late. */
export function planConfirm(context: BrokerPlan): (Task | Skip)[] {
  const { loaded, own, slug, subject: facts } = context;
  if (!loaded.playbook.confirm) return [];
  const waiting = onePerRequest(own.filter((subject) => isAwaitingMail(subject, context.now)));
  return waiting.flatMap((subject): (Task | Skip)[] => {
    const place = { broker: slug, listing: subject.listing, state: subject.state };
    if (!facts.hasMailbox) return [{ ...place, reason: "needs-mailbox", why: "their mail can't be read: unlist mailbox add" }];
    const until = putOffUntil(subject, context.now);
    if (until === undefined) return [confirmTask(context, subject)];
    // Once it is a person's turn that is what is said of it.
    return subject.state === "needs-human" ? [] : [{ ...place, reason: "waiting-for-mail", why: whyNoMail(subject), until }];
  });
}

function whyNoMail({ reason }: Case): string {
  return reason === "mailbox-unreachable" ? "the mailbox can't be reached: unlist mailbox test" : "their mail was not there yet";
}

/** A mail that answers what was sent would be acted on now. */
export function isAwaitingMail(subject: Case, now: Date): boolean {
  const isLate = subject.state === "in-doubt" || (subject.state === "needs-human" && subject.humanReason === "no-mail");
  if (subject.state !== "awaiting-confirmation" && !(isLate && mayMailStillCome(subject, now))) return false;
  if (isHalfAsked(subject, "optOut")) return false; // its mail comes when the rest of the form is sent
  const crossed = subject.request?.steps ?? [];
  const isLinkOpen = crossed.some(({ step, outcome }) => step.startsWith("confirm.") && (outcome === "open" || outcome === "doubted"));
  return crossed.some(({ step, outcome }) => step.startsWith("optOut.") && outcome !== "not-sent") && !isLinkOpen;
}

/** Listings that one request covers share its mail. */
function onePerRequest(cases: readonly Case[]): Case[] {
  return [...new Map(cases.map((subject) => [subject.request?.id, subject])).values()];
}

function confirmTask({ slug, broker, loaded, cases }: BrokerPlan, subject: Case): Task {
  const { hosts, discloses } = loaded.playbook;
  const together = cases.filter((other) => other.request?.id === subject.request?.id);
  return {
    kind: "confirm",
    broker: slug,
    lane: broker.family ?? slug,
    stage: "confirm",
    cases: together.map((other) => `${other.broker}/${other.listing}`),
    listing: subject.request?.id.split("/")[1] ?? subject.listing,
    why: subject.state === "in-doubt" ? "did their mail come?" : "they asked to confirm by mail",
    fields: discloses.confirm,
    hosts: [...hosts.site, ...hosts.mailLink],
  };
}
