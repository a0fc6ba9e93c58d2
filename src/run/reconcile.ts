import type { Case } from "../ledger/case.ts";
import type { NewEvent } from "../ledger/events.ts";
import { nextState } from "../ledger/transitions.ts";
import { doubtEvents } from "./doubt-events.ts";
import type { Rooms } from "./rooms.ts";
import { wireName } from "./task-desk.ts";

type Desk = Pick<Rooms, "ledger" | "wire" | "log" | "catalog" | "clock">;

/**
 * What a crash left open. An intent without a later word may have happened; only the proxy's own record can prove that no byte
 * of it left, and only one that names the intent. A listing that is still there proves nothing, so all else stays in doubt.
 */
export async function reconcile(rooms: Desk): Promise<void> {
  for (const { open, listings, broker } of openSteps([...rooms.ledger.view.cases.values()])) {
    const record = await rooms.wire.read(wireName(open.request, open.step));
    rooms.log.info({ broker, step: open.step, reason: record }, "reconciled an open intent");
    if (record === "never-armed" || record === "no-byte") await rooms.ledger.append({ type: "not-sent", broker, listings, ...open, proof: record });
    else await doubt({ broker, listings, ...open, reason: record === "sent" ? "interrupted" : "record-missing" }, rooms);
  }
  for (const waiting of [...rooms.ledger.view.cases.values()].filter((held) => isPastAllHope(held, rooms))) {
    await rooms.ledger.append({ type: "handed-off", broker: waiting.broker, listings: [waiting.listing], reason: "in-doubt", fields: [] });
  }
}

/** Whether a crash, or time that ran out, left something for `reconcile`: then a run has work though nothing else is due. */
export function isUnreconciled(cases: readonly Case[], rooms: Pick<Desk, "catalog" | "clock">): boolean {
  return openSteps(cases).length > 0 || cases.some((held) => isPastAllHope(held, rooms));
}

/** A case that has moved on (stopped, gone) keeps its state; its step is no longer open either way. */
async function doubt(doubt: Parameters<typeof doubtEvents>[0], { ledger, catalog, clock }: Desk): Promise<void> {
  const [doubted, ...more] = doubtEvents(doubt, { catalog, clock });
  const isInDoubt = doubt.listings.every((listing) => ledger.view.cases.get(`${doubt.broker}/${listing}`)?.state === "in-doubt");
  await ledger.append(...[doubted, ...(isInDoubt ? more : [])].filter((event) => event !== undefined).filter((event) => isTaken(event, ledger, clock)));
}

function isTaken(event: NewEvent, { view }: Desk["ledger"], clock: Desk["clock"]): boolean {
  const at = clock.now().toISOString();
  return event.listings.every((listing) => {
    const held = view.cases.get(`${event.broker}/${listing}`);
    return held !== undefined && nextState(held, { ...event, at }) !== undefined;
  });
}

/** Only their mail could have told, and the time for it is over. */
function isPastAllHope({ broker, state, request }: Case, { catalog, clock }: Pick<Desk, "catalog" | "clock">): boolean {
  const hasScan = catalog.playbooks.get(broker)?.playbook.scan !== undefined;
  return state === "in-doubt" && !hasScan && request?.until !== undefined && clock.now() >= new Date(request.until);
}

interface OpenStep {
  readonly broker: string;
  readonly listings: string[];
  readonly open: { readonly request: string; readonly step: string };
}

/** Open steps, those of one request over several listings taken together. */
function openSteps(cases: readonly Case[]): OpenStep[] {
  const found = new Map<string, OpenStep>();
  for (const subject of cases) {
    for (const { step, outcome } of subject.request?.steps ?? []) {
      if (outcome !== "open" || !subject.request) continue;
      const name = wireName(subject.request.id, step);
      const known = found.get(name) ?? { broker: subject.broker, listings: [], open: { request: subject.request.id, step } };
      known.listings.push(subject.listing);
      found.set(name, known);
    }
  }
  return [...found.values()];
}
