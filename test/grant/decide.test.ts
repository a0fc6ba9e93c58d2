import { describe, expect, it } from "vitest";
import { refusalOf, type Act } from "../../src/grant/decide.ts";
import { daysLeft, isEndingSoon, leadingGrant, stateOf, type HeldGrant } from "../../src/grant/standing.ts";
import { Terms } from "../../src/grant/terms.ts";
import { actOf, heldGrant, NOW, termsOf } from "./fixture.ts";

const { signed: _, ...unsigned } = heldGrant();

describe("whether something may be done for a client", () => {
  it.each<[string, HeldGrant[], Partial<Act>, string | undefined]>([
    ["all of it is granted", [heldGrant()], {}, undefined],
    ["there is no grant", [], {}, "no-grant"],
    ["nobody signed it", [unsigned], {}, "unsigned"],
    ["it was taken back", [heldGrant({}, { revokedAt: NOW.toISOString() })], {}, "revoked"],
    ["it has ended", [heldGrant({ startsOn: "2025-11-25", endsOn: "2026-11-21" })], {}, "expired"],
    ["today is its last day", [heldGrant({ startsOn: "2025-12-01", endsOn: "2026-11-22" })], {}, undefined],
    ["it begins tomorrow", [heldGrant({ startsOn: "2026-11-23" })], {}, "not-yet"],
    ["it covers looking only", [heldGrant({ rights: ["look"] })], {}, "right"],
    ["it covers looking only, and it is a look", [heldGrant({ rights: ["look"] })], { rights: ["look"] }, undefined],
    ["it covers letters only", [heldGrant({ channels: ["post"] })], {}, "channel"],
    ["it names another broker", [heldGrant({ brokers: ["other"] })], {}, "broker"],
    ["it names the family", [heldGrant({ brokers: ["family:head"] })], { family: "head" }, undefined],
    ["the document itself is cited", [heldGrant()], { fields: ["listing.url", "authority"] }, undefined],
    ["a field more would go", [heldGrant()], { fields: ["listing.url", "dateOfBirth"] }, "fields"],
    ["the client moved", [heldGrant()], { residence: "us-ca" }, "jurisdiction"],
    ["answers would go to another address", [heldGrant()], { repliesTo: "other@alias.example" }, "replies"],
    ["answers would go to another address, and nobody is given any", [heldGrant()], { repliesTo: "other@alias.example", fields: ["listing.url"] }, undefined],
    ["it names no address for answers", [heldGrant({ repliesTo: undefined })], {}, "replies"],
    ["answers go to the client, and one is asked for", [heldGrant({ replies: "client" })], {}, undefined],
    ["answers go to the client, and one would be opened", [heldGrant({ replies: "client" })], { opensReply: true }, "mailbox"],
    ["its requests are made", [heldGrant({ limits: { requests: 1 } })], { askedAt: ["2026-11-22T09:00:00Z"] }, "limit"],
    ["a request from before it counts for nothing", [heldGrant({ limits: { requests: 1 } })], { askedAt: ["2026-11-20T09:00:00Z"] }, undefined],
    ["today's requests are made", [heldGrant({ limits: { requestsPerDay: 2 } })], { askedAt: ["2026-11-22T09:00:00Z", "2026-11-22T10:00:00Z"] }, "limit-per-day"],
    ["an older one is revoked and a new one holds", [heldGrant({}, { revokedAt: NOW.toISOString() }), heldGrant({ id: "gzzzzzzzz" })], {}, undefined],
    ["one of two covers all of it", [heldGrant({ rights: ["look"] }), heldGrant({ id: "gzzzzzzzz" })], {}, undefined],
    ["two cover a half each", [heldGrant({ rights: ["look"] }), heldGrant({ id: "gzzzzzzzz", channels: ["post"] })], {}, "right"],
  ])("%s", (_what, grants, differently, reason) => {
    expect(refusalOf(actOf(differently), { as: "client", grants }, NOW)?.reason).toBe(reason);
  });

  it("is not asked of who acts for themself", () => {
    expect(refusalOf(actOf({ fields: ["dateOfBirth"] }), { as: "self" }, NOW)).toBeUndefined();
  });
});

describe("a grant's time", () => {
  it("is twelve months at most, unless it says why", () => {
    expect(() => termsOf({ endsOn: "2028-01-01" })).toThrow("more than twelve months");
    expect(termsOf({ endsOn: "2028-01-01", longerBecause: "a guardianship without end" }).endsOn).toBe("2028-01-01");
    expect(Terms.safeParse({ ...termsOf(), startsOn: "2027-01-01", endsOn: "2026-12-01" }).success).toBe(false);
  });

  it("is warned of thirty days before its end, and not once it has ended", () => {
    const ending = heldGrant({ endsOn: "2026-12-21" });

    expect([daysLeft(ending, NOW), isEndingSoon(ending, NOW)]).toEqual([30, true]);
    expect(isEndingSoon(heldGrant({ endsOn: "2026-12-22" }), NOW)).toBe(false);
    expect(stateOf(ending, new Date("2026-12-22T00:00:00Z"))).toBe("expired");
    expect(isEndingSoon(ending, new Date("2026-12-22T00:00:00Z"))).toBe(false);
  });

  it("lets the one that holds speak for the client, however many there were", () => {
    const [old, valid] = [heldGrant({}, { revokedAt: NOW.toISOString() }), heldGrant({ id: "gzzzzzzzz", endsOn: "2026-12-01" })];

    expect(leadingGrant([old, valid], NOW)).toBe(valid);
  });
});
