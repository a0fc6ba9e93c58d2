import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TerminalHandOff, type Talk } from "../../src/handoff/terminal.ts";
import type { Lab } from "../../src/lab/lab-client.ts";
import type { HandOffAnswer, HandOffAsk, HandOffPort } from "../../src/playbook/hand-off.ts";
import { openCall, type Call } from "../../src/cli/call.ts";
import { sitAll } from "../../src/cli/commands/handoff.ts";
import { lockHome, openTheHome } from "../../src/cli/open-home.ts";
import { systemClock } from "../../src/base/clock.ts";
import { launchPersonsBrowser, look } from "../handoff/support/viewing.ts";
import { BENT_LETTERS, BENT_SUM, Reader, type Read, type Writing } from "../handoff/support/reading.ts";
import { fullBrowser, onNoScreen, sitDown } from "../handoff/support/window.ts";
import { descendants } from "./processes.ts";
import { applied, eventsIn, openLab, PATIENT, readOrEmpty, Rehearsal, until } from "./harness.ts";

/** The person at the window: acts in the page while the terminal asks. The window is headless here, and all else as it is. */
class AtTheWindow implements HandOffPort {
  readonly said: string[] = [];
  readonly #terminal: TerminalHandOff;
  readonly #acts: ((page: Page) => Promise<unknown>)[];

  constructor(lines: readonly (string | undefined)[], ...acts: ((page: Page) => Promise<unknown>)[]) {
    const left = [...lines];
    const talk: Talk = { say: (said) => this.said.push(...said), line: async () => left.shift() };
    this.#terminal = new TerminalHandOff({ talk, clock: systemClock, patienceMs: 30_000 });
    this.#acts = acts;
  }

  async ask(ask: HandOffAsk, signal: AbortSignal): Promise<HandOffAnswer> {
    await ask.look();
    await this.#acts.shift()?.(ask.session.page);
    return this.#terminal.ask(ask, signal);
  }
}

/** On the lab's forms, from the upper edge of the picture to the field for its answer. */
const FIELD_BELOW = 135;

/** It may have ended with the one before. */
function killQuietly(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

describe("the human step", PATIENT, () => {
  const BROKERS = ["captchapicture", "captchaletters"];
  let lab: Lab;
  let home: Rehearsal;
  let persons: Browser;
  /** Where the person learns to read; not what they look at. */
  let desk: Page;

  beforeAll(async () => {
    [lab, persons] = await Promise.all([openLab(), launchPersonsBrowser()]);
    desk = await persons.newPage();
    home = await Rehearsal.open(lab, { brokers: [...BROKERS, "asksbirthdate"], config: "mailWait: 1s\npatience: 5s\n" });
    await home.goTo({ day: 0 });
    await home.run(...BROKERS, "asksbirthdate");
  });
  afterAll(async () => {
    await persons.close();
    await home[Symbol.asyncDispose]();
    await lab[Symbol.asyncDispose]();
  });

  const states = async (): Promise<(string | undefined)[]> => {
    const rows = await home.status();
    return BROKERS.map((broker) => rows.get(broker)?.state);
  };

  async function sit(port: HandOffPort, ...args: string[]) {
    const call: Call = await openCall({ name: "handoff", args, options: {}, globals: { ...home.globals(), quiet: true } }, { env: {}, stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, leave: () => undefined, signal: new AbortController().signal });
    const opened = await openTheHome(call);
    await using _lock = await lockHome(call, "handoff");
    return await sitAll(call, opened, { port });
  }

  /** Two looks, as far apart as their playbooks want it. */
  async function lookAgain(from: number, ...brokers: readonly string[]): Promise<void> {
    for (const [days, hour] of [[3, 4], [10, 5]] as const) {
      await home.goTo({ day: from + days, hour });
      await home.run(...brokers);
    }
  }

  /** What a person reads off the screen, as soon as it shows. */
  async function seen(viewer: Page, writing: Writing): Promise<Read> {
    const reader = await Reader.taught(writing, desk);
    let read: Read | undefined;
    await expect.poll(async () => (read = await reader.read(viewer)), { timeout: 20_000, interval: 100 }).toBeDefined();
    if (!read) throw new Error("it does not show");
    return read;
  }

  async function startRemote(...which: string[]) {
    const sitting = home.start(["handoff", ...which, "--remote"], { isJson: false });
    await until(() => sitting.stderr().includes("/#"));
    return { sitting, url: /http:\/\/127\.0\.0\.1:\d+\/#\S+/.exec(sitting.stderr())?.[0] ?? "" };
  }

  it("is left to the person by an ordinary run", async () => {
    expect(await states()).toEqual(["needs-human", "needs-human"]);
  });

  it("put off comes again at the end, skipped stays as it was, and what is new in a form is the person's to give, on record by name alone", async () => {
    const born = async (page: Page): Promise<void> => {
      await page.getByLabel("Date of birth").fill("1984-01-02");
      await page.getByRole("button", { name: "Submit request" }).click();
    };
    const person = new AtTheWindow(["later", "skip", undefined, "skip"], async () => undefined, async () => undefined, born);

    const [sitting] = await sit(person);

    expect(sitting?.steps.map(({ id, outcome, state }) => [id.split("/")[0], outcome, state])).toEqual([
      ["captchaletters", "needs you (captcha)", "needs-human"],
      ["captchapicture", "needs you (captcha)", "needs-human"],
      ["asksbirthdate", "asked, and they confirmed it", "submitted"],
    ]);
    expect(person.said.join("\n")).toContain("sent when you go on: listing.url, contact.email to www.captchapicture.example");
    expect(person.said.filter((line) => line.startsWith("captchaletters"))).toHaveLength(2);
    const truth = await lab.truth();
    expect(BROKERS.map((site) => applied(truth, site))).toEqual([0, 0]);
    const intents = eventsIn(await readOrEmpty(home.journal)).filter(({ type }) => type === "intended");
    expect(intents).toMatchObject([{ broker: "asksbirthdate", fields: ["listing.url", "contact.email", "dateOfBirth"] }]);
    expect(await readOrEmpty(home.journal)).not.toContain("1984-01-02");
  });

  it.skipIf(process.platform !== "linux").each<[what: string, code: number | null, end: (pid: number) => void]>([
    ["unlist is killed", null, killQuietly],
    ["the browser that it is in is killed", 3, (pid) => descendants(pid).forEach(killQuietly)],
    ["they interrupt it", 130, (pid) => void process.kill(pid, "SIGINT")],
  ])("in somebody's hands when %s is as it was before, and nothing was sent", async (_what, code, end) => {
    const { sitting, url } = await startRemote("captchaletters");
    const viewer = await persons.newPage();
    await look(viewer, url);
    await viewer.locator("#picture").focus();
    await viewer.keyboard.type("x");

    end(sitting.child.pid ?? 0);

    expect((await sitting.ended).code).toBe(code);
    await viewer.close();
    expect([await states(), applied(await lab.truth(), "captchaletters"), await home.count("intended", "captchaletters")]).toEqual([["needs-human", "needs-human"], 0, 0]);
    expect(await home.leaks()).toEqual([]);
  });

  it("is seen on the remote page and solved in its picture, by pointer and by keyboard alone, one step after the other", async () => {
    const { sitting, url } = await startRemote();
    const viewer = await persons.newPage({ viewport: { width: 1280, height: 800 } });
    const said: string[] = [];
    viewer.on("response", (response) => void said.push(response.url(), JSON.stringify(response.headers())));
    await look(viewer, url);

    const letters = await seen(viewer, BENT_LETTERS);
    expect(letters.text).toBe(await lab.captchaAnswer("captchaletters"));
    await viewer.mouse.click(letters.at.x + 40, letters.at.y + FIELD_BELOW);
    await viewer.keyboard.type(letters.text);
    said.push(await viewer.content(), await viewer.evaluate<string>("location.href"));
    await viewer.getByRole("button", { name: "It is done" }).click();

    await viewer.getByRole("heading", { name: "captchapicture" }).waitFor();
    const sum = (await seen(viewer, BENT_SUM)).text.split("+").map(Number).reduce((all, one) => all + one);
    expect(String(sum)).toBe(await lab.captchaAnswer("captchapicture"));
    await viewer.locator("#picture").focus();
    await viewer.keyboard.press("Tab"); // their form's next field, after those that are filled
    await viewer.keyboard.type(String(sum));
    await viewer.keyboard.press("Enter");

    const ended = await sitting.ended;
    expect(ended.code).toBe(0);
    expect(ended.stdout.match(/they confirmed it/g)).toHaveLength(2);
    const truth = await lab.truth();
    expect(BROKERS.map((site) => applied(truth, site))).toEqual([1, 1]);
    await home.machine.file("said", [...said, ended.stdout, ended.stderr].join("\n"));
    expect(await home.leaks()).toEqual([]);
    expect(said.join("\n")).not.toContain(new URL(url).hash.slice(1));
    await viewer.close();
  });

  it("ends in removed after two later looks, for both", async () => {
    await lookAgain(0, ...BROKERS);

    expect(await states()).toEqual(["removed", "removed"]);
  });

  it("has nothing to open a second time", async () => {
    await expect(sit(new AtTheWindow([]), "captchapicture")).rejects.toThrow("no step of that name");
  });

  const full = fullBrowser();
  it.skipIf("missing" in full)(`solved in a window of the person's own ends in removed as well${"missing" in full ? ` (${full.missing})` : ""}`, async () => {
    await lab.event("relist", "captchapicture");
    await home.goTo({ day: 42 });
    await home.run("captchapicture");
    const browser = await onNoScreen("path" in full ? full.path : "", home.machine.dir);

    const tmp = await mkdtemp(join(tmpdir(), "unlist-")); // a short path: its socket must have room
    const sitting = home.start(["handoff", "captchapicture"], { isJson: false, env: { UNLIST_BROWSER: browser, DISPLAY: ":99", TMPDIR: tmp } });
    const window = await sitDown(tmp, "captchapicture.example/optout");
    await until(() => sitting.stderr().includes("sent when you go on"));
    await window.page.getByLabel("Sum").fill((await lab.captchaAnswer("captchapicture")) ?? "");
    await window.page.getByRole("button", { name: "Remove" }).click();

    expect(await sitting.ended).toMatchObject({ code: 0, stdout: expect.stringContaining("they confirmed it") as string });
    await window.browser.close();
    await rm(tmp, { recursive: true });
    expect(applied(await lab.truth(), "captchapicture")).toBe(2); // one for each time that it was listed
    await lookAgain(42, "captchapicture");
    expect(await states()).toEqual(["removed", "removed"]);
  });
});
