import { spawn } from "node:child_process";
import { UnlistError } from "../../base/errors.ts";
import { findBrowser } from "../../browser/find-browser.ts";
import { sandboxNote } from "../../browser/flags.ts";
import type { Config } from "../../config/config.ts";
import type { Finding } from "./finding.ts";

const NAME = "browser";

export async function checkBrowser({ browserPath }: Pick<Config, "browserPath">): Promise<Finding> {
  try {
    const { path, why } = findBrowser({ configuredPath: browserPath });
    const version = await versionOf(path);
    if (version === undefined) return { name: NAME, state: "bad", words: `${path} does not start`, mend: "npx playwright install-deps chromium-headless-shell" };
    const note = sandboxNote(process.getuid?.());
    return { name: NAME, state: note === undefined ? "good" : "note", words: `${version} at ${path}: ${why}${note === undefined ? "" : `. Note: ${note}`}` };
  } catch (error) {
    if (!(error instanceof UnlistError)) throw error;
    const mend = browserPath === undefined ? error.hint : "unset UNLIST_BROWSER and take browser.path out of config.yaml, then: npx playwright install chromium-headless-shell";
    return { name: NAME, state: "bad", words: error.message, ...(mend === undefined ? {} : { mend }) };
  }
}

/** What it says it is; nothing when it does not start, as a download without its system libraries. */
function versionOf(path: string): Promise<string | undefined> {
  if (process.platform === "win32") return Promise.resolve("a Chromium"); // --version opens a window there
  return new Promise((resolve) => {
    const child = spawn(path, ["--version"], { stdio: ["ignore", "pipe", "ignore"], timeout: 20_000 });
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (said += chunk));
    child.once("error", () => resolve(undefined));
    child.once("close", (code) => resolve(code === 0 ? said.trim().slice(0, 60) : undefined));
  });
}
