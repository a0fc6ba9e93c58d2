import type { NewEvent } from "../../../src/ledger/events.ts";
import type { Rooms } from "../../../src/run/rooms.ts";

/** The planted fault: whatever a look came to, something was clicked, so it is called asked and confirmed. */
export function credulous(rooms: Rooms): Rooms {
  const { ledger } = rooms;
  const claims = ({ broker, listings }: NewEvent): NewEvent[] => {
    const asked = { broker, listings, request: `${broker}/${listings[0] ?? "-"}/opt-out/1`, step: "optOut.steps[0]" };
    return [{ type: "intended", ...asked, fields: [], hosts: [] }, { type: "acknowledged", ...asked, next: "removal" }];
  };
  return {
    ...rooms,
    ledger: {
      get view() {
        return ledger.view;
      },
      append: (...events) => ledger.append(...events.flatMap((event) => (event.type === "unclear" || event.type === "found" ? [event, ...claims(event)] : [event]))),
      keyOf: (broker, identity) => ledger.keyOf(broker, identity),
      sealListing: (details) => ledger.sealListing(details),
      reveal: (held) => ledger.reveal(held),
    },
  };
}
