import { readFileSync, watch } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Lab } from "../../src/lab/lab-client.ts";
import { doubleSubmissions, repeatedClicks } from "../../src/lab/truth-answers.ts";
import type { Started } from "../cli/run-cli.ts";
import { applied, brokersOf, eventsIn, openLab, PATIENT, readOrEmpty, Rehearsal, until, untilGone, untilLab } from "./harness.ts";
import { descendants } from "./processes.ts";

/** Each moment has a broker of its own; they share the lab and the home, and the last test looks at all of them again later. */
const MOMENTS = { intent: ["livefields", "cookiewall"], applied: "wizardrows", scan: "comesback", mail: "pasteurl", link: "peoplepick", browser: "samenames" } as const;
/** What the next start makes of each. */
const TAKEN_UP = [["intent", "submitted"], ["applied", "in-doubt"], ["scan", "submitted"], ["mail", "awaiting-removal"], ["link", "in-doubt"]] as const;

describe.skipIf(process.platform !== "linux")("a run that is killed", PATIENT, () => {
  let lab: Lab;
  let home: Rehearsal;
  const used = new Set<string>();
  /** Which broker it came to be at each moment. */
  const moments = { ...MOMENTS, intent: "" };

  beforeAll(async () => {
    lab = await openLab();
    home = await Rehearsal.open(lab, { brokers: Object.values(MOMENTS).flat() });
  });
  afterAll(async () => {
    await home[Symbol.asyncDispose]();
    await lab[Symbol.asyncDispose]();
  });

  function startRun(broker: string): Started & { readonly pid: number } {
    used.add(broker);
    const started = home.start(["run", "--only", broker]);
    return { ...started, pid: started.child.pid ?? 0 };
  }

  async function kill({ child, ended }: Started): Promise<void> {
    child.kill("SIGKILL");
    expect((await ended).code).toBeNull();
  }

  it("between the intent and the click: nothing was asked", async () => {
    moments.intent = await killedBeforeTheFirstByte(MOMENTS.intent);

    expect(applied(await lab.truth(), moments.intent)).toBe(0);
  });

  it("after the request was applied and before the answer: takes its browser along, and leaves nothing to read", async () => {
    const run = await heldAtTheForm(MOMENTS.applied);
    const browsers = descendants(run.pid);

    await kill(run);
    await lab.event("release-answers", MOMENTS.applied);

    await untilGone(browsers);
    expect(browsers.length).toBeGreaterThan(0);
    expect(await home.leaks()).toEqual([]);
    expect(await leftInTmp()).not.toEqual([]);
  });

  it("while it looks: nothing is on record", async () => {
    const broker = MOMENTS.scan;
    await lab.event("hold-answers", broker);
    const run = startRun(broker);
    await untilLab(lab, ({ received }) => received.some(({ host }) => host === `www.${broker}.example`));

    await kill(run);
    await lab.event("release-answers", broker);

    expect((await home.status()).get(broker)?.listings).toEqual([]);
  });

  it("while it waits for the mail, and between the link's intent and its confirmation", async () => {
    await lab.event("hold-mail");
    const waiting = startRun(MOMENTS.mail);
    await until(async () => (await home.count("acknowledged", MOMENTS.mail)) === 1);
    await kill(waiting);
    await lab.event("release-mail");

    await lab.event("hold-answers", MOMENTS.link, "GET /confirm");
    const opening = startRun(MOMENTS.link);
    await untilLab(lab, ({ links }) => links.some(({ site, clicks }) => site === MOMENTS.link && clicks === 1));
    await kill(opening);
    await lab.event("release-answers", MOMENTS.link);

    expect(applied(await lab.truth(), MOMENTS.mail)).toBe(1);
  });

  it("is taken up by the next start: what is proven not sent is asked for, what may be is not, and a waiting mail is acted on", async () => {
    const next = await home.run(...used);

    const states = brokersOf(next);
    expect(TAKEN_UP.map(([moment]) => [moment, states.get(moments[moment])?.state])).toEqual(TAKEN_UP);
    expect(next.code).toBe(4);
    expect(await home.count("not-sent", moments.intent)).toBe(1);
    const truth = await lab.truth();
    expect(TAKEN_UP.map(([moment]) => applied(truth, moments[moment]))).toEqual([1, 1, 1, 1, 1]);
    expect(truth.links.filter(({ site }) => site === moments.link)).toMatchObject([{ clicks: 1 }]);
    expect(await leftInTmp()).toEqual([]); // the dead ones' folders too
    expect(await readdir(home.machine.home)).not.toContain("lock");
  });

  it("goes on without its browser: a browser that dies under a request leaves it in doubt, and the run says so", async () => {
    const broker = MOMENTS.browser;
    const run = await heldAtTheForm(broker);

    for (const pid of descendants(run.pid)) process.kill(pid, "SIGKILL");

    const ended = await run.ended;
    await lab.event("release-answers", broker);
    expect(ended.code).toBe(4);
    expect(ended.stderr).toContain("may have been sent");
    expect((await home.status()).get(broker)?.state).toBe("in-doubt");
    expect(applied(await lab.truth(), broker)).toBe(1);
  });

  it("later looks tell what became of each: gone, with one request each and every link opened once", async () => {
    const brokers = [...used];
    await home.goTo({ day: 3, hour: 1 });
    await home.run(...brokers);
    await home.goTo({ day: 10, hour: 2 });

    const states = brokersOf(await home.run(...brokers));

    const truth = await lab.truth();
    expect(Object.fromEntries(brokers.map((broker) => [broker, states.get(broker)?.state]))).toEqual(Object.fromEntries(brokers.map((broker) => [broker, "removed"])));
    expect(Object.fromEntries(brokers.map((broker) => [broker, applied(truth, broker)]))).toEqual(Object.fromEntries(brokers.map((broker) => [broker, 1])));
    expect(doubleSubmissions(truth)).toEqual([]);
    expect(repeatedClicks(truth)).toEqual([]);
    expect(await home.leaks()).toEqual([]);
    expect(await leftInTmp()).toEqual([]);
  });

  /** A run that the broker has heard and not answered: its request is applied, its process provably waits. */
  async function heldAtTheForm(broker: string): Promise<ReturnType<typeof startRun>> {
    await lab.event("hold-answers", broker, "POST /optout");
    const run = startRun(broker);
    await untilLab(lab, (truth) => applied(truth, broker) === 1);
    return run;
  }

  async function leftInTmp(): Promise<string[]> {
    const entries = await readdir(home.tmp, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.name.startsWith("chromium-") || entry.isFile()).map((entry) => entry.name);
  }

  /** The kernel tells of the journal's new line before the process gets to its click. Should it be faster, the next broker is tried. */
  async function killedBeforeTheFirstByte(brokers: readonly string[]): Promise<string> {
    for (const broker of brokers) {
      await killOnIntent(startRun(broker), broker);
      const wire = await readOrEmpty(join(home.subjectDir, "wire.ndjson"));
      if (!new RegExp(`"${broker}/[^"]*","state":"first-byte"`).test(wire)) return broker;
    }
    throw new Error("the click was faster than the kill each time");
  }

  async function killOnIntent({ child, ended }: Started, broker: string): Promise<void> {
    using _watcher = watchFolder(home.subjectDir, () => {
      if (eventsIn(readIfThere(home.journal)).some((event) => event.type === "intended" && event.broker === broker)) child.kill("SIGKILL");
    });
    expect((await ended).code).toBeNull();
  }
});

function watchFolder(dir: string, onChange: () => void): Disposable {
  const watcher = watch(dir, onChange);
  return { [Symbol.dispose]: () => watcher.close() };
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}
