import { createServer, type Server } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PLAYBOOK } from "../catalog/fixture.ts";
import { Machine, type Ended } from "./run-cli.ts";

const CALIFORNIA = join(import.meta.dirname, "../catalog/registers/california.csv");
const SCHEMA = "# yaml-language-server: $schema=../schemas/";
const BROKERS: Readonly<Record<string, string>> = {
  acme: "category: people-search\nfamily: acme\nroutes: [{ kind: playbook, basis: documented, reason: it has a form }]\nregistries: [{ in: california, years: [2025] }]\n",
  brook: "category: marketing\nregions: [eu]\nroutes: [{ kind: drop, basis: documented, reason: is registered }, { kind: mail, basis: documented, reason: takes mail }]\ncontact: { email: privacy@brook.example }\nregistries: [{ in: california, years: [2026] }]\n",
  cedar: "category: property\nfamily: acme\nhealth: withdrawn\nroutes: [{ kind: none, basis: none, reason: no source has a way }]\n",
};

interface Stage extends AsyncDisposable {
  readonly machine: Machine;
  unlist(...args: string[]): Promise<Ended>;
}

async function withCatalog(at?: Machine): Promise<Stage> {
  const machine = at ?? (await Machine.open());
  for (const [slug, rest] of Object.entries(BROKERS)) {
    await machine.file(`catalog/brokers/${slug}.yaml`, `${SCHEMA}broker.schema.json\nname: The ${slug}\ndomains: [${slug}.example]\nasOf: 2026-08-07\n${rest}`);
  }
  await machine.file("catalog/playbooks/acme.yaml", `${SCHEMA}playbook.schema.json\n${PLAYBOOK}`);
  return { machine, unlist: (...args) => machine.here([...args, "--catalog", join(machine.dir, "catalog")]), [Symbol.asyncDispose]: () => machine[Symbol.asyncDispose]() };
}

describe("brokers list", () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await withCatalog()));
  afterAll(() => stage[Symbol.asyncDispose]());

  it("gives what its filters leave, each with a route and a reason", async () => {
    const { brokers } = JSON.parse((await stage.unlist("brokers", "list", "--json", "--family", "acme", "--health", "unverified")).stdout) as { brokers: object[] };

    expect(brokers).toMatchObject([{ broker: "acme", family: "acme", route: "playbook", basis: "documented", reason: "it has a form" }]);
  });

  it("says of a filter that nothing fits which words there are", async () => {
    expect(await stage.unlist("brokers", "list", "--family", "acne")).toMatchObject({ code: 2, stderr: expect.stringContaining('did you mean "acme"') as string });
  });

  it("fits 80 columns with every broker of the product in it", async () => {
    const { stdout, code } = await stage.machine.run(["brokers", "list"]);
    const lines = stdout.split("\n");

    expect([code, lines.length > 1279]).toEqual([0, true]);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });
});

describe("brokers update", () => {
  let server: Server;
  let origin: string;
  beforeAll(async () => {
    const register = await readFile(CALIFORNIA);
    server = createServer((_, response) => response.writeHead(200, { "content-type": "text/csv" }).end(register));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it("shows what a register has that the files lack, and writes nothing", async () => {
    await using stage = await withCatalog();

    const { stdout, code } = await stage.unlist("brokers", "update", "--from", CALIFORNIA, "--year", "2026");

    expect(code).toBe(0);
    expect(stdout).toMatch(/new\s+brightleads-example/);
    expect(stdout).toMatch(/otherwise\s+acme\s+registries: california 2025 → california 2026/);
    expect(stdout).toMatch(/not there\s+brook/);
    expect(stdout.replace(/\s+/g, " ")).toContain("2 entries of california, 1 rows without a name or a site: 1 new, 4 said otherwise, 1 no longer there.");
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(await readdir(join(stage.machine.dir, "catalog/brokers"))).toEqual(["acme.yaml", "brook.yaml", "cedar.yaml"]);
  });

  it("brings it in on demand, from an address too, and what it brings in is clean", async () => {
    await using stage = await withCatalog(await Machine.withHome("--rehearsal"));
    const map = await stage.machine.file("map.json", JSON.stringify({ "register.example": origin }));

    const { stdout } = await stage.unlist("brokers", "update", "--from", "https://register.example/2026.csv", "--year", "2026", "--map", map, "--write", "--json");

    expect(JSON.parse(stdout)).toMatchObject({ register: "california", year: 2026, entries: 2, unreadable: 1, written: ["brightleads-example", "acme"] });
    expect(await readFile(join(stage.machine.dir, "catalog/brokers/brightleads-example.yaml"), "utf8")).toContain("unchecked:\n  - https://phish.example/opt-out?x=1\n");
    expect(await stage.unlist("playbooks", "lint")).toMatchObject({ code: 0, stdout: expect.stringContaining("no errors, no warnings") as string });
  });

  it("lets no playbook lead to an address that it brought in", async () => {
    await using stage = await withCatalog();
    await stage.unlist("brokers", "update", "--from", CALIFORNIA, "--year", "2026", "--write");
    const leading = PLAYBOOK.replaceAll("www.acme.example", "phish.example").replaceAll("acme.example", "phish.example").replace("broker: acme", "broker: brightleads-example").replace("https://phish.example/optout", "https://phish.example/opt-out");
    await stage.machine.file("catalog/playbooks/brightleads-example.yaml", `${SCHEMA}playbook.schema.json\n${leading}`);

    const { code, stdout, stderr } = await stage.unlist("playbooks", "lint");

    expect(code).toBe(2);
    expect(stdout + stderr).toContain("unchecked-address");
  });

  it.each([
    ["no register", ["--from", join(import.meta.dirname, "brokers.test.ts")], "no row of it has a name and a web site"],
    ["no year", ["--from", CALIFORNIA, "--year", "soon"], "--year wants a year"],
  ])("refuses %s", async (_, args, words) => {
    await using stage = await withCatalog();

    expect((await stage.unlist("brokers", "update", ...args)).stderr).toContain(words);
  });
});
