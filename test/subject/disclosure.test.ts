import { describe, expect, it } from "vitest";
import { TEMPLATE_FIELDS, type TemplateField } from "../../src/subject/fields.ts";
import type { ListingDetails } from "../../src/subject/listing-details.ts";
import { scanLookup } from "../../src/subject/lookup.ts";
import { LISTING, PROFILE, asked, said, type Changes } from "./fixture.ts";

type Table = readonly (readonly [TemplateField, string])[];

const NEVER_SENT: readonly TemplateField[] = ["phone", "dateOfBirth", "relatives", "ssn", "idDocument", "photo"];

describe("a form about a listing gets what the listing shows, as it shows it", () => {
  const table: Table = [
    ["listing.url", "https://acme.example/r/1"],
    ["listing.id", "r1"],
    ["name.full", "JANE Q ROE"],
    ["name.first", "JANE"],
    ["name.middle", "Q"],
    ["name.last", "ROE"],
    ["name.suffix", "unknown"],
    ["age", "42"],
    ["birthYear", "1983"],
    ["address.street", "12 ELM STREET"],
    ["address.city", "Austin"],
    ["address.state", "TX"],
    ["address.cityState", "Austin, TX"],
    ["address.zip", "78702"],
    ["residence.state", "OR"],
    ["residence.country", "US"],
  ];

  it.each(table)("%s → %s", (field, expected) => {
    expect(said(asked({}, field))).toBe(expected);
  });
});

describe("the document that a request rests on", () => {
  it("is cited for a client, and for nobody who asks for themself", () => {
    const restsOn = { id: "LOA-g1", sha256: "ab12" };

    expect(said(asked({ restsOn }, "authority.citation"))).toBe("Signed permission: document LOA-g1, SHA-256 ab12");
    expect(said(asked({}, "authority.citation"))).toBe("unknown");
  });
});

describe("some things are never sent, whatever the listing shows", () => {
  it.each(NEVER_SENT)("%s", (field) => {
    expect([said(asked({}, field)), said(asked({ listing: bare({}) }, field))]).toEqual(["never", "never"]);
  });

  it.each<[string, Partial<ListingDetails>]>([
    ["as it stands in the profile", { addresses: [{ street: "9 Harbor Way", city: "Salem", state: "OR", zip: "97301" }] }],
    ["spelled otherwise", { addresses: [{ street: "9 HARBOR WAY.", city: "SALEM", state: "OR" }] }],
    ["spelled with another word for the way", { addresses: [{ street: "9 Harbor Wy", city: "Salem", state: "OR" }] }],
    ["spelled with a flat", { addresses: [{ street: "9 Harbor Way, Apt 2", city: "Salem", state: "OR" }] }],
    ["with its number in words", { addresses: [{ street: "Nine Harbor Way", city: "Salem", state: "OR" }] }],
    ["known by its zip alone", { addresses: [{ street: "Harbor Way 9", city: "Salem", state: "OR", zip: "97301" }] }],
  ])("the street and zip where the person lives now, %s", (_, shown) => {
    const listing = bare(shown);

    expect([said(asked({ listing }, "address.street")), said(asked({ listing }, "address.zip"))]).toEqual(["never", "never"]);
    expect(said(asked({ listing }, "address.cityState")).toUpperCase()).toBe("SALEM, OR");
  });

  it.each(["9 N Harbor Way", "9 Harbor", "9-B Harbor Wy."])("the current street as %s, under another name of the town", (street) => {
    const listing = bare({ addresses: [{ street, city: "Four Corners", state: "OR" }] });

    expect(said(asked({ listing }, "address.street"))).toBe("never");
  });

  it("a past street's zip and name are still echoed where the house number alone is the same", () => {
    const listing = bare({ addresses: [{ street: "9 Elm St", city: "Austin", state: "TX", zip: "78701" }] });

    expect(said(asked({ listing }, "address.street"))).toBe("9 Elm St");
  });

  it("a street in the town where the person lives now, as long as theirs there is not known", () => {
    const profile = { ...PROFILE, addresses: [{ city: "Salem", state: "OR" }] };
    const listing = bare({ addresses: [{ street: "4 Pine Rd", city: "Salem", state: "OR" }] });

    expect(said(asked({ profile, listing }, "address.street"))).toBe("never");
  });

  it("the profile's own street and age, where the listing shows none", () => {
    const listing = bare({ addresses: [{ city: "Austin", state: "TX" }] });
    const fields: TemplateField[] = ["address.street", "address.zip", "age", "birthYear"];

    expect(fields.map((field) => said(asked({ listing }, field)))).toEqual(["never", "never", "never", "never"]);
  });

  it("no answer about any field holds the current street, the phone or a relative", () => {
    const answers = TEMPLATE_FIELDS.map((field) => said(asked({}, field))).join(" ").toLowerCase();

    for (const secret of ["harbor", "97301", "5550123", "5550199", "ann roe"]) expect(answers).not.toContain(secret);
  });
});

describe("the address that is echoed is the person's own", () => {
  it.each<[string, ListingDetails["addresses"], string]>([
    ["the past one before the current one", [{ city: "Salem", state: "OR", street: "9 Harbor Way" }, { city: "Austin", state: "TX", street: "12 Elm St" }], "12 Elm St"],
    ["a past one in the same town as now", [{ city: "Salem", state: "OR", street: "31 Pine Rd" }], "31 Pine Rd"],
    ["and not a stranger's that stands first", [{ city: "Reno", state: "NV", street: "4 Lake Rd" }, { city: "Austin", state: "TX", street: "12 Elm St" }], "12 Elm St"],
  ])("%s", (_, addresses, expected) => {
    expect(said(asked({ listing: bare({ addresses }) }, "address.street"))).toBe(expected);
  });
});

describe("a form without a listing", () => {
  const names: Table = [
    ["name.full", "Jane Quill Roe"],
    ["name.first", "Jane"],
    ["address.city", "Salem"],
    ["address.state", "OR"],
    ["address.cityState", "Salem, OR"],
  ];

  it.each(names)("asks before it gets %s, and gets %s then", (field) => {
    const approved = (...list: string[]): Changes => ({ ...without, profile: { ...PROFILE, approved: list } });

    expect(said(asked(without, field))).toBe("ask");
    expect(said(asked(approved("other", "category:property"), field))).toBe("ask");
    expect(said(asked(approved("acme"), field))).toBe(expectedOf(names, field));
    expect(said(asked(approved("category:people-search"), field))).toBe(expectedOf(names, field));
  });

  it.each<TemplateField>(["address.street", "address.zip", "age", "birthYear", ...NEVER_SENT])("never gets %s, approved or not", (field) => {
    expect(said(asked({ ...without, profile: { ...PROFILE, approved: ["acme"] } }, field))).toBe("never");
  });

  it("has no address of a listing to give", () => {
    expect([said(asked(without, "listing.url")), said(asked(without, "listing.id"))]).toEqual(["unknown", "unknown"]);
  });
});

describe("the e-mail that a broker sees", () => {
  const contact = (email: string, perBroker: "none" | "plus" | "catch-all") => ({ profile: { ...PROFILE, contact: { email, perBroker } } });

  it.each([
    ["the alias itself", contact("jane.optout@alias.example", "none"), "jane.optout@alias.example"],
    ["a tag per broker", contact("jane.optout@alias.example", "plus"), "jane.optout+acme@alias.example"],
    ["a name per broker", contact("jane.optout@alias.example", "catch-all"), "acme@alias.example"],
    ["none without an alias", { profile: { ...PROFILE, contact: null } }, "unknown"],
    ["a name per listing", { ...contact("jane.optout@alias.example", "plus"), mailName: "acme-k1aaaa" }, "jane.optout+acme-k1aaaa@alias.example"],
    ["not the one address that another request has used up", { ...contact("jane.optout@alias.example", "none"), isMailTaken: true }, "never"],
    ["never a personal one", contact("jane@home.example", "none"), "never"],
    ["never a personal one, written large", contact("Jane@Home.example", "none"), "never"],
    ["never a personal one, made by catch-all", { profile: { ...PROFILE, personalEmails: ["acme@home.example"], contact: { email: "x@home.example", perBroker: "catch-all" as const } } }, "never"],
  ])("is %s", (_, context, expected) => {
    expect(said(asked(context, "contact.email"))).toBe(expected);
  });
});

describe("a search", () => {
  const query = { name: { first: "Jane", middle: "Quill", last: "Roe" }, city: "Austin", state: "TX" };

  it.each<[TemplateField, string]>([
    ["name.full", "Jane Quill Roe"],
    ["name.last", "Roe"],
    ["address.city", "Austin"],
    ["address.state", "TX"],
    ["address.cityState", "Austin, TX"],
  ])("asks for %s", (field, expected) => {
    expect(said(scanLookup(query)(field))).toBe(expected);
  });

  it("asks for nothing else", () => {
    const others = TEMPLATE_FIELDS.filter((field) => !field.startsWith("name") && !["address.city", "address.state", "address.cityState"].includes(field));

    expect(new Set(others.map((field) => said(scanLookup(query)(field))))).toEqual(new Set(["never"]));
  });

  it("has no city to ask for where the question has none", () => {
    expect(said(scanLookup({ name: query.name, state: "TX" })("address.cityState"))).toBe("unknown");
  });
});

const without: Changes = { listing: "none" };

function bare(shown: Partial<ListingDetails>): ListingDetails {
  return { name: LISTING.name, aliases: [], addresses: [], phones: [], relatives: [], extras: {}, ...shown };
}

function expectedOf(table: Table, field: TemplateField): string {
  return table.find(([name]) => name === field)?.[1] ?? "";
}
