import { after } from "../base/duration.ts";
import type { EventOf, NewEvent } from "../ledger/events.ts";
import type { Rooms } from "./rooms.ts";

type Doubt = Omit<EventOf<"doubted">, "type" | "at" | "until">;

/**
 * A step that may have happened. It is watched while there is something to see: a listing that may go, a mail that may come.
 * Where there is neither, waiting tells nothing and a person looks.
 */
export function doubtEvents(doubt: Doubt, { catalog, clock }: Pick<Rooms, "catalog" | "clock">): NewEvent[] {
  const { broker, listings, step } = doubt;
  const playbook = catalog.playbooks.get(broker)?.playbook;
  const until = after(clock.now(), playbook?.pace.processing ?? "14d").toISOString();
  const doubted: NewEvent = { type: "doubted", ...doubt, until };
  const mayBeSeen = playbook?.scan !== undefined || (playbook?.confirm !== undefined && step.startsWith("optOut."));
  return mayBeSeen ? [doubted] : [doubted, { type: "handed-off", broker, listings, reason: "in-doubt", fields: [], step }];
}
