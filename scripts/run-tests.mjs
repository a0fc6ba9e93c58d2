import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./freshness.mjs";
import { run } from "./say.mjs";

/** Runs the tests and closes with one line that people and CI read: `N passed, N failed`. Resolves with the exit code. */
export async function runTests(args) {
  const folder = mkdtempSync(join(tmpdir(), "unlist-tests-"));
  try {
    const report = join(folder, "report.json");
    const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
    const code = await run(process.execPath, [vitest, "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...args], { cwd: ROOT, stdout: 1 });
    const { passed, failed } = count(report, code);
    process.stdout.write(`${passed} passed, ${failed} failed\n`);
    return failed > 0 && code === 0 ? 1 : code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that could not be loaded holds no test that failed, and a crashed run has no report: both count as one. */
function count(report, code) {
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, "utf8"));
    const failed = numFailedTests > 0 ? numFailedTests : numFailedTestSuites;
    return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
