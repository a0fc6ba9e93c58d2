import { reconcile } from "./reconcile.ts";
import type { Case } from "../ledger/case.ts";
import { plan } from "../plan/plan.ts";
import type { Task } from "../plan/task.ts";
import type { HandOffAnswer, HandOffAsk, HandOffPort } from "../playbook/hand-off.ts";
import { doTask } from "./do-task.ts";
import type { Rooms } from "./rooms.ts";

/** A person's step as it stands when the sitting is over with it. */
export interface SittingEnd {
  /** `broker/listing`. */
  readonly id: string;
  readonly outcome: string;
  readonly state: Case["state"] | "unseen";
}

/**
 * One sitting: the person's steps one after the other, in the order given, each with all that the playbook does before and
 * after it. One that is put off comes again at the end, once. State lives in the ledger, so it can end anywhere.
 */
export async function sit(rooms: Rooms, handOff: HandOffPort, ids: readonly string[]): Promise<SittingEnd[]> {
  await reconcile(rooms);
  const person = new Attended(handOff);
  const ends = new Map<string, SittingEnd>();
  const queue = [...ids];
  for (let id = queue.shift(); id !== undefined && !person.hasStopped; id = queue.shift()) {
    const isFirst = !ends.has(id);
    ends.set(id, await sitFor(id, { ...rooms, handOff: person }));
    if (isFirst && person.isPutOff) queue.push(id);
  }
  return [...ends.values()];
}

async function sitFor(id: string, rooms: Rooms): Promise<SittingEnd> {
  const task = taskFor(id, rooms);
  const outcome = task ? (await doTask(task, rooms)).outcome : "not due now";
  return { id, outcome, state: rooms.ledger.view.cases.get(id)?.state ?? "unseen" };
}

/** The task that meets the step: planned as ever, with this one case taken up again. A step of the scan is met by looking. */
function taskFor(id: string, { catalog, ledger, planning, clock }: Rooms): Task | undefined {
  const [broker = ""] = id.split("/");
  const isLook = ledger.view.cases.get(id)?.humanStep?.startsWith("scan.") === true;
  const { tasks } = plan({ ...planning, selection: { only: [broker] }, inHand: new Set([id]), catalog, cases: [...ledger.view.cases.values()], now: clock.now() });
  return tasks.find(({ kind, cases }) => (kind === "scan") === isLook && (isLook || cases.includes(id)));
}

/** The person of this sitting, with what they answered last. */
class Attended implements HandOffPort {
  readonly #port: HandOffPort;
  #last: HandOffAnswer | undefined;

  constructor(port: HandOffPort) {
    this.#port = port;
  }

  get isAtWindow(): boolean {
    return this.#port.isAtWindow === true;
  }

  /** They said so, or are not there any more: nobody answers the next one either. */
  get hasStopped(): boolean {
    return this.#left === "stopped" || this.#left === "timed-out";
  }

  get isPutOff(): boolean {
    return this.#left === "later";
  }

  get #left(): string | undefined {
    return this.#last?.kind === "left" ? this.#last.why : undefined;
  }

  async ask(ask: HandOffAsk, signal: AbortSignal): Promise<HandOffAnswer> {
    this.#last = undefined;
    this.#last = await this.#port.ask(ask, signal);
    return this.#last;
  }
}
