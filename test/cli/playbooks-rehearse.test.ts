import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { acmePages, acmeYaml, CONFIRM_MAIL, janeProfile, RESULTS } from "../authoring/support/acme.ts";
import { LocalPages } from "../authoring/support/local-pages.ts";
import { Machine } from "./run-cli.ts";

const Said = z.object({ playbook: z.object({ name: z.string().nullable() }), listings: z.array(z.object({ name: z.string() })), attempts: z.array(z.object({ stage: z.string(), outcome: z.string() })) });

let machine: Machine;
let pages: LocalPages;
let profile: string;
let playbook: string;
beforeAll(async () => {
  [machine, pages] = await Promise.all([Machine.open(), LocalPages.open()]);
  profile = await machine.file("jane.yaml", JSON.stringify(janeProfile));
  playbook = await machine.file("catalog/playbooks/acme.yaml", acmeYaml);
  await machine.file("catalog/brokers/acme.yaml", JSON.stringify({ name: "Acme People", domains: ["acme.example"], category: "people-search", routes: [{ kind: "playbook", basis: "assumed", reason: "a form" }], asOf: "2026-08-07" }));
  pages.serve(acmePages);
});
afterAll(async () => {
  await pages[Symbol.asyncDispose]();
  await machine[Symbol.asyncDispose]();
});

it("rehearses a playbook of a catalog to its last confirmation, without a home, as one object", async () => {
  const map = await machine.file("map.json", JSON.stringify({ "acme.example": pages.origin }));
  const mail = await machine.file("confirm.eml", CONFIRM_MAIL);

  const { code, stdout, stderr } = await machine.run(["playbooks", "rehearse", "acme", "--catalog", `${machine.dir}/catalog`, "--map", map, "--profile", profile, "--mail", mail, "--json"]);

  expect(code, stderr).toBe(0);
  expect(Said.parse(JSON.parse(stdout))).toEqual({
    playbook: { name: "Acme People" },
    listings: [{ name: "Jane Q. Roe" }, { name: "Jane Rowland" }],
    attempts: [{ stage: "scan", outcome: "looked" }, { stage: "optOut", outcome: "acknowledged" }, { stage: "confirm", outcome: "acknowledged" }],
  });
  expect(stderr).toContain("optOut.steps[2]");
});

it("looks at saved pages that lie beside the map, and says it in eighty columns", async () => {
  await machine.file("saved/search.html", RESULTS);
  const map = await machine.file("saved.json", JSON.stringify({ "acme.example": "saved" }));

  const { code, stdout, stderr } = await machine.here(["playbooks", "rehearse", playbook, "--map", map, "--profile", profile, "--stage", "scan", "--quiet"]);

  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("matched: name");
  expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
});

/** A file by its whole path; a flag stays as it is. */
const placed = (word: string): string => (/\.(?:json|yaml)$/.test(word) ? join(machine.dir, word) : word);

it.each([
  ["no pages", ["--profile", "jane.yaml"], "--map FILE"],
  ["nobody to look for", ["--map", "map.json"], "--profile FILE"],
  ["a stage that there is not", ["--map", "map.json", "--profile", "jane.yaml", "--stage", "most"], "one of scan, opt-out and all"],
  ["a map that leads elsewhere", ["--map", "away.json", "--profile", "jane.yaml"], "wants a loopback origin"],
  ["saved pages that are not there", ["--map", "lost.json", "--profile", "jane.yaml"], "no saved pages at"],
])("is told %s", async (_what, options, words) => {
  await machine.file("map.json", JSON.stringify({ "acme.example": pages.origin }));
  await machine.file("away.json", JSON.stringify({ "acme.example": "https://acme.example" }));
  await machine.file("lost.json", JSON.stringify({ "acme.example": "nowhere" }));

  const { code, stderr } = await machine.here(["playbooks", "rehearse", playbook, ...options.map(placed)]);

  expect(code).toBe(2);
  expect(stderr).toContain(words);
});
