import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { searchForCanaries } from "../../src/cli/demo/canary.ts";
import { isAsExpected, judge } from "../../src/cli/demo/judge.ts";
import { expectedEnds } from "../../src/lab/expected.ts";
import { demoProfile } from "../../src/lab/persona.ts";
import { Truth } from "../../src/lab/truth.ts";
import { STATES } from "../../src/ledger/states.ts";
import type { BrokerRow } from "../../src/report/summarize.ts";
import { Machine } from "../cli/run-cli.ts";
import { finished, PATIENT, type Finished } from "./harness.ts";

const Report = z.object({
  ok: z.boolean(),
  falseSuccesses: z.int(),
  doubleSubmissions: z.int(),
  strayRequests: z.int(),
  brokers: z.array(z.object({ broker: z.string(), expected: z.string(), actual: z.enum(STATES), ok: z.boolean() })),
  canary: z.object({ files: z.int(), hits: z.int() }),
  truth: z.object({ submissions: Truth.shape.submissions, links: Truth.shape.links }),
});

/** The one full demo of the test suite, on a machine of its own; what it leaves behind is looked at afterwards. */
describe("unlist demo --json", PATIENT, () => {
  let machine: Machine;
  let demo: Finished;
  let report: z.infer<typeof Report>;

  beforeAll(async () => {
    machine = await Machine.open();
    const places = { TMPDIR: "tmp", XDG_CONFIG_HOME: "config", XDG_CACHE_HOME: "cache", XDG_DATA_HOME: "data", XDG_STATE_HOME: "state", XDG_RUNTIME_DIR: "runtime" };
    const env = Object.fromEntries(Object.entries(places).map(([name, folder]) => [name, join(machine.dir, folder)]));
    for (const folder of Object.values(env)) await mkdir(folder);
    demo = await finished(machine.run(["demo", "--json"], { env }));
    report = Report.parse(demo.json); // one JSON object and nothing else, or this fails
  }, PATIENT.timeout);
  afterAll(() => machine[Symbol.asyncDispose]());

  it("ends every broker as it is written down, and says so", () => {
    expect(report.brokers.filter(({ actual, expected }) => actual !== expected)).toEqual([]);
    expect(report.brokers.map(({ broker }) => broker).sort()).toEqual(expectedEnds.map(({ slug }) => slug).sort());
    expect({ ...report, brokers: [], truth: {} }).toMatchObject({ ok: true, falseSuccesses: 0, doubleSubmissions: 0, strayRequests: 0, canary: { hits: 0 } });
    expect(demo.code).toBe(0);
  });

  it("leaves no file behind, and no value of the person in what it said", async () => {
    const left = await readdir(machine.dir, { recursive: true, withFileTypes: true });
    const said = await machine.file("said/output", demo.stdout + demo.stderr);

    expect(left.filter((entry) => !entry.isDirectory()).map(({ name }) => name)).toEqual([]);
    expect(await searchForCanaries([machine.dir], demoProfile)).toEqual({ files: 1, hits: [] });
    await rm(said);
  });

  it.each([
    ["a false success", { actual: "stayslisted", becomes: "removed" }, { falseSuccesses: 1 }],
    ["another end than the one written down", { actual: "unsurerow", becomes: "inconclusive" }, { falseSuccesses: 0 }],
    ["a broker that is missing", { actual: "directform", becomes: undefined }, { falseSuccesses: 0 }],
  ] as const)("would fail for %s", (_what, { actual, becomes }, counted) => {
    const rows = rowsOf(report).flatMap((row) => (row.broker !== actual ? [row] : becomes ? [{ ...row, state: becomes }] : []));

    const judgement = judge(rows, truthOf(report));

    expect(judgement).toMatchObject(counted);
    expect(isAsExpected(judgement, { files: 1, hits: [] })).toBe(false);
  });

  it.each([
    ["a request that was applied twice", (truth: Truth) => ({ ...truth, submissions: [...truth.submissions, ...truth.submissions.slice(0, 1)] }), { doubleSubmissions: 1 }],
    ["a decoy that was taken", (truth: Truth) => ({ ...truth, received: [{ at: truth.now, host: "www.cookiewall.example", route: "POST /newsletter", kind: "decoy" as const, fields: [] }] }), { strayRequests: 1 }],
  ])("would fail for %s", (_what, doctor, counted) => {
    const judgement = judge(rowsOf(report), doctor(truthOf(report)));

    expect(judgement).toMatchObject(counted);
    expect(isAsExpected(judgement, { files: 1, hits: [] })).toBe(false);
  });

  it("passes as it was, and would fail for a value of the person on the disk", () => {
    const judgement = judge(rowsOf(report), truthOf(report));

    expect(isAsExpected(judgement, { files: 1, hits: [] })).toBe(true);
    expect(isAsExpected(judgement, { files: 1, hits: ["leak"] })).toBe(false);
  });
});

/** The positive control of every search for canaries. */
describe("the search for the person's values", () => {
  const street = "7 Quillfeather Lane";
  it.each([
    ["as it is", street],
    ["in small letters", street.toLowerCase()],
    ["in a URL", encodeURIComponent(street)],
    ["in a form's body", street.replaceAll(" ", "+")],
    ["in a path", street.toLowerCase().replaceAll(" ", "-")],
    ["in base64", Buffer.from(street).toString("base64")],
    ["in base64, one byte on", Buffer.from(`x${street} y`).toString("base64")],
    ["in base64, two bytes on", Buffer.from(`xy${street} z`).toString("base64")],
    ["in hex", Buffer.from(street).toString("hex")],
    ["in UTF-16", Buffer.from(street, "utf16le")],
  ])("finds a leak %s, in the depth of a folder", async (_how, leak) => {
    const folder = await mkdtemp(join(tmpdir(), "unlist-leak-"));
    await mkdir(join(folder, "a", "b"), { recursive: true });
    await writeFile(join(folder, "a", "b", "leak"), Buffer.concat([Buffer.from("before "), Buffer.from(leak), Buffer.from(" after")]));

    const { hits } = await searchForCanaries([folder], demoProfile);

    await rm(folder, { recursive: true });
    expect(hits).toEqual([join(folder, "a", "b", "leak")]);
  });

  it.each([
    ["JSON", JSON.stringify('Ann "Quill" Roe').slice(1, -1)],
    ["HTML", "Ann &#34;Quill&#34; Roe"],
    ["HTML by name", "Ann &quot;Quill&quot; Roe"],
  ])("finds a name that %s writes otherwise", async (_how, leak) => {
    const folder = await mkdtemp(join(tmpdir(), "unlist-leak-"));
    await writeFile(join(folder, "leak"), leak);

    const { hits } = await searchForCanaries([folder], { ...demoProfile, relatives: ['Ann "Quill" Roe'] });

    await rm(folder, { recursive: true });
    expect(hits).toHaveLength(1);
  });
});

function rowsOf({ brokers }: z.infer<typeof Report>): BrokerRow[] {
  return brokers.map(({ broker, actual }) => ({ broker, name: broker, state: actual, said: actual, listings: [], sent: [], hosts: [], cameBack: 0, next: "" }));
}

function truthOf({ truth }: z.infer<typeof Report>): Truth {
  const at = "2027-02-20T12:00:00.000Z";
  return { day0: at, now: at, received: [], mails: [], sentByPerson: 0, ...truth };
}
