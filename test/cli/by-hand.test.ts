import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CANARIES, CANARY_PROFILE, Machine, type Ended } from "./run-cli.ts";

const BROKERS: Readonly<Record<string, string>> = {
  letters: "routes: [{ kind: mail, basis: documented, reason: takes mail }]\ncontact: { email: privacy@letters.example }\n",
  caller: 'routes: [{ kind: phone, basis: documented, reason: takes calls }]\ncontact: { phone: "+1 555-010-0100" }\n',
  listed: "routes: [{ kind: drop, basis: documented, reason: is in the register }, { kind: mail, basis: documented, reason: takes mail }]\ncontact: { email: privacy@listed.example }\nregistries: [{ in: california, years: [2026] }]\n",
  abroad: "regions: [eu]\nroutes: [{ kind: mail, basis: documented, reason: takes mail }]\ncontact: { email: privacy@abroad.example }\n",
};

/** A home with one person in it, and a catalog of brokers that no playbook asks. */
async function withPerson(profile = CANARY_PROFILE): Promise<{ machine: Machine; unlist: (...args: string[]) => Promise<Ended> } & AsyncDisposable> {
  const machine = await Machine.made(`by hand: ${profile}`, (fresh) => putPerson(fresh, profile));
  const unlist = (...args: string[]) => machine.keyedHere(...args, "--catalog", join(machine.dir, "catalog"));
  return { machine, unlist, [Symbol.asyncDispose]: () => machine[Symbol.asyncDispose]() };
}

async function putPerson(machine: Machine, profile: string): Promise<void> {
  for (const [slug, rest] of Object.entries(BROKERS)) {
    await machine.file(`catalog/brokers/${slug}.yaml`, `name: The ${slug}\ndomains: [${slug}.example]\ncategory: marketing\nasOf: 2026-08-07\n${rest}`);
  }
  await machine.keyedHere("init");
  await machine.keyedHere("subject", "add", "--profile", await machine.file("me.yaml", `${profile}contact: { email: canary.alias@mail.example, perBroker: plus }\n`));
}

const IN_CALIFORNIA = CANARY_PROFILE.replace("state: TX", "state: CA");

async function textsUnder(dir: string): Promise<string> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name), "latin1"));
  return (await Promise.all(files)).join("\n");
}

describe("a request by mail", () => {
  it("is kept sealed until it is handed out, says no more than it must, and is sent by nobody but the person", async () => {
    await using person = await withPerson();
    const { machine, unlist } = person;

    const listed = await unlist("mail", "drafts", "--json");

    expect(JSON.parse(listed.stdout)).toEqual({ drafts: ["letters", "listed"].map((broker) => ({ broker, to: `privacy@${broker}.example`, fields: ["name", "residence.state", "contact.email"], exportedAt: null })) });
    expect(await readdir(join(machine.home, "subjects", (await readdir(join(machine.home, "subjects")))[0] ?? ""))).toContain("drafts.sealed");
    for (const canary of [...CANARIES, "canary.alias"]) expect(await textsUnder(machine.home)).not.toContain(canary);

    const out = join(machine.dir, "to-send");
    const handed = await unlist("mail", "drafts", "letters", "--export", out, "--yes");
    const eml = await readFile(join(out, "letters.eml"), "utf8");

    expect([handed.code, await readdir(out)]).toEqual([0, ["letters.eml"]]);
    expect(eml).toMatch(/^To: privacy@letters\.example\r$/m);
    expect(eml).toMatch(/^From: canary\.alias\+letters@mail\.example\r$/m);
    expect(eml).toContain("Name: Canaryfirst Canarylast\r\nState: Texas\r\n");
    for (const kept of ["7 Canary Street", "Canaryville", "Canary Relative", "canary@personal.example"]) expect(eml).not.toContain(kept);
  });

  it("needs an alias, and says where it is missing", async () => {
    await using person = await withPerson();
    await person.machine.keyedHere("subject", "edit", "--profile", await person.machine.file("bare.yaml", CANARY_PROFILE), "--yes");

    expect(await person.unlist("mail", "drafts")).toMatchObject({ code: 2, stderr: expect.stringContaining("add contact.email, an alias") as string });
  });

  it("is not prepared again once the person says that it was sent", async () => {
    await using person = await withPerson();

    const made = await person.unlist("request", "made", "letters", "--by", "mail", "--json");
    const { subjects } = JSON.parse((await person.unlist("status", "--json")).stdout) as { subjects: { brokers: { broker: string; said: string; sent: string[] }[] }[] };

    expect(JSON.parse(made.stdout)).toEqual({ requests: [{ id: "letters/-", state: "unverifiable" }] });
    expect(subjects[0]?.brokers.find(({ broker }) => broker === "letters")).toMatchObject({ said: "asked, can't be checked", sent: ["name", "residence.state", "contact.email"] });
    expect(JSON.parse((await person.unlist("mail", "drafts", "--json")).stdout)).toMatchObject({ drafts: [{ broker: "listed" }] });
  });
});

describe("California's one request", () => {
  it("comes before every letter to its register, is kept without its ID in the open, and covers until its review", async () => {
    await using person = await withPerson(IN_CALIFORNIA);
    const { machine, unlist } = person;
    const groups = async () => (JSON.parse((await unlist("plan", "--json")).stdout) as { subjects: { withoutPlaybook: { group: string; brokers: number }[] }[] }).subjects[0]?.withoutPlaybook.map(({ group, brokers }) => `${brokers} ${group}`);

    expect(await groups()).toEqual(["1 by-drop", "1 by-mail", "1 phone", "1 elsewhere"]);
    expect((await unlist("tasks")).stdout).toContain("One request reaches a broker");

    const filed = await machine.run(["drop", "filed", "--key-file", join(machine.dir, "key"), "--json"], { input: "DROP-4711-CANARY\n" });

    expect(JSON.parse(filed.stdout)).toMatchObject({ filed: true });
    expect(await groups()).toEqual(["1 covered-by-drop", "1 by-mail", "1 phone", "1 elsewhere"]);
    expect((await unlist("tasks", "--json")).stdout).not.toContain("california-drop");
    expect(await textsUnder(machine.home)).not.toContain("DROP-4711-CANARY");
    expect(await machine.run(["drop", "filed", "--key-file", join(machine.dir, "key")], { input: "DROP-4711-CANARY\n" })).toMatchObject({ code: 2 });
  });

  it("is for nobody else", async () => {
    await using person = await withPerson();

    expect((await person.unlist("drop", "guide")).stdout).toContain("no profile in this home says so");
  });
});

it("a call comes with its steps and minutes, within 80 columns", async () => {
  await using person = await withPerson();

  const { stdout, code } = await person.unlist("tasks", "--by", "phone");

  expect(code).toBe(3);
  expect(stdout).toContain("caller  about 10 minutes");
  expect(stdout).toContain("1. Call +1 555-010-0100");
  expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
});
