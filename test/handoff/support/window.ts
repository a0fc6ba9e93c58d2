import { chmod, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright";
import { expect } from "vitest";
import { FatalError } from "../../../src/base/errors.ts";
import { findBrowser } from "../../../src/browser/find-browser.ts";

/** A browser that can open a window, or what is missing. A headless shell, all that a bare test machine has, opens none. */
export function fullBrowser(): { readonly path: string } | { readonly missing: string } {
  try {
    return { path: findBrowser({ needsWindow: true }).path };
  } catch (error) {
    if (!(error instanceof FatalError)) throw error;
    return { missing: `no full Chromium here: ${error.hint ?? error.message}` };
  }
}

/** The same browser with its windows on a screen that nobody sees, and a second way in for who plays the person at it. */
export async function onNoScreen(path: string, dir: string): Promise<string> {
  const wrapper = join(dir, "browser-on-no-screen");
  await writeFile(wrapper, `#!/bin/sh\nexec '${path}' --ozone-platform=headless --remote-debugging-port=0 "$@"\n`);
  await chmod(wrapper, 0o700);
  return wrapper;
}

/** Sits down at the window: its page at such an address, as soon as there is one. `tmp` holds the browser's profile. */
export async function sitDown(tmp: string, host: string): Promise<{ readonly browser: Browser; readonly page: Page }> {
  let port: string | undefined;
  await expect.poll(async () => (port = await portIn(tmp)), { timeout: 30_000 }).toBeDefined();
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port ?? ""}`);
  let page: Page | undefined;
  await expect.poll(() => (page = pageAt(browser, host)), { timeout: 30_000 }).toBeDefined();
  if (!page) throw new Error("no such page");
  return { browser, page };
}

function pageAt(browser: Browser, host: string): Page | undefined {
  return browser.contexts().flatMap((context) => context.pages()).find((page) => page.url().includes(host));
}

/** Where Chromium says which port it listens on. */
async function portIn(tmp: string): Promise<string | undefined> {
  const files = await readdir(tmp, { recursive: true });
  const told = files.find((file) => file.endsWith("DevToolsActivePort"));
  return told === undefined ? undefined : (await readFile(join(tmp, told), "utf8")).split("\n")[0];
}
