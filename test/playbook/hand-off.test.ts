import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Hosts } from "../../src/catalog/playbook.ts";
import type { HandOffAnswer, HandOffAsk, HandOffPort, PageLook } from "../../src/playbook/hand-off.ts";
import type { Outcome } from "../../src/playbook/outcome.ts";
import { runStage } from "../../src/playbook/run-stage.ts";
import { never, startRig, type Rig } from "../browser/support/browsers.ts";
import { RecordingDesk } from "./support/recording-desk.ts";
import { startSites, type SiteServer } from "./support/site-server.ts";
import { HOSTS, jobOf, toolsFor, type Wish } from "./support/stage-bench.ts";

let sites: SiteServer;
let rig: Rig;
beforeAll(async () => {
  sites = await startSites([...HOSTS, "challenge.example"]);
  const map = new Map([...HOSTS, "challenge.example"].map((host) => [host, new URL(`https://127.0.0.1:${sites.port}`)]));
  rig = await startRig({ map, certificate: sites.certificate });
});
afterAll(async () => {
  await rig[Symbol.asyncDispose]();
  await sites[Symbol.asyncDispose]();
});

type Act = (page: Page, ask: HandOffAsk) => Promise<HandOffAnswer | undefined>;
const DONE: HandOffAnswer = { kind: "done" };

/** Does it in the page and says nothing. */
function doing(work: (page: Page) => Promise<unknown>): Act {
  return async (page) => {
    await work(page);
    return undefined;
  };
}

/** Looks several times a second like any port; what it does in the page, and says of itself, is the test's. */
class Person implements HandOffPort {
  readonly asks: HandOffAsk[] = [];
  readonly looks: PageLook[] = [];
  isAtWindow = false;
  readonly #acts: Act[];

  constructor(...acts: Act[]) {
    this.#acts = acts;
  }

  async ask(ask: HandOffAsk): Promise<HandOffAnswer> {
    this.asks.push(ask);
    await ask.look();
    const said = await this.#acts.shift()?.(ask.session.page, ask);
    if (said) return said;
    await expect.poll(async () => {
      this.looks.push(await ask.look());
      return this.looks.at(-1);
    }, { timeout: 10_000, interval: 20 }).not.toBe("waiting");
    return this.looks.at(-1) === "gone" ? { kind: "left", why: "gone" } : DONE;
  }
}

interface Went {
  readonly outcome: Outcome;
  readonly desk: RecordingDesk;
  readonly posts: readonly string[];
}

async function run(person: Person, wish: Wish): Promise<Went> {
  const job = jobOf({ ...wish, playbook: { hosts: { site: ["acme.example"], challenge: ["challenge.example"], mailLink: [] }, ...wish.playbook } });
  await using session = await rig.browsers.open({ id: "t", hosts: Hosts.parse(job.playbook.playbook.hosts), phase: "optOut" }, never);
  const desk = new RecordingDesk();
  const outcome = await runStage(job, toolsFor(session, desk, { patienceMs: 2_000, handOff: person }));
  return { outcome, desk, posts: sites.seen.filter(({ method }) => method === "POST").map(({ body }) => body) };
}

const form = (inner: string, more = "") => `<form method=post action=/sent ${more}><input name=email><div id=captcha><img alt="a sum" src="data:,">${inner}</div><button>Remove</button></form>`;
const ANSWER = "<input name=answer id=answer>";
const fill = { fill: { "[name=email]": "{{contact.email}}" } };
const sum = { human: { captcha: "#captcha", kind: "sum", answer: "#answer", say: "work out the sum" } };
const submit = { submit: { click: "button", confirmed: "text=We received your request", within: "2s" } };
const STEPS = [{ goto: "https://acme.example/optout" }, fill, sum, submit];
const serve = (page: string): void => sites.serve({ "acme.example/optout": page, "POST acme.example/sent": "We received your request", "acme.example/sent": "We received your request" });

describe("a step that is handed to a person", () => {
  it("goes on to the intent and the click when it is done", async () => {
    serve(form(ANSWER));
    const person = new Person(async (page) => {
      await page.fill("#answer", "42");
      return DONE;
    });

    const { outcome, desk, posts } = await run(person, { steps: STEPS });

    expect(outcome).toEqual({ kind: "acknowledged" });
    expect(desk.log).toEqual(["intend optOut.steps[3]", "acknowledge optOut.steps[3]"]);
    expect(posts).toEqual(["email=jane%2Bacme%40alias.example&answer=42"]);
    expect(await rig.wire("wire:optOut.steps[3]")).toBe("sent");
  });

  it("tells what is asked, what stands there, and what is sent to whom afterwards", async () => {
    serve(form(ANSWER));
    const person = new Person(async () => ({ kind: "left", why: "skipped" }));

    await run(person, { steps: STEPS });

    expect(person.asks[0]).toMatchObject({ broker: "acme", step: "optOut.steps[2]", reason: "captcha", say: ["work out the sum"], filled: ["contact.email"], next: { fields: ["contact.email"], hosts: ["acme.example"] }, wantsCode: false, isAgain: false });
  });

  it.each([["skipped"], ["timed-out"]] as const)("stays the person's when it is %s, and nothing is sent", async (why) => {
    serve(form(ANSWER));

    const { outcome, desk, posts } = await run(new Person(async () => ({ kind: "left", why })), { steps: STEPS });

    expect(outcome).toMatchObject({ kind: "human", reason: "captcha" });
    expect([desk.intents, posts]).toEqual([[], []]);
    expect(desk.disclosed).toMatchObject([{ fields: ["contact.email"] }]); // their page may have read it
  });

  it("stays the person's when the window is closed", async () => {
    serve(form(ANSWER));

    const { outcome, posts } = await run(new Person(doing((page) => page.close())), { steps: STEPS });

    expect([outcome, posts]).toMatchObject([{ kind: "human", reason: "captcha" }, []]);
  });

  it("is asked for again while nothing stands there", async () => {
    serve(form(ANSWER));
    const person = new Person(async () => DONE, async (page) => {
      await page.fill("#answer", "42");
      return DONE;
    });

    const { outcome } = await run(person, { steps: STEPS });

    expect(outcome).toEqual({ kind: "acknowledged" });
    expect(person.asks.map(({ isAgain }) => isAgain)).toEqual([false, true]);
  });

  it("that passes after a while is noticed without a word, with the challenge's host open", async () => {
    const widget = `<iframe></iframe><input type=hidden name=cf-turnstile-response><script>
      const verify = () => fetch("https://challenge.example/verify", { method: "POST", mode: "no-cors", body: "x" }).then(() => document.querySelector("[type=hidden]").value = "token");</script>`;
    sites.serve({ "acme.example/optout": form(widget), "POST acme.example/sent": "We received your request", "POST challenge.example/verify": "ok" });
    const person = new Person(doing((page) => page.evaluate("void setTimeout(verify, 100)")));

    const { outcome } = await run(person, { steps: [STEPS[0], fill, { human: { captcha: "#captcha", kind: "turnstile" } }, submit] });

    expect(outcome).toEqual({ kind: "acknowledged" });
    expect(person.looks.at(-1)).toBe("done");
  });

  it("at a wall before the page is over when the wall goes on by itself", async () => {
    const wall = "<title>Just a moment...</title>wait<script>setTimeout(() => location.reload(), 1500)</script>";
    let visits = 0;
    sites.serve({ "acme.example/optout": () => ((visits += 1) < 3 ? wall : form("", "").replace("<form", "Welcome <form")), "POST acme.example/sent": "We received your request" });
    const person = new Person(doing(async () => undefined));

    const { outcome } = await run(person, { steps: [STEPS[0], { settle: { until: "text=Welcome", within: "1s" } }, fill, submit] });

    expect(outcome).toEqual({ kind: "acknowledged" });
    expect([person.asks.length, person.looks.at(-1)]).toEqual([1, "done"]);
  });

  it("types the code that they were sent where it belongs, and keeps it nowhere", async () => {
    serve(form("<input id=code name=code>"));
    const steps = [STEPS[0], fill, { human: { sms: "the code they sent you", fill: "#code" } }, submit];

    const { outcome, desk, posts } = await run(new Person(async () => ({ kind: "code", code: "482913" })), { steps });

    expect(outcome).toEqual({ kind: "acknowledged" });
    expect(posts[0]).toContain("code=482913");
    expect(JSON.stringify([desk.intents, desk.kept, desk.disclosed, desk.log])).not.toContain("482913");
  });

  it("puts what the person gave of themself on record by name", async () => {
    serve(form("<input id=born name=born>"));
    const steps = [STEPS[0], { human: { field: "dateOfBirth", at: "#born", say: "They want your date of birth." } }, fill, submit];
    const person = new Person(async (page) => {
      await page.fill("#born", "1984-01-02");
      return DONE;
    });

    const { outcome, desk } = await run(person, { steps });

    expect(outcome).toEqual({ kind: "acknowledged" });
    expect(desk.intents).toMatchObject([{ fields: ["contact.email"], byHand: ["dateOfBirth"] }]);
  });

  it("lets the person fill in what the form has new", async () => {
    serve(form("<label>Date of birth <input required id=born name=born></label>"));
    const person = new Person(async (page) => {
      await page.fill("#born", "1984-01-02");
      await page.click("button");
      return undefined;
    });

    const { outcome, desk, posts } = await run(person, { steps: [STEPS[0], fill, submit] });

    expect(outcome).toEqual({ kind: "acknowledged" });
    expect(person.asks[0]).toMatchObject({ reason: "new-field", say: ["Date of birth"] });
    expect(desk.intents).toMatchObject([{ byHand: ["dateOfBirth"] }]);
    expect(posts).toHaveLength(1);
  });
});

describe("the form's button, pressed in a window of their own before the person is asked", () => {
  const whenTyped = (work: string): string => `<script>document.querySelector("[name=email]").oninput = () => { ${work} }</script>`;
  const postsNow = (): number => sites.seen.filter(({ method }) => method === "POST").length;

  async function atWindow(page: string, waiting = async (): Promise<void> => undefined): Promise<Went & { readonly sentWhenAsked: number }> {
    serve(page);
    let sentWhenAsked = -1;
    const person = new Person(async (inHand) => {
      sentWhenAsked = postsNow();
      await waiting();
      await inHand.fill("#answer", "42");
      return DONE;
    });
    person.isAtWindow = true;
    return { ...(await run(person, { steps: STEPS })), sentWhenAsked };
  }

  it.each([
    ["by a click", form(ANSWER) + whenTyped(`document.querySelector("button").click()`)],
    ["by Enter", form(ANSWER) + whenTyped("document.forms[0].requestSubmit()")],
    ["by a script that hears of a key", form(ANSWER) + whenTyped("document.forms[0].submit()")],
    ["where a script sends it", form(ANSWER).replace("<button", `<button onclick="event.preventDefault(); fetch('/sent', { method: 'POST', body: 'x' }).then(() => document.body.append('We received your request'))"`) + whenTyped(`document.querySelector("button").click()`)],
  ])("%s, sends nothing; the one POST has its intent before it", async (_how, page) => {
    const { outcome, sentWhenAsked, posts, desk } = await atWindow(page);

    expect([sentWhenAsked, outcome, posts.length, desk.intents.length]).toEqual([0, { kind: "acknowledged" }, 1, 1]);
  });

  it("does not keep the page from asking for its lists meanwhile", async () => {
    const listsCame = (): Promise<void> => expect.poll(() => sites.seen.map(({ path }) => path)).toContain("/suggest");

    const { outcome } = await atWindow(form(ANSWER) + whenTyped(`fetch("/suggest")`), listsCame);

    expect(outcome).toEqual({ kind: "acknowledged" });
  });
});

describe("the form's button, pressed by the person", () => {
  const pressing = (press: (page: Page) => Promise<void>): Person => new Person(async (page) => {
    await page.fill("#answer", "42");
    await press(page);
    return undefined;
  });

  it.each<[string, string, (page: Page) => Promise<void>]>([
    ["by a click", form(ANSWER), (page) => page.click("button")],
    ["by Enter in the field", form(ANSWER), (page) => page.press("#answer", "Enter")],
    ["where a script sends the form", form(ANSWER) + `<script>document.querySelector("#answer").onkeydown = (event) => event.key === "Enter" && document.forms[0].submit()</script>`, (page) => page.press("#answer", "Enter")],
    ["where the button goes grey at once", form(ANSWER, `onsubmit="this.querySelector('button').disabled = true"`), (page) => page.click("button")],
  ])("%s, says that it is done; the one POST has its intent before it", async (_how, page, press) => {
    serve(page);
    let seenAtIntent: number | undefined;

    const person = pressing(press);
    const { outcome, desk, posts } = await runCounting(person, () => (seenAtIntent = sites.seen.filter(({ method }) => method === "POST").length));

    expect(outcome).toEqual({ kind: "acknowledged" });
    expect(person.looks.at(-1)).toBe("done");
    expect([seenAtIntent, posts.length, desk.intents.length]).toEqual([0, 1, 1]);
  });

  it("is held back before anything is there, and the person hears of it", async () => {
    serve(form(ANSWER));
    const person = new Person(doing((page) => page.click("button")), async () => ({ kind: "left", why: "skipped" }));

    const { outcome, posts } = await run(person, { steps: STEPS });

    expect(person.looks).toContain("pressed");
    expect([outcome, posts]).toMatchObject([{ kind: "human" }, []]);
  });

  it.each([
    ["a form by GET", form(ANSWER).replace("method=post", "method=get"), (page: Page) => page.evaluate("document.forms[0].submit()")],
    ["a fetch", form(ANSWER), (page: Page) => page.evaluate(`fetch("/sent", { method: "POST", body: "x" }).catch(() => 0)`)],
    ["a beacon", form(ANSWER), (page: Page) => page.evaluate(`navigator.sendBeacon("/sent", "x")`)],
    ["a picture's address", form(ANSWER), (page: Page) => page.evaluate(`new Promise((ended) => { const one = new Image(); one.onload = one.onerror = ended; one.src = "/sent?x=1"; })`)],
    ["a WebSocket", form(ANSWER), (page: Page) => page.evaluate(`new Promise((ended) => { const one = new WebSocket("wss://acme.example/sent"); one.onerror = one.onclose = ended; })`)],
    ["a form into another window", form(ANSWER, "target=_blank"), (page: Page) => page.evaluate("document.forms[0].submit()")],
  ])("does not get out as %s", async (_way, page, send) => {
    serve(page);
    const before = (): number => sites.seen.filter(({ path }) => path.startsWith("/sent")).length;
    let gotOut = -1;

    await run(new Person(async (inHand) => {
      await send(inHand);
      await inHand.evaluate("new Promise((later) => requestAnimationFrame(() => requestAnimationFrame(later)))");
      gotOut = before();
      return { kind: "left", why: "stopped" };
    }), { steps: STEPS });

    expect([gotOut, before()]).toEqual([0, 0]);
  });

  async function runCounting(person: Person, onIntent: () => void): Promise<Went> {
    const job = jobOf({ steps: STEPS, playbook: { hosts: { site: ["acme.example"] } } });
    await using session = await rig.browsers.open({ id: "t", hosts: Hosts.parse(job.playbook.playbook.hosts), phase: "optOut" }, never);
    const desk = new RecordingDesk();
    const intend = desk.intend.bind(desk);
    desk.intend = async (intent) => {
      onIntent();
      await intend(intent);
    };
    const outcome = await runStage(job, toolsFor(session, desk, { patienceMs: 2_000, handOff: person }));
    return { outcome, desk, posts: sites.seen.filter(({ method }) => method === "POST").map(({ body }) => body) };
  }
});
