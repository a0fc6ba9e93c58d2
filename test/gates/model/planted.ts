import type { NewEvent } from "../../../src/ledger/events.ts";
import type { Wire } from "../../../src/browser/session.ts";
import type { Rooms, RunLedger } from "../../../src/run/rooms.ts";
import { PLANTS } from "../crash/planted.ts";
import type { Plant } from "./person.ts";

/** Faults as a change to the product might bring them; the model must see each one. */
export const PLANTED: Readonly<Record<string, Plant>> = {
  "the intent comes after the click": PLANTS.misordered,
  "the proxy's record is not believed": (rooms) => withRecord(rooms, async (intent) => ((await rooms.wire.read(intent)) === "sent" ? "no-byte" : rooms.wire.read(intent))),
  "a record that is gone proves that nothing was sent": (rooms) => withRecord(rooms, async (intent) => ((await rooms.wire.read(intent)) === "unknown" ? "never-armed" : rooms.wire.read(intent))),
  "the grant is not asked for": (rooms) => ({ ...rooms, authorise: async () => undefined }),
  "one look counts as two": (rooms) => ({ ...rooms, ledger: rewriting(rooms.ledger, (event) => (event.type === "absent" ? [{ ...event, againAfterMs: 0 }, { ...event, againAfterMs: 0 }] : [event])) }),
  "nobody was asked whether a name may be told": (rooms) => ({ ...rooms, profile: { ...rooms.profile, approved: ["whole"] }, planning: { ...rooms.planning, subject: { ...rooms.planning.subject, approved: new Set(["whole"]) } } }),
  "what was put off is begun at once": (rooms) => ({ ...rooms, ledger: forgetful(rooms.ledger) }),
};

function withRecord(rooms: Rooms, read: Wire["read"]): Rooms {
  return { ...rooms, wire: { ...rooms.wire, read } };
}

function rewriting(ledger: RunLedger, rewrite: (event: NewEvent) => NewEvent[]): RunLedger {
  return {
    get view() {
      return ledger.view;
    },
    append: (...events) => ledger.append(...events.flatMap(rewrite)),
    keyOf: (broker, identity) => ledger.keyOf(broker, identity),
    sealListing: (details) => ledger.sealListing(details),
    reveal: (held) => ledger.reveal(held),
  };
}

/** Knows of no case until when it was put off. */
function forgetful(ledger: RunLedger): RunLedger {
  return {
    get view() {
      const cases = new Map([...ledger.view.cases].map(([key, held]) => [key, { ...held, notBefore: undefined }]));
      return { cases, asides: ledger.view.asides };
    },
    append: (...events) => ledger.append(...events),
    keyOf: (broker, identity) => ledger.keyOf(broker, identity),
    sealListing: (details) => ledger.sealListing(details),
    reveal: (held) => ledger.reveal(held),
  };
}
