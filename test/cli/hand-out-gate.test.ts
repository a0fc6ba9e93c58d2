import { describe, expect, it } from "vitest";
import { goingOut, type GoingOut } from "../../src/cli/hand-out-gate.ts";
import { citedAuthority } from "../../src/cli/cited-authority.ts";
import type { HeldGrant } from "../../src/grant/standing.ts";
import type { Case } from "../../src/ledger/case.ts";
import type { Draft } from "../../src/subject/drafts.ts";
import { Profile } from "../../src/subject/profile.ts";
import { broker } from "../catalog/fixture.ts";
import { heldGrant, NOW } from "../grant/fixture.ts";
import { caseOf, catalogOf, request } from "../plan/fixture.ts";

const PROFILE = Profile.parse({ names: [{ first: "Jane", last: "Roe" }], addresses: [{ city: "Austin", state: "TX" }], contact: { email: "jane@alias.example" } });
const SLUGS = ["one", "two", "three"] as const;
const CATALOG = catalogOf({ brokers: Object.fromEntries(SLUGS.map((slug) => [slug, broker(slug)])), playbooks: {} });
const TODAY = "2026-11-22T09:00:00Z";
const draft = (exportedAt?: string): Draft => ({ to: "privacy@letters.example", eml: "", fields: [], preparedAt: TODAY, ...(exportedAt !== undefined && { exportedAt }) });
const READY: Readonly<Record<string, Draft>> = Object.fromEntries(SLUGS.map((slug) => [slug, draft()]));

interface Told {
  readonly grants: readonly HeldGrant[];
  readonly drafts?: Readonly<Record<string, Draft>>;
  readonly cases?: readonly Case[];
}

function handedOut({ grants, drafts = READY, cases = [] }: Told): GoingOut {
  return goingOut({ view: { profile: PROFILE, catalog: CATALOG, cases }, drafts, chosen: READY, authority: { as: "client", grants }, now: NOW });
}

describe("mails that are about to be handed out", () => {
  it.each<[string, Told, readonly string[], string | undefined]>([
    ["go out under a grant", { grants: [heldGrant()] }, SLUGS, undefined],
    ["stay where the grant was taken back since they were chosen", { grants: [heldGrant({}, { revokedAt: TODAY })] }, [], "revoked"],
    ["count as requests", { grants: [heldGrant({ limits: { requests: 2 } })] }, ["one", "two"], "limit"],
    ["count also where they went out before and nobody said that they were sent", { grants: [heldGrant({ limits: { requestsPerDay: 2 } })], drafts: { ...READY, three: draft(TODAY) } }, ["one", "three"], "limit-per-day"],
    ["count once where somebody said so", { grants: [heldGrant({ limits: { requests: 3 } })], drafts: { ...READY, other: draft(TODAY) }, cases: [caseOf({ broker: "other", listing: "-", state: "unverifiable", request: request(0, { intendedAt: TODAY }) })] }, ["one", "two"], "limit"],
  ])("%s", (_what, told, slugs, reason) => {
    const { drafts, refusal } = handedOut(told);

    expect(Object.keys(drafts)).toEqual(slugs);
    expect(refusal?.reason).toBe(reason);
  });

  it("cite the grant that covers them, whichever lasts longest", () => {
    const document = (id: string) => ({ signed: { at: TODAY, document: { id: `LOA-${id}`, sha256: "0".repeat(64), kind: "scan" as const } } });
    const grants = [heldGrant({ id: "gmailmail", brokers: ["one"], endsOn: "2027-01-01" }, document("gmailmail")), heldGrant({ id: "gwebwebwe", channels: ["web"] }, document("gwebwebwe"))];
    const view = { authority: { as: "client", grants }, profile: PROFILE, catalog: CATALOG, now: NOW } as const;

    const asked = [{ broker: "one", route: "mail" }, { broker: "one", route: "portal" }, { broker: "two", route: "mail" }] as const;
    const cited = asked.map((one) => citedAuthority(one, view)?.document.id);

    expect(cited).toEqual(["LOA-gmailmail", "LOA-gwebwebwe", undefined]);
  });
});
