import type { Outcome } from "../../playbook/outcome.ts";
import type { StepEnd } from "../../playbook/stage-watch.ts";

/** How an attempt of a rehearsal ended: as a run would say it, or stopped by us or by the map. */
export type AttemptEnd =
  | Outcome
  /** Its irreversible step would have gone to a host that the map does not name, so it was not taken. */
  | { readonly kind: "held-back"; readonly hosts: readonly string[] }
  | { readonly kind: "unreachable" }
  | { readonly kind: "refused"; readonly why: string };

/** One step's end in a few words; no value of the person's is among them. */
export function sayEnd({ outcome, isPassedOver }: StepEnd): string {
  if (isPassedOver) return "not there, passed over";
  return outcome === undefined ? "done" : sayOutcome(outcome);
}

export function sayOutcome(end: AttemptEnd): string {
  switch (end.kind) {
    case "looked":
      return end.look.kind === "unclear" ? `couldn't tell: ${end.look.reason}` : `looked: ${seen(end.look)}`;
    case "acknowledged":
      return "confirmed";
    case "doubted":
      return `may have been sent: ${end.reason}`;
    case "not-sent":
      return `not sent: ${end.proof}`;
    case "human":
      return `needs a person: ${[end.reason, ...end.fields, ...(end.labels ?? [])].join(", ")}`;
    case "broken":
      return `broken: ${end.code}`;
    case "unclear":
      return `couldn't tell: ${end.reason}`;
    case "no-mail":
      return "waits for a mail";
    case "denied":
      return `they refused: ${end.reason}`;
    case "held-back":
      return `held back: the map has no ${end.hosts.join(", ")}`;
    case "unreachable":
      return "the page could not be loaded";
    case "refused":
      return end.why;
  }
}

function seen({ sightings, others, hasNoneSign }: { sightings: readonly unknown[]; others: number; hasNoneSign: boolean }): string {
  if (sightings.length + others === 0) return hasNoneSign ? "nobody found, by their own sign" : "nothing";
  return `${sightings.length} that may be the person, ${others} that ${others === 1 ? "is" : "are"} not`;
}
