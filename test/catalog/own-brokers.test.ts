import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Catalog } from "../../src/catalog/load.ts";
import { openSnapshot } from "../../src/catalog/snapshot.ts";

const ROOT = join(import.meta.dirname, "../..");

describe("the brokers of the product", () => {
  let brokers: Catalog["brokers"];
  beforeAll(async () => {
    const catalog = await openSnapshot(ROOT, "bytes");
    if (!catalog) throw new Error("dist/catalog.json is not of these files: npm run build");
    brokers = catalog.brokers;
  });

  it("are 1,279 or more, a file each", () => {
    expect(brokers.size).toBeGreaterThanOrEqual(1279);
    expect(readdirSync(join(ROOT, "brokers")).length).toBe(brokers.size);
  });

  it("have each a route with a reason, a source and a day", () => {
    const bare = [...brokers].filter(([, { routes, sources }]) => routes.some(({ reason }) => reason.length < 10) || sources.length === 0);

    expect(bare.map(([slug]) => slug)).toEqual([]);
  });

  it("claim nothing as known that no run of ours has seen, outside the playbooks", () => {
    const claimed = [...brokers].filter(([, { routes }]) => routes.some(({ kind, basis }) => basis === "known" && kind !== "playbook"));

    expect(claimed.map(([slug]) => slug)).toEqual([]);
  });

  it("say of each parent whether sources agree that it covers", () => {
    const children = [...brokers].filter(([, { parent }]) => parent !== undefined);

    expect(children.filter(([, { coverage }]) => coverage === undefined).map(([slug]) => slug)).toEqual([]);
    expect(new Set(children.map(([, { coverage }]) => coverage))).toEqual(new Set(["agreed", "disputed"]));
  });

  it("are never written to about deletion where that takes a suppression back (PeopleConnect)", () => {
    const family = [...brokers].filter(([, broker]) => broker.family === "intelius");

    expect(family.length).toBeGreaterThan(10);
    expect(family.filter(([, { routes }]) => routes.some(({ kind }) => kind === "mail")).map(([slug]) => slug)).toEqual([]);
  });
});
