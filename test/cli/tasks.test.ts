import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { openCall } from "../../src/cli/call.ts";
import { withLedger } from "../../src/cli/with-ledger.ts";
import { GUIDES } from "../../src/report/guides.ts";
import { CANARIES, CANARY_PROFILE, Machine, type Ended } from "./run-cli.ts";

const Listed = z.object({ offered: z.array(z.object({ id: z.string() })), tasks: z.array(z.object({ id: z.string(), minutes: z.int(), why: z.string(), shows: z.array(z.string()), link: z.string().optional() })), later: z.array(z.object({ id: z.string(), until: z.string() })), skipped: z.array(z.object({ id: z.string() })) });
const SLUGS = ["brook", "cedar", "dune", "elm", "fern"];

/** The screen's words without its lines. */
const unwrapped = ({ stdout }: Ended): string => stdout.replaceAll(/\s+/g, " ");

/** A person with five brokers that only they can ask. */
describe("the steps that are a person's", () => {
  let machine: Machine;
  beforeAll(async () => {
    machine = await Machine.withHome();
    for (const slug of SLUGS) {
      const route = `{ kind: portal, basis: documented, reason: has a page for it, at: "https://${slug}.example/delete" }`;
      await machine.file(`catalog/brokers/${slug}.yaml`, `name: The ${slug}\ndomains: [${slug}.example]\ncategory: marketing\nasOf: 2026-08-07\nroutes: [${route}]\n`);
    }
    await machine.keyedHere("subject", "add", "--profile", await machine.file("me.yaml", `${CANARY_PROFILE}contact: { email: canary.alias@mail.example, perBroker: plus }\n`));
  });
  afterAll(() => machine[Symbol.asyncDispose]());

  const unlist = (args: readonly string[], input = ""): Promise<Ended> => machine.here([...args, "--key-file", join(machine.dir, "key"), "--catalog", join(machine.dir, "catalog")], { input });
  const listed = async (): Promise<z.infer<typeof Listed>> => Listed.parse(JSON.parse((await unlist(["tasks", "--json"])).stdout));

  it("come three at a time, each with its minutes, its reason, its page, what it shows and what to write, and no value of theirs", async () => {
    const { stdout, stderr, code } = await unlist(["tasks"]);

    expect(code).toBe(3);
    expect(stdout.match(/about 5 minutes/g)).toHaveLength(3);
    expect(stdout).toContain("Open https://brook.example/delete\n");
    expect(stdout).toContain("They get to see: name, residence.state, contact.email, this machine's IP");
    expect(stdout).toContain("Name: (your name)");
    expect(stdout).toContain("2 more can wait: unlist tasks --all");
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    for (const canary of CANARIES) expect(stdout + stderr).not.toContain(canary);
  });

  it("hold the person's own words only when they ask for them", async () => {
    const { stdout } = await unlist(["next", "--reveal", "--yes"]);

    expect(stdout).toContain("Name: Canaryfirst Canarylast");
    expect(stdout).toContain("Answer to: canary.alias+brook@mail.example");
    expect(stdout).not.toContain("Canary Street");
  });

  it("can be put off or left out without a word about it, and taken up again", async () => {
    await unlist(["tasks", "later", "brook", "--until", "2099-01-01"]);
    await unlist(["tasks", "skip", "cedar"]);

    const aside = await listed();
    const calendar = await unlist(["report", "--format", "ics"]);

    expect(calendar.stdout.match(/^DTSTART.*$/gm)).toEqual(["DTSTART;VALUE=DATE:20990101"]);
    expect(aside.offered.map(({ id }) => id)).toEqual(["dune", "elm", "fern"]);
    expect([aside.later, aside.skipped]).toMatchObject([[{ id: "brook", until: "2099-01-01T00:00:00.000Z" }], [{ id: "cedar" }]]);
    await unlist(["tasks", "again", "cedar"]);
    expect((await listed()).offered.map(({ id }) => id)).toEqual(["cedar", "dune", "elm"]);
  });

  it("are recorded as the person's word when they are done, with the number that proves it sealed", async () => {
    const done = await unlist(["tasks", "done", "dune", "--on", "2026-08-07", "--reference", "-", "--json"], "CANARY-REF-7\n");

    expect([done.code, JSON.parse(done.stdout)]).toEqual([0, { id: "dune", answer: "done" }]);
    expect((await listed()).tasks.map(({ id }) => id)).not.toContain("dune");
    const said = await unlist(["timeline", "dune"]);
    expect(said.stdout).toContain("you asked by portal, by 2026-09-21");
    const files = (await readdir(machine.home, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    for (const file of files) expect(await readFile(join(file.parentPath, file.name), "latin1")).not.toContain("CANARY-REF-7");
  });

  it("say what is wrong with a step that is not there, or a day that is none", async () => {
    const [unknown, past, never] = [await unlist(["tasks", "skip", "nobody"]), await unlist(["tasks", "later", "elm", "--until", "2020-01-01"]), await unlist(["tasks", "done", "elm", "--on", "2026-02-31"])];

    expect([unknown.code, past.code, never.code]).toEqual([2, 2, 2]);
    expect(unknown.stderr).toContain("unlist tasks --all names them");
    expect(past.stderr).toContain("still to come");
    expect(never.stderr).toContain("wants a day");
  });

  describe("away from any page", () => {
    beforeAll(async () => {
      for (const [slug, kind, at] of [["hill", "phone", "+1 512 555 0100"], ["inlet", "post", "1 Way, Austin TX"]] as const) {
        await machine.file(`catalog/brokers/${slug}.yaml`, `name: The ${slug}\ndomains: [${slug}.example]\ncategory: marketing\nasOf: 2026-08-07\nroutes: [{ kind: ${kind}, basis: documented, reason: has nothing else }]\ncontact: { ${kind}: ${JSON.stringify(at)} }\n`);
      }
    });

    it("come with what to leave out and what to say no to, once for all of a kind", async () => {
      const { stdout } = await unlist(["tasks", "--by", "phone"]);

      expect(stdout.match(/^On the phone$/gm)).toHaveLength(1);
      expect(stdout).toContain("  Leave out:\n  - Give the name as the listing has it");
      expect(stdout).toContain("  Say no to:\n  - A date of birth");
      expect(stdout).not.toContain("By post");
      for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    });

    it("are done when the one fact is there that shows it", async () => {
      const [without, withNumber] = [await unlist(["tasks", "done", "hill"]), await unlist(["tasks", "done", "hill", "--reference", "-"], "CALL-7\n")];
      const [noDay, withDay] = [await unlist(["tasks", "done", "inlet"]), await unlist(["tasks", "done", "inlet", "--on", "2026-08-07"])];

      expect([without.code, withNumber.code, noDay.code, withDay.code]).toEqual([2, 0, 2, 0]);
      expect(without.stderr).toContain("Reference number, or the name of whom you spoke to");
      expect(noDay.stderr).toContain("--on 2026-08-07");
    });
  });

  describe("that a playbook came upon, an account and an ID,", () => {
    beforeAll(async () => {
      const globals = { home: machine.home, keyFile: join(machine.dir, "key"), catalog: join(machine.dir, "catalog"), quiet: true };
      const call = await openCall({ name: "run", args: [], options: {}, globals }, { env: {}, stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, leave: () => undefined, signal: new AbortController().signal });
      await withLedger(call, "run", async (ledger) => {
        for (const [broker, reason] of [["elm", "account"], ["fern", "id"]] as const) await ledger.append({ type: "handed-off", broker, listings: ["-"], reason, fields: [] });
      });
    });

    it("come with their checklist: how, what to leave out, what to say no to, and what to keep", async () => {
      const [all, first] = [await unlist(["tasks", "--all"]), await unlist(["next"])];

      for (const kind of ["account", "id"] as const) {
        const { before, steps, redact, refuse, proof } = GUIDES[kind];
        for (const line of [...before, ...steps, ...redact, ...refuse, proof.question.slice(1)]) expect(unwrapped(all)).toContain(line);
      }
      expect(all.stdout).toMatch(/^With an account$[^]*^ {2}Leave out:$[^]*^ {2}Say no to:$[^]*^With an ID$[^]*^ {2}Leave out:$[^]*^ {2}Say no to:$/m);
      for (const line of GUIDES.account.refuse) expect(unwrapped(first)).toContain(line);
      expect(first.stdout).not.toContain("With an ID");
      for (const line of all.stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    });

    it("are done with the one fact that shows it, and not without", async () => {
      const [noNumber, noDay] = [await unlist(["tasks", "done", "elm/-"]), await unlist(["tasks", "done", "fern/-", "--reference", "-"], "CANARY-REF-8\n")];
      const before = (await listed()).tasks.map(({ id }) => id);
      const done = [await unlist(["tasks", "done", "elm/-", "--reference", "-"], "CANARY-REF-9\n"), await unlist(["tasks", "done", "fern/-", "--on", "2026-08-07"])];

      expect([noNumber.code, noDay.code, ...done.map(({ code }) => code)]).toEqual([2, 2, 0, 0]);
      expect(noNumber.stderr).toContain("Their reference number, or the last words that they showed");
      expect(noDay.stderr).toContain("wants the day that it was done");
      const after = (await listed()).tasks.map(({ id }) => id);
      for (const id of ["elm/-", "fern/-"]) expect([before.includes(id), after.includes(id)]).toEqual([true, false]);
    });
  });
});
