// Makes a bare clone ready and runs what was asked for: demo, test, bench, build, ready, or any command of unlist.
// It says what it does on stderr, one line each, and nothing when there is nothing to do.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensureBrowser } from "./browser.mjs";
import { ensureBuilt } from "./build.mjs";
import { ROOT } from "./freshness.mjs";
import { ensureNode, ensurePackages } from "./packages.mjs";
import { SetupError, run, say, settingUp } from "./say.mjs";

const [asked = "ready", ...rest] = process.argv.slice(2);
const args = rest[0] === "--" ? rest.slice(1) : rest;

await settingUp(async () => {
  ensureNode();
  await ensurePackages();
  await ensureBuilt();
  if (asked !== "build") await ensureBrowser();
  process.exitCode = await perform();
});

async function perform() {
  switch (asked) {
    case "build":
      return 0;
    case "ready":
      say("ready: npm run demo, npm test, npx unlist --help");
      return 0;
    case "test": {
      const { runTests } = await import("./run-tests.mjs");
      return runTests(args);
    }
    case "bench":
    case "gates":
      return perhaps(join(ROOT, "scripts", asked, "index.mjs"));
    default:
      return run(process.execPath, [join(ROOT, "dist", "main.js"), asked, ...args], { stdout: 1 });
  }
}

function perhaps(script) {
  if (!existsSync(script)) throw new SetupError(`there is no ${asked} here yet`, "npm run demo");
  return run(process.execPath, [script, ...args], { stdout: 1, cwd: ROOT });
}
