import { UsageError } from "../base/errors.ts";
import type { Case } from "../ledger/case.ts";
import type { NewEvent } from "../ledger/events.ts";
import { unseenCase } from "../ledger/fold.ts";
import { openLedger, type Ledger } from "../ledger/ledger.ts";
import { nextState } from "../ledger/transitions.ts";
import { openSubjectKey, subjectDir } from "../vault/subject-keys.ts";
import type { Call } from "./call.ts";
import { tellClientTrail } from "./open-client.ts";
import { lockHome, openTheHome, type OpenedHome } from "./open-home.ts";
import { requireRole } from "./require-role.ts";
import { subjectsInHand } from "./subject-view.ts";

/** Opens one subject's ledger for a decision of the person, under the home's lock; of a client's the trail tells who made it. */
export async function withLedger<T>(call: Call, command: string, work: (ledger: Ledger, subject: string, opened: OpenedHome) => Promise<T>): Promise<T> {
  const opened = await openTheHome(call);
  await requireRole(call, "caseworker", opened);
  const subject = await onlySubject(call);
  await using _lock = await lockHome(call, command);
  const key = await openSubjectKey({ ...opened, subject });
  await using ledger = await openLedger({ dir: subjectDir(opened.home, subject), subject, key, files: opened.files, clock: call.clock });
  const decision = await work(ledger, subject, opened);
  await tellClientTrail(call, opened, { subject, did: "recorded", about: { command } });
  return decision;
}

async function onlySubject(call: Call): Promise<string> {
  const [subject, ...others] = await subjectsInHand(call);
  if (subject !== undefined && others.length === 0) return subject;
  throw new UsageError("this home has several subjects", { hint: "say whose it is with --subject ID; unlist subject list names them" });
}

/** A case by what `status`, `review` and `show` call it: `broker/listing`, or the start of it where that is enough. */
export function caseNamed(name: string, cases: Iterable<Case>): Case {
  const wanted = name.replace(/…$/, "");
  const found = [...cases].filter((subject) => `${subject.broker}/${subject.listing}`.startsWith(wanted));
  const [first, ...others] = found;
  if (first && (others.length === 0 || `${first.broker}/${first.listing}` === wanted)) return first;
  throw new UsageError(first ? "that names several listings" : "no listing is called that", { hint: "unlist status --json names them all as broker/listing" });
}

/** Records what the person decided of one listing; where it can't be decided any more, says where the listing stands. */
export async function decided(ledger: Ledger, clock: Call["clock"], event: NewEvent): Promise<void> {
  const at = clock.now().toISOString();
  for (const listing of event.listings) {
    const held = ledger.view.cases.get(`${event.broker}/${listing}`) ?? unseenCase({ broker: event.broker, at }, listing);
    if (nextState(held, { ...event, at }) === undefined) throw new UsageError(`${event.broker}/${listing} is "${held.state}": nothing was changed`, { hint: `unlist show ${event.broker} says how it got there` });
  }
  await ledger.append(event);
}
