import { expect, it } from "vitest";
import { Machine } from "./run-cli.ts";

/** As Playwright says it: with what was typed. Outside of everything that the program awaits, once it listens to signals. */
const FAILS_UNAWAITED = `data:text/javascript,${encodeURIComponent(`
  const watch = setInterval(() => {
    if (process.listenerCount("SIGTERM") === 0) return;
    clearInterval(watch);
    Promise.reject(new Error('locator.fill("7 Canary Street"): element is not enabled'));
  }, 1);
`)}`;

it("says what fails where nobody waits for it in its own words, without a value that the error carries", async () => {
  await using machine = await Machine.open();

  const { code, stdout, stderr } = await machine.run(["doctor", "--json"], { env: { NODE_OPTIONS: `--import ${FAILS_UNAWAITED}` } });

  expect(code).toBe(1);
  expect(stderr).toContain("unlist met a fault of its own (Error)");
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: "fault" } });
  expect(stdout + stderr).not.toMatch(/Canary/);
});
