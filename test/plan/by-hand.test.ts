import { describe, expect, it } from "vitest";
import { Broker } from "../../src/catalog/broker.ts";
import { parseStrict } from "../../src/base/strict-yaml.ts";
import type { Case } from "../../src/ledger/case.ts";
import { chooseRoute, isWhereTheyWork } from "../../src/plan/choose-route.ts";
import { orderOfWork } from "../../src/plan/order-of-work.ts";
import { DROP, planByHand } from "../../src/plan/plan-by-hand.ts";
import { NOW, caseOf, catalogOf, daysAgo, request } from "./fixture.ts";

/** A broker with these routes, each `kind basis`. */
function brokerWith(routes: readonly string[], rest = ""): Broker {
  const text = routes.map((route) => `  - { kind: ${route.replace(" ", ", basis: ")}, reason: it is said so, at: "https://acme.example/x" }`).join("\n");
  return parseStrict({ file: "brokers/acme.yaml", text: `name: Acme\ndomains: [acme.example]\ncategory: marketing\nasOf: 2026-08-07\nroutes:\n${text}\n${rest}` }, Broker);
}

describe("the way that a person takes by themself", () => {
  it.each<[string, readonly string[], string, string | undefined]>([
    ["the first that is open", ["portal documented", "mail documented"], "us-ok", "portal"],
    ["no playbook, which is not theirs to take", ["playbook documented", "mail documented"], "us-ok", "mail"],
    ["no route that no source has", ["portal none", "post assumed"], "us-ok", "post"],
    ["no DROP outside California", ["drop documented", "mail documented"], "us-ok", "mail"],
    ["DROP first in California", ["portal documented", "drop documented", "mail documented"], "us-ca", "drop"],
    ["no DROP on an old registration", ["drop assumed", "mail documented"], "us-ca", "mail"],
    ["none where there is none", ["none none"], "us-ca", undefined],
  ])("is %s", (_, routes, residence, kind) => {
    expect(chooseRoute(brokerWith(routes), { residence })?.kind).toBe(kind);
  });

  it.each([
    ["agreed", "parent"],
    ["disputed", "mail"],
  ])("is through a parent as far as sources agree: %s", (coverage, kind) => {
    const { route, reason } = planByHand("acme", brokerWith(["parent documented", "mail documented"], `parent: other\ncoverage: ${coverage}\n`), { cases: [], now: new Date(NOW), subject: { hasAlias: true, hasMailbox: true, mayAct: true, approved: new Set() } });

    expect(route ?? (reason === "covered" ? "parent" : reason)).toBe(kind);
  });

  it.each<[string, string, boolean]>([
    ["[us]", "us-tx", true],
    ["[eu]", "us-tx", false],
    ["[eu]", "de", true],
    ["[global]", "us-tx", true],
    ["[us-ca]", "us-tx", false],
    ["[uk]", "de", false],
  ])("regions %s, living in %s: %s", (regions, residence, expected) => {
    expect(isWhereTheyWork(brokerWith(["mail documented"], `regions: ${regions}\n`), residence)).toBe(expected);
  });
});

describe("a broker that no playbook asks", () => {
  const planned = (broker: Broker, residence: string, cases: readonly Case[] = []) => {
    const { reason, until } = planByHand("acme", broker, { cases, now: new Date(NOW), subject: { hasAlias: true, hasMailbox: true, mayAct: true, approved: new Set(), residence } });
    return until === undefined ? reason : `${reason} until ${until.slice(0, 10)}`;
  };
  const byHand = (differently: Partial<Case>) => caseOf({ listing: "-", state: "unverifiable", request: { ...request(1), until: daysAgo(-44) }, ...differently });
  const registered = brokerWith(["drop documented", "mail documented"]);

  it("waits for the one DROP request, then is covered by it until the review, then asks for a look", () => {
    const filed = (until: string) => [byHand({ broker: DROP, request: { ...request(1), until } })];

    expect(planned(registered, "us-ca")).toBe("by-drop");
    expect(planned(registered, "us-ca", filed(daysAgo(-89)))).toBe("covered-by-drop until 2027-05-29");
    expect(planned(registered, "us-ca", filed(daysAgo(1)))).toBe("covered-by-drop");
    expect(planned(registered, "us-ok", filed(daysAgo(-89)))).toBe("by-mail");
  });

  it("is not asked again once the person said that they asked", () => {
    expect(planned(registered, "us-ok", [byHand({})])).toBe("asked-by-hand until 2027-04-14");
    expect(planned(registered, "us-ok", [byHand({ request: { ...request(60), until: daysAgo(15) } })])).toBe("asked-by-hand");
  });

  it.each<[string, Broker, readonly Case[], string]>([
    ["left by choice", registered, [byHand({ state: "left", request: undefined })], "settled"],
    ["closed", brokerWith(["mail documented"], "health: defunct\n"), [], "settled"],
    ["of another region", brokerWith(["mail documented"], "regions: [eu]\n"), [], "elsewhere"],
    ["without any way", brokerWith(["none none"]), [], "no-route"],
    ["with a letter to write", brokerWith(["post documented"]), [], "by-hand"],
  ])("%s", (_, broker, cases, expected) => {
    expect(planned(broker, "us-ok", cases)).toBe(expected);
  });
});

it("begins with what shows a home address or relatives, then with who shows people, then with the families of most reach", () => {
  const broker = (slug: string, rest: string) => `name: ${slug}\ndomains: [${slug}.example]\nasOf: 2026-08-07\nroutes: [{ kind: none, basis: none, reason: nobody says }]\n${rest}\n`;
  const { brokers } = catalogOf({
    brokers: {
      ads: broker("ads", "category: marketing"),
      people: broker("people", "category: people-search"),
      branch: broker("branch", "category: people-search\nparent: root"),
      root: broker("root", "category: people-search"),
      homes: broker("homes", "category: marketing\nshows: [address]"),
    },
    playbooks: {},
  });

  expect(orderOfWork({ brokers }).map(([slug]) => slug)).toEqual(["homes", "branch", "root", "people", "ads"]);
});
