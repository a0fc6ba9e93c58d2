import type { Browsers, Session } from "../../../src/browser/session.ts";
import type { NewEvent } from "../../../src/ledger/events.ts";
import type { Rooms, RunLedger } from "../../../src/run/rooms.ts";

/** Faults that the gate must catch. */
export const PLANTS = { nothing: (rooms: Rooms): Rooms => rooms, misordered, unheld } as const;
export type Plant = keyof typeof PLANTS;

/** Intents reach the disk only together with what comes after them, so a kill at the click loses them. */
function misordered(rooms: Rooms): Rooms {
  const { ledger } = rooms;
  const held: NewEvent[] = [];
  const late: RunLedger = {
    get view() {
      return ledger.view;
    },
    append: async (...events) => {
      const isIntent = events.every(({ type }) => type === "intended");
      if (isIntent) held.push(...events);
      else await ledger.append(...held.splice(0), ...events);
    },
    keyOf: (broker, identity) => ledger.keyOf(broker, identity),
    sealListing: (details) => ledger.sealListing(details),
    reveal: (held) => ledger.reveal(held),
  };
  return { ...rooms, ledger: late };
}

/** A page in a person's hands is held by nothing: what they press goes out. */
function unheld(rooms: Rooms): Rooms {
  const { browsers } = rooms;
  const open: Browsers["open"] = async (wish, signal) => withoutHold(await browsers.open(wish, signal));
  return { ...rooms, browsers: { open, [Symbol.asyncDispose]: () => browsers[Symbol.asyncDispose]() } };
}

function withoutHold(session: Session): Session {
  session.hold = async () => ({ leavings: () => 0, [Symbol.dispose]: () => undefined });
  return session;
}
