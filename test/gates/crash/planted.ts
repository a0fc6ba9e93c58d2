import type { NewEvent } from "../../../src/ledger/events.ts";
import type { Rooms, RunLedger } from "../../../src/run/rooms.ts";

/** The planted fault: intents reach the disk only together with what comes after them, so a kill at the click loses them. */
export function misordered(rooms: Rooms): Rooms {
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
