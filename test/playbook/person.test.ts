import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MailAnswer } from "../../src/playbook/desk.ts";
import { StageBench, JANE, type Wish } from "./support/stage-bench.ts";

let bench: StageBench;
beforeAll(async () => void (bench = await StageBench.open()));
afterAll(() => bench[Symbol.asyncDispose]());

describe("a CAPTCHA", () => {
  const box = (inner: string) => `<form><div id=captcha>${inner}</div><input name=g-captcha-response style="display:none"></form>`;
  const passed = `<script>setTimeout(() => document.querySelector("[name=g-captcha-response]").value = "token", 300)</script>`;
  const run = (page: string, wish: Partial<Wish> = {}) => {
    bench.sites.serve({ "acme.example/": page });
    return bench.run({ steps: [{ goto: "https://acme.example/" }, { human: { captcha: "#captcha" }, ...wish.playbook }], ...(wish.tools && { tools: wish.tools }) });
  };

  it("that passes by itself is waited for, with its hosts open", async () => {
    const { outcome, session } = await run(box("<iframe></iframe>") + passed);

    expect(outcome).toMatchObject({ code: "nothing-submitted" });
    expect(session.challengeOpenings).toBe(1);
  });

  it.each([
    ["wants an answer", box("<iframe></iframe>"), {}],
    ["wants an answer in a rehearsal", box("<img alt=''>"), { isRehearsal: true }],
    ["is an empty box on a live page", box(""), {}],
  ])("that %s is a person's", async (_what, page, tools) => {
    const { outcome } = await run(page, { tools });

    expect(outcome).toMatchObject({ kind: "human", reason: "captcha", step: "optOut.steps[1]" });
  });

  it.each([
    ["an empty box in a rehearsal", box(""), { tools: { isRehearsal: true } }],
    ["an optional one that is not there", "<p>Form</p>", { playbook: { optional: true } }],
  ])("is no obstacle as %s", async (_what, page, wish) => {
    const { outcome } = await run(page, wish);

    expect(outcome).toMatchObject({ code: "nothing-submitted" });
  });

  it.each([["phone"], ["sms"], ["id"], ["account"]])("is like a step by %s: a person's", async (kind) => {
    const { outcome } = await bench.run({ steps: [{ human: { [kind]: "what to do" } }] });

    expect(outcome).toMatchObject({ kind: "human", reason: kind, labels: ["what to do"] });
  });
});

describe("settle", () => {
  const SETTLE = [{ goto: "https://acme.example/" }, { settle: { until: "text=Welcome", within: "1s" } }];

  it("goes on when the challenge passes", async () => {
    let visits = 0;
    bench.sites.serve({ "acme.example/": () => (visits++ === 0 ? "<title>Just a moment...</title>wait" : "Welcome") });

    const { outcome, session } = await bench.run({ steps: SETTLE });

    expect(outcome).toMatchObject({ code: "nothing-submitted" });
    expect(session.challengeOpenings).toBe(1);
  });

  it("hands off when it does not", async () => {
    bench.sites.serve({ "acme.example/": "<title>Just a moment...</title>wait" });

    const { outcome } = await bench.run({ steps: SETTLE });

    expect(outcome).toMatchObject({ kind: "human", reason: "captcha" });
  });
});

describe("a mail link", () => {
  const STEPS = [{ email: { from: "acme.example", link: "go.acme.example/c" } }, { expect: { at: "text=You are removed", within: "1s" } }];
  const link = (url: string): MailAnswer => ({ kind: "link", url });
  const confirm = (mail: MailAnswer, wish: Partial<Wish> = {}) => bench.run({ stage: "confirm", steps: STEPS, mail, ...wish });

  it("is opened once its intent is on disk, and proven by the page's own words", async () => {
    bench.sites.serve({ "go.acme.example/c": { status: 302, headers: { location: "https://acme.example/done" } }, "acme.example/done": "You are removed" });

    const { outcome, desk } = await confirm(link("https://go.acme.example/c?t=1"));

    expect(outcome).toEqual({ kind: "acknowledged" });
    expect(desk.log).toEqual(["intend confirm.steps[0]", "acknowledge confirm.steps[0]"]);
    expect(desk.intents).toEqual([{ step: "confirm.steps[0]", fields: [], hosts: ["go.acme.example"] }]);
    expect(desk.acknowledged[0]?.rest).toBe("nothing");
  });

  it.each([
    ["the page does not say so", { "go.acme.example/c": "Hello" }, "no-confirmation"],
    ["it leads to another host", { "go.acme.example/c": { status: 302, headers: { location: "https://other.example/d" } }, "other.example/d": "You are removed" }, "left-the-hosts"],
    ["it leads through another host", { "go.acme.example/c": { status: 302, headers: { location: "https://other.example/d" } }, "other.example/d": { status: 302, headers: { location: "https://acme.example/e" } }, "acme.example/e": "You are removed" }, "left-the-hosts"],
    ["the connection drops", { "go.acme.example/c": "drop" }, "connection-lost"],
    ["the server fails", { "go.acme.example/c": { status: 502, html: "You are removed" } }, "http-502"],
  ])("is in doubt when %s", async (_when, pages, reason) => {
    bench.sites.serve(pages);

    const { outcome, desk } = await confirm(link("https://go.acme.example/c?t=1"));

    expect(outcome).toMatchObject({ kind: "doubted", reason });
    expect(desk.acknowledged).toEqual([]);
  });

  it.each([["https://other.example/c"], ["http://go.acme.example/c"], ["https://go.acme.example.other.example/c"], ["javascript:alert(1)"]])("is never opened when it leads to %s", async (url) => {
    bench.sites.serve({});

    const { outcome, desk } = await confirm(link(url));

    expect(outcome).toMatchObject({ kind: "human", reason: "mail-doubtful" });
    expect(desk.intents).toEqual([]);
    expect(bench.sites.seen).toEqual([]);
  });

  it.each([
    [{ kind: "none" }, { kind: "no-mail", isMailboxUnreachable: false }],
    [{ kind: "unreachable" }, { kind: "no-mail", isMailboxUnreachable: true }],
    [{ kind: "doubtful" }, { kind: "human", reason: "mail-doubtful" }],
  ] as const)("answers for a mail that is %o", async (mail, wanted) => {
    const { outcome } = await confirm(mail);

    expect(outcome).toMatchObject(wanted);
  });

  it("that was crossed and acknowledged is not opened again", async () => {
    const { outcome, desk } = await confirm(link("https://go.acme.example/c"), { crossed: ["confirm.steps[0]"] });

    expect(outcome).toEqual({ kind: "acknowledged" });
    expect(desk.wishes).toEqual([]);
  });

  it("that was crossed leaves the form behind it to a person", async () => {
    const steps = [...STEPS, { goto: "https://acme.example/form" }, { submit: { click: "button", confirmed: "text=ok" } }];

    const { outcome, desk } = await confirm(link("https://go.acme.example/c"), { steps, crossed: ["confirm.steps[0]"] });

    expect(outcome).toEqual({ kind: "human", step: "confirm.steps[0]", reason: "half-asked", fields: [] });
    expect(desk.wishes).toEqual([]);
  });

  it("is opened though the form behind it asks for what is withheld; the form gets nothing", async () => {
    bench.sites.serve({ "go.acme.example/c": `You are removed<form method=post action=/f><input name=p><input name=s><button>Go</button></form>` });
    const steps = [...STEPS, { fill: { "[name=p]": "{{phone}}", "[name=s]": "{{address.street}}" } }, { fill: { x: "{{dateOfBirth}}" } }, { submit: { click: "button", confirmed: "text=ok" } }];

    const { outcome, desk } = await confirm(link("https://go.acme.example/c"), { steps, answers: { ...JANE, phone: "withheld", "address.street": "withheld", dateOfBirth: "withheld" } });

    expect(outcome).toEqual({ kind: "human", step: "confirm.steps[2]", reason: "disclosure", fields: ["phone", "address.street", "dateOfBirth"] });
    expect(desk.log).toEqual(["intend confirm.steps[0]", "acknowledge confirm.steps[0]"]);
    expect(desk.acknowledged[0]?.rest).toBe("same-stage");
    expect(bench.posts()).toBe(0);
  });
});

describe("a mailed code", () => {
  it("is typed into its control and nowhere else", async () => {
    bench.sites.serve({ "acme.example/": `<form method=post action=/s><input name=code><button>Go</button></form>`, "POST acme.example/s": "Thank you" });
    const steps = [{ goto: "https://acme.example/" }, { email: { from: "acme.example", code: "\\d{6}", fill: "[name=code]" } }, { submit: { click: "button", confirmed: "text=Thank you" } }];

    const { outcome, desk } = await bench.run({ steps, mail: { kind: "code", code: "482913" } });

    expect(outcome).toEqual({ kind: "acknowledged" });
    expect(bench.sites.seen.at(-1)?.body).toBe("code=482913");
    expect(desk.intents[0]?.fields).toEqual([]);
  });
});

describe("choose", () => {
  const scan = { query: "name", steps: [{ extract: { each: ".row", fields: { name: "h3", url: "a" } } }] };
  const row = (name: string, id: string) => `<div class=row><h3>${name}</h3><a href="/p/${id}">See</a><form method=post action=/remove><input type=hidden name=id value=${id}><button>Remove</button></form></div>`;
  const STEPS = [{ goto: "https://acme.example/" }, { choose: "listing" }, { submit: { click: "button", in: "row", confirmed: "text=Thank you" } }];
  const run = (page: string, identity?: string) => {
    bench.sites.serve({ "acme.example/": page, "POST acme.example/remove": "Thank you" });
    return bench.run({ steps: STEPS, playbook: { scan }, ...(identity !== undefined && { identity }) });
  };

  it("picks the listing in hand among namesakes, never the first", async () => {
    const { outcome } = await run(row("Jane Roe", "1") + row("Jane Roe", "2") + row("Jane Roe", "3"), "acme.example/p/2");

    expect(outcome).toEqual({ kind: "acknowledged" });
    expect(bench.sites.seen.at(-1)?.body).toBe("id=2");
  });

  it("falls back to the one row that is the subject's", async () => {
    const { outcome } = await run(row("John Other", "1") + row("Jane Roe", "5"), "acme.example/p/2");

    expect(outcome).toEqual({ kind: "acknowledged" });
    expect(bench.sites.seen.at(-1)?.body).toBe("id=5");
  });

  it.each([
    ["nobody fits", row("John Other", "1")],
    ["several fit", row("Jane Roe", "1") + row("Jane Roe", "3")],
    ["one is only unsure", row("Jane Rowe", "1")],
    ["somebody else goes by its identity", row("John Other", "2")],
  ])("chooses none when %s", async (_when, page) => {
    const { outcome } = await run(page, "acme.example/p/2");

    expect(outcome).toMatchObject({ kind: "broken", code: "listing-not-on-page" });
    expect(bench.posts()).toBe(0);
  });

  it("does not act on a row that another one has taken the place of", async () => {
    const shifting = `${row("Jane Roe", "2")}<a href="#" onclick="document.querySelector('.row').before(document.querySelectorAll('.row')[1])">Sort</a>${row("John Other", "9")}`;
    bench.sites.serve({ "acme.example/": shifting, "POST acme.example/remove": "Thank you" });

    const { outcome } = await bench.run({ steps: [STEPS[0], STEPS[1], { click: "text=Sort" }, STEPS[2]], playbook: { scan }, identity: "acme.example/p/2" });

    expect(outcome).toMatchObject({ kind: "broken", code: "row-moved" });
    expect(bench.posts()).toBe(0);
  });
});

describe("a stop", () => {
  it("ends a wait at once and is thrown as such", async () => {
    bench.sites.serve({ "acme.example/": "Hello" });
    const stop = new AbortController();
    const steps = [{ goto: "https://acme.example/" }, { expect: { at: "text=never", within: "60s" } }];

    const running = bench.run({ steps, tools: { signal: stop.signal, log: { debug: (_f, words) => words === "waiting for text=never" && stop.abort(), info() {}, warn() {}, error() {} } } });

    await expect(running).rejects.toMatchObject({ name: "InterruptedError" });
  });
});
