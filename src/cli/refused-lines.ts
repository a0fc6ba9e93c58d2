import { endedAuthority } from "../grant/decide.ts";
import { daysLeft, isEndingSoon, leadingGrant, type Authority } from "../grant/standing.ts";
import type { Plan } from "../plan/task.ts";

/** What is not done for somebody since nobody granted it, by its reason. */
export interface Refused {
  readonly why: string;
  /** How many brokers that is about. */
  readonly brokers: number;
}

export function refusedIn(plan: Plan): Refused[] {
  const brokers = new Map<string, Set<string>>();
  for (const { reason, why, broker } of plan.skips) if (reason === "not-granted") brokers.set(why, (brokers.get(why) ?? new Set()).add(broker));
  return [...brokers].map(([why, named]) => ({ why, brokers: named.size })).sort((a, b) => b.brokers - a.brokers);
}

/** With the next step: another agreement is another grant. */
export function refusedLines(subject: string, { plan, authority, now }: { readonly plan: Plan; readonly authority: Authority; readonly now: Date }): string[] {
  const ended = endedAuthority(authority, now);
  const ending = endingLines(authority, now);
  const lines = ended ? [`Nothing is done now: ${ended.why}.`] : refusedIn(plan).map(({ why, brokers }) => `Not done at ${brokers} ${brokers === 1 ? "broker" : "brokers"}: ${why}.`);
  const all = [...ending, ...lines];
  return all.length === 0 ? [] : [...all, `  unlist grant new ${subject} --terms FILE, once the client agrees to ${lines.length > 0 ? "more" : "go on"}`, ""];
}

/** Thirty days before it does. */
function endingLines(authority: Authority, now: Date): string[] {
  const held = authority.as === "self" ? undefined : leadingGrant(authority.grants, now);
  return held && isEndingSoon(held, now) ? [`The grant ends on ${held.terms.endsOn}, in ${daysLeft(held, now)} days.`] : [];
}
