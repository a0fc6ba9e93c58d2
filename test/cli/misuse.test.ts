import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { systemClock } from "../../src/base/clock.ts";
import { InvalidFileError } from "../../src/base/errors.ts";
import { jsonOrNothing } from "../../src/base/json.ts";
import { loadPlaybook } from "../../src/catalog/load.ts";
import { CARDS } from "../../src/cli/cards/index.ts";
import { GLOBAL_OPTIONS } from "../../src/cli/global-options.ts";
import { placeOf } from "../../src/cli/open-client.ts";
import { openLedger } from "../../src/ledger/ledger.ts";
import { ListingDetails } from "../../src/subject/listing-details.ts";
import { written } from "../catalog/fixture.ts";
import { grantFor, openedHome } from "../end-to-end/clients-fixture.ts";
import { CANARY_PROFILE, Machine } from "./run-cli.ts";

/** What a broker shows of somebody who has moved away from whoever runs this: no output may tell it. */
const NOT_THEIRS = ["99 Hidden Court", "Refugeville", "Newpartner Roe", "5125559999", "acme.example/p/secret-path"];
const LISTING = ListingDetails.parse({ name: "Canaryfirst Canarylast", addresses: [{ street: NOT_THEIRS[0], city: NOT_THEIRS[1] ?? "", state: "OR" }], relatives: [NOT_THEIRS[2]], phones: [NOT_THEIRS[3]], url: `https://${NOT_THEIRS[4] ?? ""}` });

describe("whoever means ill", () => {
  let machine: Machine;
  let id = "";

  beforeAll(async () => {
    machine = await Machine.withHome();
    await machine.file("catalog/brokers/acme.yaml", "name: Acme\ndomains: [acme.example]\ncategory: people-search\nroutes: [{ kind: mail, basis: documented, reason: takes mail }]\ncontact: { email: privacy@acme.example }\nasOf: 2026-08-07\n");
    const added = await machine.keyedHere("client", "add", "--json", "--profile", await machine.file("client.yaml", CANARY_PROFILE));
    ({ id } = z.object({ id: z.string() }).parse(jsonOrNothing(added.stdout)));
    const opened = await openedHome(machine.home, join(machine.dir, "key"));
    await grantFor(opened, { client: id });
    await using ledger = await openLedger({ ...(await placeOf(opened, id)), clock: systemClock });
    const sealed = ledger.sealListing(LISTING);
    await ledger.append({ type: "found", broker: "acme", listings: ["k1aaaaaa"], verdict: "unsure", matched: ["name"], contradicts: ["city"], missing: ["age"], sealed });
  });
  afterAll(() => machine[Symbol.asyncDispose]());

  it.each([
    ["review"],
    ["review", "--json"],
    ["status", "--json"],
    ["show", "acme", "--reveal", "--yes", "--json"],
    ["timeline", "acme"],
    ["tasks", "--json"],
    ["report", "--format", "html"],
    ["client", "show"],
  ])("learns from %s %s nothing that the profile does not hold", async (...args) => {
    const named = args[0] === "client" ? [...args, id] : ["--subject", id, ...args];

    const { stdout, stderr } = await machine.keyedHere(...named, "--catalog", join(machine.dir, "catalog"));

    expect(stdout, stderr).not.toBe("");
    for (const value of NOT_THEIRS) expect(stdout + stderr).not.toContain(value);
  });

  it("finds it in no file either that is handed over", async () => {
    const [report, trail] = [join(machine.dir, "report.html"), join(machine.dir, "trail.json")];
    await machine.keyedHere("client", "report", id, "--out", report, "--catalog", join(machine.dir, "catalog"));
    await machine.keyedHere("client", "trail", id, "--out", trail);

    for (const file of [report, trail]) for (const value of NOT_THEIRS) expect(await readFile(file, "utf8")).not.toContain(value);
  });

  it("is offered no way to look somebody up: no command takes a name, a number, an address or a mail", () => {
    const flags = [...GLOBAL_OPTIONS, ...CARDS.flatMap(({ options = [] }) => options)].map(([flag]) => flag);
    const operands = CARDS.flatMap(({ operands: taken = [] }) => taken.map(([operand]) => operand));

    expect([...flags, ...operands].filter((word) => /\b(name|person|people|phone|address|email|e-mail|search|find|lookup|query|who)\b(?!s)/i.test(word.replace(/^--[\w-]+ <name>$/, (flag) => flag.replace("<name>", ""))))).toEqual([]);
  });

  it("is offered no playbook that asks a site by a number, a mail or an address", () => {
    for (const query of ["phone", "email", "address", "url"]) expect(() => loadPlaybook({ file: "playbooks/acme.yaml", text: written("query: name", `query: ${query}`) })).toThrow(InvalidFileError);
  });

  it("adds nobody who can be looked for without a word of leave: who is not the operator is a client without a grant", async () => {
    const added = await machine.keyedHere("client", "add", "--json", "--profile", await machine.file("other.yaml", CANARY_PROFILE));
    const other = z.object({ id: z.string() }).parse(jsonOrNothing(added.stdout)).id;

    expect((await machine.keyedHere("--subject", other, "scan")).code).toBe(7);
    expect((await machine.keyedHere("--subject", other, "run", "--unattended")).code).toBe(7);
  });
});
