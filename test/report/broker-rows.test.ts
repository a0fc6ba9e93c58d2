import { expect, it } from "vitest";
import { brokerRows, type BrokerFilter } from "../../src/report/broker-rows.ts";
import { broker } from "../catalog/fixture.ts";
import { catalogOf } from "../plan/fixture.ts";

const { brokers, playbooks } = catalogOf({
  brokers: {
    acme: `${broker("acme", "playbook, basis: documented")}family: acme\n`,
    brook: `${broker("brook", "mail, basis: documented").replace("people-search", "marketing").replace("routes: [", "routes: [{ kind: drop, basis: documented, reason: registered }, ")}regions: [eu]\n`,
    cedar: `${broker("cedar").replace("people-search", "property")}family: acme\nhealth: withdrawn\n`,
  },
});

it.each<[BrokerFilter, readonly string[]]>([
  [{}, ["acme", "brook", "cedar"]],
  [{ category: "property" }, ["cedar"]],
  [{ region: "eu" }, ["brook"]],
  [{ route: "mail" }, ["brook"]],
  [{ route: "drop" }, ["brook"]],
  [{ route: "playbook" }, ["acme"]],
  [{ route: "none" }, ["cedar"]],
  [{ health: "withdrawn" }, ["cedar"]],
  [{ family: "acme" }, ["acme", "cedar"]],
  [{ family: "brook" }, ["brook"]],
  [{ family: "acme", health: "unverified" }, ["acme"]],
])("of the brokers the filter %j leaves %j", (filter, expected) => {
  const rows = brokerRows({ brokers, playbooks }, filter);

  expect(rows.map((row) => row.broker)).toEqual(expected);
  expect(rows.every(({ route, reason }) => route !== "" && reason !== "")).toBe(true);
});
