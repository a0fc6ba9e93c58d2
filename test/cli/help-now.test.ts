import { describe, expect, it } from "vitest";
import { helplinesFor, regions } from "../../src/cli/help-now/choose.ts";
import { CHECKED_ON, HELPLINES } from "../../src/cli/help-now/helplines.ts";
import { displayWidth } from "../../src/cli/display-width.ts";
import { Machine } from "./run-cli.ts";

const names = (region: string): string[] => helplinesFor(region).map(({ name }) => name);

describe("helplines", () => {
  it("each tell how to reach them, where a number was seen, and on which day", () => {
    expect(HELPLINES.filter(({ channel, url }) => channel === undefined && url === undefined)).toEqual([]);
    expect(HELPLINES.filter(({ channel, url, seenAt }) => /\d{3}/.test(channel ?? "") && url === undefined && seenAt === undefined)).toEqual([]);
    expect(CHECKED_ON).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(HELPLINES.length).toBeGreaterThanOrEqual(36);
  });

  it.each([
    ["us-ca", ["Safe at Home / DROP", "988 Lifeline", "StopNCII.org (SWGfL)"]],
    ["US", ["988 Lifeline", "CETA (Cornell Tech)"]],
    ["gb", ["Revenge Porn Helpline (SWGfL)"]],
    ["fr", ["3018 (e-Enfance)", "INHOPE directory"]],
    ["pl", ["INHOPE directory", "StopNCII.org (SWGfL)"]],
    ["mx", ["Acoso.Online"]],
  ])("of %s hold those of the region, of what it lies in, and those for everybody", (region, some) => {
    expect(names(region)).toEqual(expect.arrayContaining(some));
  });

  it("begin with those that are nearest", () => {
    expect(names("us-ca")[0]).toBe("Safe at Home / DROP");
    expect(names("us").indexOf("CETA (Cornell Tech)")).toBeGreaterThan(names("us").indexOf("988 Lifeline"));
  });

  it("of one state are not those of another", () => {
    expect(names("us-ca")).not.toContain("CETA (Cornell Tech)");
  });

  it.each(regions())("are there for %s, which the command names", (region) => {
    expect(helplinesFor(region).length).toBeGreaterThan(0);
  });
});

describe("help-now", () => {
  it("works with no home, with broken settings and without a key, in 80 columns", async () => {
    await using machine = await Machine.open();
    await machine.file("unlist-home/config.yaml", "no: such key\n");

    const { code, stdout, stderr } = await machine.run(["help-now", "uk"]);

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("0345 6000 459");
    expect(stdout.split("\n").filter((line) => displayWidth(line) > 80)).toEqual([]);
  });

  it("says which regions it knows to whoever names another", async () => {
    await using machine = await Machine.open();

    expect(await machine.run(["help-now", "atlantis"])).toMatchObject({ code: 2, stderr: expect.stringContaining("known: au") as string });
  });
});
