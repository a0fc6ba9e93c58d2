import type { Event, EventOf } from "./events.ts";
import type { LedgerView } from "./view.ts";
import { crossingKey } from "./crossings.ts";

/** Fields handed over: which, to whom, when. Names, never values. */
export interface DisclosureRecord {
  readonly broker: string;
  readonly at: string;
  readonly fields: readonly string[];
  readonly hosts: readonly string[];
  /** Nothing when it went along with a search or a page on the way to the form. */
  readonly request?: string;
  readonly step: string;
  /** Certain once they answered; before that it may have been sent. */
  readonly isCertain: boolean;
}

/** What searches, pages and requests handed over, oldest first. What was proven not sent disclosed nothing. */
export function disclosures(view: Pick<LedgerView, "events" | "crossings">): DisclosureRecord[] {
  return view.events.flatMap((event, i, all) => {
    if (event.type === "disclosed") return [onTheWay(event)];
    return event.type === "intended" ? (disclosureOf(event, view, all.slice(i + 1).filter(isIntended)) ?? []) : [];
  });
}

function onTheWay({ broker, at, fields, hosts, step }: EventOf<"disclosed">): DisclosureRecord {
  return { broker, at, fields, hosts, step, isCertain: true };
}

function disclosureOf(event: EventOf<"intended">, { crossings }: Pick<LedgerView, "crossings">, later: readonly EventOf<"intended">[]): DisclosureRecord | undefined {
  const key = crossingKey(event);
  // Intended again means that this one was proven not sent.
  const outcome = later.some((other) => crossingKey(other) === key) ? "not-sent" : crossings.get(key)?.outcome;
  if (outcome === "not-sent") return undefined;
  const { broker, at, fields, hosts, request, step } = event;
  return { broker, at, fields, hosts, request, step, isCertain: outcome === "acknowledged" };
}

function isIntended(event: Event): event is EventOf<"intended"> {
  return event.type === "intended";
}
