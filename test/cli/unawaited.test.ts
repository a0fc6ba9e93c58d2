import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { Machine } from "./run-cli.ts";

const FAILS_UNAWAITED = `--import=${pathToFileURL(join(import.meta.dirname, "support/fails-unawaited.mjs")).href}`;

it("says what fails where nobody waits for it in its own words, without a value that the error carries", async () => {
  await using machine = await Machine.open();

  const { code, stdout, stderr } = await machine.run(["doctor", "--json"], { env: { NODE_OPTIONS: FAILS_UNAWAITED } });

  expect(code).toBe(1);
  expect(stderr).toContain("unlist met a fault of its own (Error)");
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: "fault" } });
  expect(stdout + stderr).not.toMatch(/Canary/);
});
