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

  beforeAll(async () => {
    [lab, persons] = await Promise.all([openLab(), launchPersonsBrowser()]);
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

  const solve = (site: string) => async (page: Page): Promise<void> => {
    await page.getByLabel(/Sum|Letters/).fill((await lab.captchaAnswer(site)) ?? "");
    await page.getByRole("button", { name: "Remove" }).click();
  };

  async function startRemote() {
    const sitting = home.start(["handoff", "captchaletters", "--remote"], { isJson: false });
    await until(() => sitting.stderr().includes("/#"));
    return { sitting, url: /http:\/\/127\.0\.0\.1:\d+\/#\S+/.exec(sitting.stderr())?.[0] ?? "" };
  }

  it("is left to the person by an ordinary run", async () => {
    expect(await states()).toEqual(["needs-human", "needs-human"]);
  });

  it("solved in the window goes on to their confirmation; put off comes again, and skipped stays as it was", async () => {
    const person = new AtTheWindow(["later", undefined, "skip", "skip"], async () => undefined, solve("captchapicture"));

    const [sitting] = await sit(person);

    expect(sitting?.steps.map(({ id, outcome, state }) => [id.split("/")[0], outcome, state])).toEqual([
      ["captchaletters", "needs you (captcha)", "needs-human"],
      ["captchapicture", "asked, and they confirmed it", "submitted"],
      ["asksbirthdate", "needs you (new-field)", "needs-human"],
    ]);
    expect(person.said.join("\n")).toContain("sent when you go on: listing.url, contact.email to www.captchapicture.example");
    expect(person.said.filter((line) => line.startsWith("captchaletters"))).toHaveLength(2);
    const truth = await lab.truth();
    expect(BROKERS.map((site) => applied(truth, site))).toEqual([1, 0]);
    expect([await home.count("intended", "captchapicture"), await home.count("intended", "captchaletters")]).toEqual([1, 0]);
  });

  it("of a form that wants something new is the person's to fill in, and on record by name alone", async () => {
    const person = new AtTheWindow([], async (page) => {
      await page.getByLabel("Date of birth").fill("1984-01-02");
      await page.getByRole("button", { name: "Submit request" }).click();
    });

    const [sitting] = await sit(person, "asksbirthdate");

    expect(sitting?.steps).toMatchObject([{ state: "submitted" }]);
    const intent = eventsIn(await readOrEmpty(home.journal)).find(({ type, broker }) => type === "intended" && broker === "asksbirthdate");
    expect(intent).toMatchObject({ fields: ["listing.url", "contact.email", "dateOfBirth"] });
    expect(await readOrEmpty(home.journal)).not.toContain("1984-01-02");
  });

  it.skipIf(process.platform !== "linux").each([
    ["unlist", null, (pid: number) => [pid]],
    ["the browser that it is in", 3, descendants],
  ] as const)("in somebody's hands when %s is killed is as it was before, and nothing was sent", async (_what, code, victims) => {
    const { sitting, url } = await startRemote();
    const viewer = await persons.newPage();
    await look(viewer, url);
    await viewer.locator("#picture").focus();
    await viewer.keyboard.type("x");

    for (const pid of victims(sitting.child.pid ?? 0)) killQuietly(pid);

    expect((await sitting.ended).code).toBe(code);
    await viewer.close();
    expect([await states(), applied(await lab.truth(), "captchaletters"), await home.count("intended", "captchaletters")]).toEqual([["submitted", "needs-human"], 0, 0]);
    expect(await home.leaks()).toEqual([]);
  });

  it("solved on the remote page, by keyboard alone, goes on as well; what is said and kept holds nothing of the person", async () => {
    const { sitting, url } = await startRemote();
    const viewer = await persons.newPage();
    const said: string[] = [];
    viewer.on("response", (response) => void said.push(response.url(), JSON.stringify(response.headers())));

    await look(viewer, url);
    await viewer.getByText("Solve what they show.").waitFor();
    await viewer.locator("#picture").focus();
    await viewer.keyboard.press("Tab"); // their form's next field, after those that are filled
    await viewer.keyboard.type((await lab.captchaAnswer("captchaletters")) ?? "");
    said.push(await viewer.content(), await viewer.evaluate<string>("location.href"));
    await viewer.keyboard.press("Enter");

    const ended = await sitting.ended;
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining("they confirmed it") as string });
    expect(applied(await lab.truth(), "captchaletters")).toBe(1);
    await home.machine.file("said", [...said, ended.stdout, ended.stderr].join("\n"));
    expect(await home.leaks()).toEqual([]);
    expect(said.join("\n")).not.toContain(new URL(url).hash.slice(1));
  });

  it("ends in removed after two later looks, for both", async () => {
    await home.goTo({ day: 3, hour: 4 });
    await home.run(...BROKERS);
    await home.goTo({ day: 10, hour: 5 });
    await home.run(...BROKERS);

    expect(await states()).toEqual(["removed", "removed"]);
  });

  it("has nothing to open a second time", async () => {
    await expect(sit(new AtTheWindow([]), "captchapicture")).rejects.toThrow("no step of that name");
  });
});
