import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Lab } from "../../src/lab/lab-client.ts";
import { applied, brokersOf, openLab, PATIENT, Rehearsal, requestsAt, untilLab } from "./harness.ts";

describe("a run that is interrupted (SIGINT)", PATIENT, () => {
  let lab: Lab;
  let home: Rehearsal;
  beforeAll(async () => {
    lab = await openLab();
    home = await Rehearsal.open(lab, { brokers: ["livefields", "wizardrows"] });
  });
  afterAll(async () => {
    await home[Symbol.asyncDispose]();
    await lab[Symbol.asyncDispose]();
  });

  it("while it looks: stops at once with 130 and has done nothing by halves", async () => {
    await lab.event("hold-answers", "livefields");
    const run = home.start(["run", "--only", "livefields,wizardrows"]);
    await untilLab(lab, (truth) => requestsAt(truth, "www.livefields.example") > 0);

    run.child.kill("SIGINT");

    const ended = await run.ended;
    await lab.event("release-answers", "livefields");
    expect(ended.code).toBe(130);
    expect(ended.stderr).toContain("unlist run goes on where this ended");
    expect((await home.status()).get("livefields")?.listings).toEqual([]);
    expect(await readdir(home.machine.home)).not.toContain("lock");
    expect(applied(await lab.truth(), "livefields")).toBe(0);
  });

  it("between the click and the answer: finishes the step, then stops with 130, and never asks again", async () => {
    await lab.event("hold-answers", "livefields", "POST /optout");
    const run = home.start(["run", "--only", "livefields"]);
    await untilLab(lab, (truth) => applied(truth, "livefields") === 1);

    run.child.kill("SIGINT");
    await expect.poll(() => run.stderr(), { timeout: 30_000 }).toContain("stopping after the step in hand");
    expect(await home.count("acknowledged", "livefields")).toBe(0);
    await lab.event("release-answers", "livefields");

    expect((await run.ended).code).toBe(130);
    expect(await home.count("acknowledged", "livefields")).toBe(1);
    expect(brokersOf(await home.run("livefields")).get("livefields")?.state).toBe("submitted");
    expect(applied(await lab.truth(), "livefields")).toBe(1);
  });
});
