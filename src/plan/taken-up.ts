import { caseKey, type Case } from "../ledger/case.ts";
import { standingBefore } from "../ledger/rules.ts";
import type { PlanInput } from "./plan.ts";

/**
 * The case as planning sees it: one that was handed to a person for something that is there now stands where it stood before,
 * so whatever it was on the way to is due again. The journal hears of it when that is done.
 */
export function takenUp(held: Case, input: PlanInput): Case {
  if (held.state !== "needs-human" || !isThereNow(held, input)) return held;
  return { ...held, state: standingBefore(held), humanReason: undefined, fields: [] };
}

/** The person has said that this broker, or its kind, may be sent their name without a listing. */
export function isApproved(broker: string, { subject: { approved }, catalog }: Pick<PlanInput, "subject" | "catalog">): boolean {
  return approved.has(broker) || approved.has(`category:${catalog.brokers.get(broker)?.category ?? "other"}`);
}

function isThereNow({ broker, listing, humanReason }: Case, input: PlanInput): boolean {
  if (input.inHand?.has(caseKey(broker, listing)) === true) return true;
  const { subject, catalog, approvedPlaybooks } = input;
  switch (humanReason) {
    case "approval":
      return isApproved(broker, input);
    case "grant":
      return subject.mayAct;
    case "mailbox":
      return subject.hasMailbox;
    case "playbook-not-approved":
      return approvedPlaybooks.has(catalog.playbooks.get(broker)?.hash ?? "");
    default:
      return false;
  }
}
