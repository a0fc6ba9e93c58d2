import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Lab } from "../../src/lab/lab-client.ts";
import { applied, brokersOf, openLab, PATIENT, Rehearsal, requestsAt, type Finished } from "./harness.ts";

const Reviews = z.object({ review: z.array(z.object({ id: z.string() })) });
const Tasks = z.object({ tasks: z.array(z.object({ broker: z.string(), reason: z.string(), minutes: z.int() })) });
const Added = z.object({ id: z.string() });
const Told = z.object({ subjects: z.array(z.object({ steps: z.array(z.object({ said: z.string() })) })) });

/** Forty days in the life of one home; each test goes on where the one before ended. */
describe("the days after", PATIENT, () => {
  const BROKERS = ["unsurerow", "comesback", "peoplepick", "captchapicture"];
  let lab: Lab;
  let home: Rehearsal;
  let said = "";

  beforeAll(async () => {
    lab = await openLab();
    home = await Rehearsal.open(lab, { brokers: [...BROKERS, "wizardrows", "livefields", "samenames"], config: "mailWait: 1s\npatience: 5s\n" });
    await home.goTo({ day: 0 });
  });
  afterAll(async () => {
    await home[Symbol.asyncDispose]();
    await lab[Symbol.asyncDispose]();
  });

  /** Everything that is said is looked through at the end. */
  async function heard(running: Promise<Finished>): Promise<Finished> {
    const ended = await running;
    said += ended.stdout + ended.stderr;
    return ended;
  }

  const unlist = (args: readonly string[], input = "") => heard(home.here(args, input));
  const run = (brokers: readonly string[] = BROKERS) => heard(home.runHere(...brokers));
  /** As a person starts it, in a process of its own: the first of all, and the one long after. */
  const started = (brokers: readonly string[] = BROKERS) => heard(home.run(...brokers));

  it("day 0: asks where it is sure, leaves the rest to the person, and waits for a mail that is not there", async () => {
    await lab.event("hold-mail");

    const first = await started();
    const inbox = await unlist(["inbox"]);

    const states = brokersOf(first);
    expect(BROKERS.map((broker) => states.get(broker)?.state)).toEqual(["review", "submitted", "awaiting-confirmation", "needs-human"]);
    expect(first.code).toBe(4);
    expect(inbox).toMatchObject({ code: 0, json: { reachable: true, mails: [{ name: "peoplepick", mail: "not-yet" }] } });
  });

  it("names the steps that need the person, with why and how long", async () => {
    const tasks = await unlist(["tasks"]);

    expect(tasks.code).toBe(3);
    expect(Tasks.parse(tasks.json).tasks.map(({ broker, reason, minutes }) => [broker, reason, minutes])).toEqual([["unsurerow", "review", 1], ["captchapicture", "captcha", 3]]);
  });

  it("shows what is on record of a broker, and of the person's own only when asked", async () => {
    const plain = await unlist(["show", "comesback"]);
    const revealed = await home.here(["show", "comesback", "--reveal", "--yes"]);

    expect(plain).toMatchObject({ code: 0, json: { subjects: [{ state: "submitted", history: [{ type: "disclosed" }, { type: "found" }, { type: "intended", fields: ["listing.url"] }, { type: "acknowledged" }] }] } });
    expect(plain.stdout).not.toContain('"yours"');
    expect(revealed.stdout).toContain('"yours"');
  });

  it("takes the person's word on an unsure listing, and takes it back", async () => {
    const id = Reviews.parse((await unlist(["review"])).json).review[0]?.id ?? "";

    const words = [await unlist(["review", id, "--mine"]), await unlist(["review", id, "--undo"]), await unlist(["review", id, "--not-mine"])];

    expect(words.map(({ code, json }) => ({ code, json }))).toEqual(["planned", "review", "not-listed"].map((state) => ({ code: 0, json: { id, state } })));
  });

  it("an hour later with the mail in: opens the link, and an hour after that there is nothing to do", async () => {
    await lab.event("release-mail");
    const inbox = await unlist(["inbox"]);
    await home.goTo({ day: 0, hour: 1.5 });

    const confirmed = await run();
    await home.goTo({ day: 0, hour: 3 });
    const before = await lab.truth();
    const early = await run();

    expect(inbox.json).toMatchObject({ mails: [{ name: "peoplepick", mail: "here" }] });
    expect(brokersOf(confirmed).get("peoplepick")?.state).toBe("awaiting-removal");
    expect(early.json).toMatchObject({ subjects: [{ done: [] }] });
    expect((await lab.truth()).received).toEqual(before.received);
  });

  it("asks for a listing that the person found, once, and does nothing about a request that was stopped or a broker that is left", async () => {
    const added = await unlist(["listing", "add", "wizardrows"], "https://www.wizardrows.example/record/g6q8he\n");
    const { id } = Added.parse((await unlist(["listing", "add", "livefields"], "https://www.livefields.example/record/n5d9cu")).json);
    const stopped = await unlist(["request", "stop", id]);
    const left = await unlist(["leave", "samenames"]);

    const states = brokersOf(await run(["wizardrows", "livefields", "samenames"]));

    expect([added.json, stopped.json, left.json]).toMatchObject([{ state: "planned" }, { state: "stopped", wasSent: false }, { state: "left" }]);
    expect(["wizardrows", "livefields", "samenames"].map((broker) => states.get(broker)?.state)).toEqual(["submitted", "stopped", "left"]);
    expect(states.get("wizardrows")?.listings).toMatchObject([{ listing: Added.parse(added.json).id.split("/")[1], state: "submitted" }]); // known again when it was seen
    const truth = await lab.truth();
    expect(["wizardrows", "livefields", "samenames"].map((broker) => applied(truth, broker))).toEqual([1, 0, 0]);
    expect(requestsAt(truth, "www.samenames.example")).toBe(0);
  });

  it("days 3 and 10: gone only after two looks, far enough apart", async () => {
    await home.goTo({ day: 3, hour: 4 });
    const first = brokersOf(await run(["comesback", "peoplepick"]));
    await home.goTo({ day: 4 });
    const early = await run(["comesback", "peoplepick"]);
    await home.goTo({ day: 10, hour: 5 });
    const second = brokersOf(await run(["comesback", "peoplepick"]));

    expect([first.get("comesback")?.state, first.get("peoplepick")?.state]).toEqual(["awaiting-removal", "awaiting-removal"]);
    expect(early.json).toMatchObject({ subjects: [{ done: [] }] });
    expect([second.get("comesback")?.state, second.get("peoplepick")?.state]).toEqual(["removed", "removed"]);
  });

  it("day 40: one new request for a listing that came back, however often it runs", async () => {
    await home.goTo({ day: 40, hour: 6 });
    const first = await started(["comesback"]);
    const again = await run(["comesback"]);
    const seen = await unlist(["review", "peoplepick/", "--still-there"]);

    expect(brokersOf(first).get("comesback")).toMatchObject({ state: "submitted", cameBack: 1 });
    expect(again.json).toMatchObject({ subjects: [{ done: [] }] });
    expect(seen).toMatchObject({ code: 0, json: { state: "reappeared" } }); // what the person sees counts, too
    expect((await lab.truth()).submissions.filter(({ site }) => site === "comesback").map(({ cycle }) => cycle)).toEqual([1, 2]);
  });

  it("reports what came of it as a file, and tells a broker's story, without a word of the listing", async () => {
    const files = ["report.pdf", "report.csv"].map((name) => join(home.machine.dir, name));
    const written = [];
    for (const file of files) written.push(await unlist(["report", "--out", file]));
    const told = await unlist(["timeline", "comesback"]);

    expect(written.map(({ code }) => code)).toEqual([0, 0]);
    const [pdf, csv] = await Promise.all(files.map((file) => readFile(file)));
    expect(pdf?.subarray(0, 5).toString()).toBe("%PDF-");
    expect(csv?.toString()).toMatch(/,comesback,[^\n]*,came back,submitted,/);
    expect(Told.parse(told.json).subjects[0]?.steps.map(({ said }) => said)).toEqual(expect.arrayContaining(["about to send listing.url to www.comesback.example", "not found, by their own words"]));
  });

  it("has said and kept nothing of the person in the open", async () => {
    await home.machine.file("said", said);

    expect(await home.leaks()).toEqual([]);
  });
});
