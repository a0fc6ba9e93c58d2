import { describe, expect, it } from "vitest";
import type { Task } from "../../src/plan/task.ts";
import type { Match, Sighting } from "../../src/playbook/outcome.ts";
import { identityOf } from "../../src/playbook/extract/identity.ts";
import { FixedClock } from "../../src/base/clock.ts";
import { Profile } from "../../src/subject/profile.ts";
import { ListingDetails } from "../../src/subject/listing-details.ts";
import { foldEvents } from "../../src/ledger/fold.ts";
import { listingSeal } from "../../src/ledger/listing-seal.ts";
import type { NewEvent } from "../../src/ledger/events.ts";
import { Extract } from "../../src/catalog/step.ts";
import { listingKey } from "../../src/run/listing-key.ts";
import { lookEvents } from "../../src/run/look-events.ts";
import type { MergedLook } from "../../src/run/merge-looks.ts";
import { catalogOf } from "../plan/fixture.ts";

const MATCH: Match = { verdict: "match", matched: ["name", "age"], contradicts: [], missing: [] };
const NOBODY: MergedLook = { sightings: [], others: 2 };
const TASK: Task = { kind: "scan", broker: "acme", lane: "acme", stage: "scan", cases: [], listing: "-", why: "", fields: [], hosts: [] };
const ROE = { name: "Jane Roe", addresses: [{ city: "Austin", state: "TX" }] };

function profileOf(first: string): Profile {
  return Profile.parse({ names: [{ first, last: "Roe" }], addresses: [{ city: "Austin", state: "TX" }] });
}

/** A record of one broker on which looks follow each other, a day apart. */
class Record {
  readonly #seal = listingSeal(Buffer.alloc(32, 7), "subject00000");
  readonly #extract: Extract;
  profile: Profile = profileOf("Jane");
  #history: (NewEvent & { at: string })[] = [];

  constructor(identity: Extract["identity"]) {
    this.#extract = Extract.parse({ each: "li", fields: { name: "h3", url: "a" }, identity });
  }

  get ledger() {
    return { ...this.#seal, view: foldEvents(this.#history), append: async () => undefined };
  }

  add(url: string): this {
    const details = ListingDetails.parse({ name: "", url });
    const listing = listingKey({ broker: "acme", identity: this.#extract.identity === "url" ? identityOf(details, this.#extract) : url, details }, this.ledger);
    return this.#note([{ type: "added", broker: "acme", listings: [listing], sealed: this.#seal.sealListing(details) }]);
  }

  look(look: MergedLook): this {
    return this.#note(lookEvents(look, { task: TASK, rooms: { catalog: catalogOf({}), ledger: this.ledger, profile: this.profile, clock: new FixedClock("2027-01-01T12:00:00Z") } }));
  }

  shows(...rows: Partial<ListingDetails>[]): MergedLook {
    const sightings = rows.map((row): Sighting => {
      const details = ListingDetails.parse({ ...ROE, ...row });
      return { details, identity: identityOf(details, this.#extract), match: MATCH };
    });
    return { sightings, others: 0 };
  }

  states(): string[] {
    return [...this.ledger.view.cases.values()].map((held) => `${held.state}, last look ${held.lastLook?.result ?? "never"}`);
  }

  #note(events: readonly NewEvent[]): this {
    const at = new Date(Date.UTC(2027, 0, 1 + this.#history.length)).toISOString();
    this.#history = [...this.#history, ...events.map((event) => ({ ...event, at }))];
    return this;
  }
}

describe("a listing that the person named", () => {
  it("is still asked for when the search never showed it", () => {
    const record = new Record("url").add("https://acme.example/p/1").look(NOBODY);

    expect(record.states()).toEqual(["planned, last look unclear"]);
  });

  it.each<[string, Extract["identity"], Partial<ListingDetails>]>([
    ["goes by id", "id", { id: "77", url: "https://www.acme.example/p/1" }],
    ["goes by name and city", "nameAndCity", { url: "https://acme.example/p/1/" }],
    ["goes by an address under another spelling", "url", { url: "https://www.acme.example/P/1" }],
  ])("is the one that a scan finds, which %s", (_how, identity, row) => {
    const record = new Record(identity).add("https://acme.example/p/1");

    record.look(record.shows(row));

    expect(record.states()).toEqual(["planned, last look found"]);
  });

  it.each<[string, Extract["identity"]]>([["id", "id"], ["name and city", "nameAndCity"]])("is not taken for another that was named where scans go by %s", (_by, identity) => {
    const record = new Record(identity).add("https://acme.example/p?id=1").add("https://acme.example/p?id=2");

    expect(record.states()).toHaveLength(2);
  });

  it("is the one that a scan found before", () => {
    const record = new Record("id");

    record.look(record.shows({ id: "77", url: "https://acme.example/p/1" })).add("https://www.acme.example/p/1");

    expect(record.states()).toEqual(["planned, last look found"]);
  });
});

describe("a listing that a scan showed", () => {
  it("is absent when a later one doesn't show it", () => {
    const record = new Record("url");

    record.look(record.shows({ url: "https://acme.example/p/1" })).look(NOBODY);

    expect(record.states()).toEqual(["not-listed, last look absent"]);
  });

  it("is still there when its row has lost its link", () => {
    const record = new Record("url");

    record.look(record.shows({ url: "https://acme.example/p/1" })).look(record.shows({}));

    expect(record.states()).toEqual(["planned, last look found"]);
  });

  it("is not another one of the same name and city", () => {
    const record = new Record("id");

    record.look(record.shows({ id: "77" }, { id: "88" }));

    expect(record.states()).toHaveLength(2);
  });
});

it("says nothing of a listing whose name was taken out of the profile", () => {
  const record = new Record("url");
  record.look(record.shows({ url: "https://acme.example/p/1" }));
  record.profile = profileOf("Wilhelmina");

  record.look(NOBODY);

  expect(record.states()).toEqual(["planned, last look unclear"]);
});
