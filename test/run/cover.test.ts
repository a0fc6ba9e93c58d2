import { describe, expect, it } from "vitest";
import { FixedClock } from "../../src/base/clock.ts";
import type { Case } from "../../src/ledger/case.ts";
import type { NewEvent } from "../../src/ledger/events.ts";
import { cover } from "../../src/run/cover.ts";
import { BROKER, PLAYBOOK, broker } from "../catalog/fixture.ts";
import { NOW, ONE_FOR_ALL, ONLY_LOOKS, caseOf, catalogOf, request } from "../plan/fixture.ts";

const brokers = { acme: BROKER, child: `${broker("child")}parent: acme\ncoverage: disputed\n`, leaf: `${broker("leaf")}parent: child\ncoverage: disputed\n` };

/** Which listings come to be covered, and by which request. */
async function covered(cases: readonly Case[], playbook = PLAYBOOK): Promise<string[]> {
  const events: NewEvent[] = [];
  const playbooks = { acme: playbook, child: ONLY_LOOKS.replaceAll("acme", "child"), leaf: ONLY_LOOKS.replaceAll("acme", "leaf") };
  const ledger = { view: { cases: new Map(cases.map((held) => [`${held.broker}/${held.listing}`, held])), asides: new Map() }, append: async (...more: NewEvent[]) => void events.push(...more), keyOf: () => "", sealListing: () => "", reveal: () => undefined };
  await cover({ catalog: catalogOf({ brokers, playbooks }), ledger, clock: new FixedClock(NOW) });
  return events.flatMap((event) => (event.type === "covered" ? event.listings.map((listing) => `${event.broker}/${listing} by ${event.by}`) : []));
}

const asked = caseOf({ state: "submitted", request: request(1) });

describe("a request to a parent", () => {
  it("stands for its children's listings, and for those of their children", async () => {
    const cases = [asked, caseOf({ broker: "child", listing: "k3cccccc" }), caseOf({ broker: "leaf", listing: "k4dddddd" })];

    expect(await covered(cases)).toEqual(["child/k3cccccc by acme/k1aaaaaa/opt-out/1", "leaf/k4dddddd by acme/k1aaaaaa/opt-out/1"]);
  });

  it("does not stand for a listing that outlived it", async () => {
    expect(await covered([asked, caseOf({ broker: "child", listing: "k3cccccc", state: "still-listed" })])).toEqual([]);
  });

  it("stands for the parent's own other listings only where one request is about all of them", async () => {
    const cases = [asked, caseOf({ listing: "k2bbbbbb" })];

    expect(await covered(cases)).toEqual([]);
    expect(await covered(cases, ONE_FOR_ALL)).toEqual(["acme/k2bbbbbb by acme/k1aaaaaa/opt-out/1"]);
  });
});
