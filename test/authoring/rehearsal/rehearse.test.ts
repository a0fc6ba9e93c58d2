import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { listingJson, matchJson } from "../../../src/cli/rehearsal-json.ts";
import { systemClock } from "../../../src/base/clock.ts";
import { nodeFiles } from "../../../src/base/files.ts";
import { silentLog } from "../../../src/base/log.ts";
import { rehearse, type Rehearsal, type RehearsalWish } from "../../../src/authoring/rehearsal/rehearse.ts";
import { launchBrowsers, type LaunchedBrowsers } from "../../../src/browser/browsers.ts";
import { loadPlaybook } from "../../../src/catalog/load.ts";
import { QUESTIONS } from "../../../src/playbook/questions.ts";
import { mailsOf } from "../../../src/mail/mail-files.ts";
import { acmePages, acmePlaybook, CONFIRM_MAIL, jane } from "../support/acme.ts";
import { LocalPages } from "../support/local-pages.ts";

let dir: string;
let pages: LocalPages;
let browsers: LaunchedBrowsers;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "unlist-rehearse-"));
  pages = await LocalPages.open();
  const map = new Map(["acme.example", "other.example"].map((host) => [host, new URL(pages.origin)]));
  browsers = await launchBrowsers({ headless: true, wireLog: { record: async () => undefined, [Symbol.asyncDispose]: async () => undefined }, files: nodeFiles, log: silentLog, tmpDir: dir, map, questions: QUESTIONS });
});
afterAll(async () => {
  await browsers[Symbol.asyncDispose]();
  await pages[Symbol.asyncDispose]();
  await rm(dir, { recursive: true });
});
beforeEach(() => pages.serve(acmePages));

async function run(wish: Partial<RehearsalWish> = {}, playbook: object = acmePlaybook): Promise<Rehearsal> {
  const loaded = loadPlaybook({ file: "playbooks/acme.yaml", text: stringify(playbook, { aliasDuplicateObjects: false }) });
  return rehearse({
    loaded, broker: undefined, profile: jane, upTo: "all", mapped: new Set(["acme.example"]), browsers, mail: await mailsOf([]), clock: systemClock, log: silentLog,
    signal: new AbortController().signal, patienceMs: 4_000, progress: { began: () => undefined, ended: () => undefined }, ...wish,
  });
}

function ends({ attempts }: Rehearsal): string[] {
  return attempts.map(({ record, end }) => `${record.stage} ${end.kind}`);
}

describe("a rehearsal", () => {
  it("shows every row as it was understood, with the reasons for its match", async () => {
    const { listings } = await run({ upTo: "scan" });

    expect(listings.map(listingJson)).toEqual([
      {
        name: "Jane Q. Roe", aliases: ["Janie Roe", "Jane Doe"], age: 42, phones: ["+15125550123"], relatives: ["Ann Roe"], url: "https://acme.example/p/1", id: "n1", extras: { county: "Travis" },
        addresses: [{ street: "12 Elm St", city: "Waco", state: "TX", zip: "76701" }, { street: null, city: "Austin", state: "TX", zip: null }],
      },
      { name: "Jane Rowland", aliases: [], age: 81, addresses: [{ street: null, city: "Reno", state: "NV", zip: null }], phones: [], relatives: [], url: "https://acme.example/p/2", id: "n2", extras: {} },
    ]);
    expect(listings.map(matchJson)).toMatchObject([{ listing: 0, verdict: "match", explanation: expect.stringContaining("matched: name") as unknown }, { listing: 1, verdict: "no", ageFloor: true }]);
  });

  it("tells each step's time and end, and what was passed over", async () => {
    const { attempts } = await run({ upTo: "scan" });
    const steps = attempts[0]?.record.steps ?? [];

    expect(steps.map(({ step, verb, outcome }) => [step, verb, outcome])).toEqual([["scan.steps[0]", "goto", "done"], ["scan.steps[1]", "click", "not there, passed over"], ["scan.steps[2]", "extract", "done"]]);
    expect(steps.every(({ tookMs }) => (tookMs ?? -1) >= 0)).toBe(true);
  });

  it("goes as far as it was asked to", async () => {
    expect(ends(await run({ upTo: "scan" }))).toEqual(["scan looked"]);
    expect(pages.posts()).toEqual([]);
    expect(ends(await run({ upTo: "opt-out" }))).toEqual(["scan looked", "optOut acknowledged"]);
    expect(pages.posts()).toHaveLength(1);
  });

  it("names the fields that each host was told, and what was done with them", async () => {
    const { attempts } = await run({ upTo: "opt-out" });

    expect(attempts.flatMap(({ record }) => record.sendings)).toEqual([
      { step: "scan.steps[0]", host: "acme.example", fields: ["name", "address.state"], how: "address", isSent: true },
      { step: "optOut.steps[1]", host: "acme.example", fields: ["listing.url", "contact.email"], how: "typed", isSent: true },
      { step: "optOut.steps[2]", host: "acme.example", fields: ["listing.url", "contact.email"], how: "submitted", isSent: true },
    ]);
    expect(Object.fromEntries(pages.posts()[0]?.form ?? [])).toEqual({ url: "https://acme.example/p/1", email: "jane+acme@alias.example" });
  });

  it("says which mail it waits for, and opens the link of one that it is given", async () => {
    const waiting = await run();
    expect(ends(waiting)).toEqual(["scan looked", "optOut acknowledged", "confirm no-mail"]);
    expect(waiting.attempts[2]?.record.mails).toEqual([{ step: "confirm.steps[0]", wish: { from: "acme.example", want: { link: "acme.example/confirm" } }, answer: "none" }]);

    expect(ends(await run({ mail: await mailsOf([Buffer.from(CONFIRM_MAIL)]) }))).toEqual(["scan looked", "optOut acknowledged", "confirm acknowledged"]);
    expect(pages.seen.at(-1)).toMatchObject({ method: "GET", at: "acme.example/confirm" });
  });

  it("holds the form back when the map does not name its host, and says what would have gone there", async () => {
    pages.serve({ ...acmePages, "acme.example/optout": `<form method=post action="https://other.example/optout"><input name=url><input name=email><button>Remove</button></form>` });
    const { attempts } = await run({ upTo: "opt-out" }, { ...acmePlaybook, hosts: { site: ["acme.example", "other.example"], mailLink: ["acme.example"] } });

    expect(attempts[1]?.end).toEqual({ kind: "held-back", hosts: ["other.example"] });
    expect(attempts[1]?.record.sendings.at(-1)).toEqual({ step: "optOut.steps[2]", host: "other.example", fields: ["listing.url", "contact.email"], how: "submitted", isSent: false });
    expect(pages.posts()).toEqual([]);
  });

  it("asks nothing of a broker that lists only somebody else", async () => {
    pages.serve({ ...acmePages, "acme.example/search": `<div class=row><h3>Jane Rowland, 81</h3><p class=lives>Reno, NV</p></div>` });

    expect(ends(await run())).toEqual(["scan looked"]);
  });

  it("ends at a page that is not there with the host that was not reached", async () => {
    const { attempts } = await run({}, { ...acmePlaybook, hosts: { site: ["acme.example", "lost.example"] }, scan: { ...acmePlaybook.scan, steps: [{ goto: "https://lost.example/{{name.last}}" }, ...acmePlaybook.scan.steps.slice(1)] } });

    expect(attempts.map(({ end }) => end.kind)).toEqual(["unreachable"]);
    expect(attempts[0]?.record.refusals.map(({ host }) => host)).toContain("lost.example");
  });
});

describe("saved pages", () => {
  it("answer by folder, by file, and never from outside", async () => {
    const { servePages } = await import("../../../src/authoring/rehearsal/serve-pages.ts");
    const folder = await mkdtemp(join(dir, "saved-"));
    await writeFile(join(folder, "people.html"), "people");
    await writeFile(join(folder, "optout.post.html"), "sent");
    await writeFile(join(dir, "secret.html"), "secret");
    await using pages = await servePages(folder);
    await using page = await servePages(join(folder, "people.html"));
    const ask = async (path: string, method = "GET", { origin } = pages) => (await fetch(new URL(path, origin), { method })).text();

    expect(await ask("/people?page=2")).toBe("people");
    expect(await ask("/optout", "POST")).toBe("sent");
    expect(await ask("/any/where", "GET", page)).toBe("people");
    expect(await Promise.all(["/..%2fsecret.html", "/%2e%2e/secret", "/%00", "/optout", "/%"].map((path) => ask(path)))).toEqual(Array(5).fill("Not found"));
  });
});
