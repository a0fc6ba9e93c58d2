import type { Event, EventOf } from "../../../src/ledger/events.ts";

const WEEK_MS = 7 * 86_400_000;

/** What the journal says of one listing, told anew in the plainest way: nothing here is shared with the fold that it is held against. */
export interface Tale {
  /** Steps that were intended and of which nothing more is known. */
  readonly open: ReadonlySet<string>;
  /** Every step that went out or may have gone out, over all cycles. */
  readonly crossed: ReadonlySet<string>;
  /** Absences since the listing was last seen or first asked for, in milliseconds. */
  readonly absences: readonly number[];
  readonly notBefore: number;
  readonly wasEverAsked: boolean;
}

const UNTOLD: Tale = { open: new Set(), crossed: new Set(), absences: [], notBefore: 0, wasEverAsked: false };

export interface Told {
  readonly tales: ReadonlyMap<string, Tale>;
  /** Promises that the journal itself shows to be broken. */
  readonly wrong: readonly string[];
}

/** Folds a journal and notes on the way what must not stand in it. */
export function tell(events: readonly Event[]): Told {
  const tales = new Map<string, Tale>();
  const wrong: string[] = [];
  for (const event of events) {
    for (const listing of event.listings) {
      const key = `${event.broker}/${listing}`;
      const tale = tales.get(key) ?? UNTOLD;
      wrong.push(...brokenBy(event, tale).map((words) => `${key}: ${words}`));
      tales.set(key, after(tale, event));
    }
  }
  return { tales, wrong };
}

/** `removed` may be said of it: it was asked for, and two looks a week apart did not show it. */
export function isGone({ absences, wasEverAsked }: Tale): boolean {
  const [first = 0, last = 0] = [absences[0], absences.at(-1)];
  return wasEverAsked && absences.length >= 2 && last - first >= WEEK_MS;
}

function brokenBy(event: Event, tale: Tale): string[] {
  if (event.type !== "intended") return [];
  return [
    ...(tale.crossed.has(stepOf(event)) ? [`${event.step} was intended again`] : []),
    ...(Date.parse(event.at) < tale.notBefore ? [`${event.step} was intended before its time`] : []),
  ];
}

function after(tale: Tale, event: Event): Tale {
  const at = Date.parse(event.at);
  switch (event.type) {
    case "found":
      return { ...tale, absences: [] };
    case "absent":
      return { ...tale, absences: [...tale.absences, at] };
    case "deferred":
      return { ...tale, notBefore: Math.max(tale.notBefore, Date.parse(event.until)) };
    case "intended":
      return { ...tale, open: added(tale.open, stepOf(event)), crossed: added(tale.crossed, stepOf(event)), absences: tale.wasEverAsked ? tale.absences : [], wasEverAsked: true };
    case "not-sent":
      return { ...tale, open: without(tale.open, stepOf(event)), crossed: without(tale.crossed, stepOf(event)) };
    case "acknowledged":
    case "doubted":
      return { ...tale, open: without(tale.open, stepOf(event)) };
    default:
      return tale;
  }
}

function stepOf({ request, step }: Pick<EventOf<"intended">, "request" | "step">): string {
  return `${request} ${step}`;
}

function added(steps: ReadonlySet<string>, step: string): ReadonlySet<string> {
  return new Set([...steps, step]);
}

function without(steps: ReadonlySet<string>, step: string): ReadonlySet<string> {
  return new Set([...steps].filter((other) => other !== step));
}
