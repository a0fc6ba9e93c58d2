import { after } from "../base/duration.ts";
import type { Pace } from "../catalog/playbook.ts";
import type { Case } from "../ledger/case.ts";

/** When a case wants to be looked at next, or never. A case that was never looked at is due at once. */
export function dueLook(subject: Case, pace: Pace): Date | "never" {
  switch (subject.state) {
    case "stopped":
    case "left":
    case "unverifiable":
      return "never";
    case "submitted":
    case "awaiting-confirmation":
    case "awaiting-removal":
    case "covered":
    case "in-doubt":
      return dueWhileWaiting(subject, pace);
    case "still-listed":
      return afterLook(subject, pace.confirmAgainAfter);
    case "inconclusive":
    case "broken":
      return afterLook(subject, pace.confirmAfter);
    default:
      return afterLook(subject, pace.recheckEvery);
  }
}

/** First look `confirmAfter` after the asking; after an absence `confirmAgainAfter`; a listing still there is given time. */
function dueWhileWaiting(subject: Case, pace: Pace): Date {
  const lastAbsence = subject.absentAt.at(-1);
  if (lastAbsence !== undefined) return after(lastAbsence, pace.confirmAgainAfter);
  const askedAt = lastAsked(subject);
  const look = subject.lastLook;
  return after(look && look.at > askedAt ? look.at : askedAt, pace.confirmAfter);
}

function lastAsked(subject: Case): string {
  return subject.request?.steps.at(-1)?.intendedAt ?? subject.since;
}

function afterLook(subject: Case, wait: string): Date {
  return subject.lastLook ? after(subject.lastLook.at, wait) : new Date(0);
}
