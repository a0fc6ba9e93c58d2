import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Lab } from "../../src/lab/lab-client.ts";
import { hasTerminal } from "../cli/support/terminal.ts";
import { applied, openLab, PATIENT, Rehearsal } from "./harness.ts";

const CLEARED = "\u001b[2J\u001b[3J\u001b[H";
const COLOURS = /\u001b\[[0-9;?]*[a-zA-Z]/g;

/** The person's own way, at a terminal; each test goes on where the one before ended. The scheduled way is walked in `unattended.test.ts`. */
describe.skipIf(!hasTerminal)("a person at a terminal", PATIENT, () => {
  let lab: Lab;
  let home: Rehearsal;
  let screens = "";
  let captcha = "";

  beforeAll(async () => {
    lab = await openLab();
    home = await Rehearsal.open(lab, { brokers: ["unsurerow", "comesback", "captchapicture"], config: "mailWait: 1s\npatience: 5s\n" });
    await home.goTo({ day: 0 });
  });
  afterAll(async () => {
    await home[Symbol.asyncDispose]();
    await lab[Symbol.asyncDispose]();
  });

  async function typed(args: readonly string[], answers: readonly (readonly [string, string])[] = []): Promise<{ code: number | null; screen: string }> {
    const { code, screen } = await home.typed(args, answers);
    screens += screen;
    return { code, screen };
  }

  it("reads in the plan what each of them would see, before anything is sent", async () => {
    const { code, screen } = await typed(["plan"]);

    expect(code).toBe(0);
    expect(screen).toContain("comesback: look (never looked there)");
    expect(screen).toContain("this machine's IP address");
    expect((await lab.truth()).received).toEqual([]);
  });

  it("may be gone at once: the screen is empty, nothing follows, and the work goes on from there another time", async () => {
    const { code, screen } = await typed(["run"], [["looking", "\u001c"]]);

    expect(code).toBe(130);
    expect(screen.endsWith(CLEARED)).toBe(true);
    expect(await home.here(["ledger", "verify"])).toMatchObject({ code: 0 });
  });

  it("is told gently that a sitting is over, and the rest waits", async () => {
    const { code, screen } = await typed(["run", "--for", "1ms"]);

    expect(code).toBe(4);
    expect(screen).toContain("That is enough for one sitting. 3 more are due:");
    expect((await lab.truth()).submissions).toEqual([]);
  });

  it("runs it, and is asked for no more than a step or two", async () => {
    const run = await typed(["run"]);
    const next = await typed(["next"]);
    const [id = ""] = /unsurerow\/[0-9a-z]+/.exec(next.screen) ?? [];
    const mine = await typed(["review", id, "--mine"]);
    captcha = /captchapicture\/[0-9a-z-]+/.exec((await typed(["tasks"])).screen)?.[0] ?? "";
    const skipped = await typed(["tasks", "skip", captcha]);

    expect([run, next, mine, skipped].map(({ code }) => code)).toEqual([3, 3, 0, 0]);
    expect(run.screen).toContain("Ctrl+C stops after the step in hand");
    expect(mine.screen).toContain(`${id}: planned`);
    expect(skipped.screen).toContain("That is all right");
    expect(await typed(["tasks"])).toMatchObject({ code: 0, screen: expect.stringContaining("Nothing needs you.") as string });
  });

  it("asks once for what is theirs, needs nobody for what they left, and keeps what came of it as a page", async () => {
    const file = join(home.machine.dir, "report.html");
    const run = await typed(["run"]);
    const report = await typed(["report", "--out", file]);
    const handoff = await typed(["handoff", "--remote"]);

    expect([run.code, report.code, handoff.code]).toEqual([0, 0, 0]);
    expect(handoff.screen).toContain("Nothing waits for you in a page.");
    expect(run.screen.replace(COLOURS, "")).toMatch(/captchapicture +left by you +look again/);
    const truth = await lab.truth();
    expect([applied(truth, "comesback"), applied(truth, "captchapicture")]).toEqual([1, 0]);
    expect(await readFile(file, "utf8")).toContain("comesback");
  });

  it("may say that a listing is still there: within their time it is looked at again, and not asked for twice", async () => {
    const { code, screen } = await typed(["review", "comesback/", "--still-there"]);

    expect(code).toBe(0);
    expect(screen.replaceAll(/\s+/g, " ")).toContain("waiting; their time is not over yet, and it is looked at again");
    expect(applied(await lab.truth(), "comesback")).toBe(1);
  });

  it("may say that it was not them who was asked for, and take that back", async () => {
    const wrong = await typed(["review", "comesback/", "--not-mine"]);
    const undone = await typed(["review", "comesback/", "--undo"]);

    expect([wrong.code, undone.code]).toEqual([0, 0]);
    expect(wrong.screen.replaceAll(/\s+/g, " ")).toContain("not found; what was sent stays sent, and nothing more is done about it");
    expect(undone.screen).toContain("comesback/: waiting");
  });

  it("takes up again what they left, and takes their word that it is done", async () => {
    const again = await typed(["tasks", "again", captcha]);
    const done = await typed(["tasks", "done", captcha], [["Reference number", "CANARY-REF-7\r"]]);
    const timeline = await typed(["timeline", "captchapicture"]);

    expect([again, done, timeline].map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(done.screen).toContain("recorded as done by you");
    expect(timeline.screen).toMatch(/you skipped your step[^]*you took your step up again[^]*you asked by/);
    expect(timeline.screen).not.toContain("CANARY-REF-7");
  });

  it("has seen no value of theirs, and no line of more than eighty columns", async () => {
    await home.machine.file("screens", screens);

    expect(await home.leaks()).toEqual([]);
    const lines = screens.replaceAll(home.machine.dir, "~").replace(COLOURS, "").split(/\r?\n/); // a path of theirs is as long as it is
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });
});
