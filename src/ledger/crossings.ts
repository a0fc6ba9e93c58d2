import { FatalError } from "../base/errors.ts";
import type { RequestStep } from "./case.ts";
import type { Event } from "./events.ts";

/** One irreversible step of one request, and the last that is known of it. */
export interface Crossing {
  readonly request: string;
  readonly step: string;
  readonly outcome: RequestStep["outcome"];
}

/** What the event says of an irreversible step, if it is about one. */
export function crossingOutcome(event: Event): Crossing | undefined {
  switch (event.type) {
    case "intended":
      return { request: event.request, step: event.step, outcome: "open" };
    case "acknowledged":
    case "doubted":
    case "not-sent":
      return { request: event.request, step: event.step, outcome: event.type };
    default:
      return undefined;
  }
}

export function crossingKey({ request, step }: Pick<Crossing, "request" | "step">): string {
  return `${request} ${step}`;
}

/** At most once: refuses a second intent unless the first was proven not sent, and an outcome that no intent came before. */
export function refuseSecondCrossing(crossings: Pick<ReadonlyMap<string, Crossing>, "get">, event: Event): void {
  const next = crossingOutcome(event);
  if (!next) return;
  const known = crossings.get(crossingKey(next))?.outcome;
  if (mayFollow(known, next.outcome)) return;
  throw new FatalError(`${event.broker}: ${next.step} of this request is "${known ?? "not intended"}", so it can't be "${event.type}" now`, {
    hint: "nothing was recorded; this is a fault of unlist",
  });
}

function mayFollow(known: Crossing["outcome"] | undefined, next: Crossing["outcome"]): boolean {
  if (next === "open") return known === undefined || known === "not-sent";
  // A mail may prove later what the page left in doubt.
  if (next === "acknowledged") return known === "open" || known === "doubted";
  return known === "open";
}
