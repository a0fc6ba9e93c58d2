import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from "playwright";
import { systemClock, type Clock } from "../base/clock.ts";
import { FatalError, UnlistError } from "../base/errors.ts";
import type { Files } from "../base/files.ts";
import type { Log } from "../base/log.ts";
import { BrowserSession } from "./browser-session.ts";
import { makeCertificate, type Certificate } from "./certificate.ts";
import { Fence, newCredentials, type Credentials } from "./fence.ts";
import { findBrowser, type FoundBrowser } from "./find-browser.ts";
import { chromiumFlags, LANGUAGE, sandboxNote } from "./flags.ts";
import { openOwnTemp, withTempDir } from "./own-temp.ts";
import { CAPTURE_QUESTIONS } from "./capture.ts";
import { teach, type Teachable } from "./question.ts";
import { faultOf, rebuilt } from "./playwright-errors.ts";
import { EgressProxy } from "./proxy.ts";
import type { Ways } from "./reach.ts";
import type { Browsers, Refusal, Session, SessionWish } from "./session.ts";
import { requireRoomForSocket } from "./socket-room.ts";
import { Strays } from "./strays.ts";
import type { WireLog } from "./wire-log.ts";

export interface BrowsersOptions extends Ways {
  readonly executablePath?: string | undefined;
  readonly headless: boolean;
  readonly wireLog: WireLog;
  readonly files: Files;
  readonly log: Log;
  /** Where the browser's temporary profile goes, in a folder of ours. */
  readonly tmpDir: string;
  readonly clock?: Clock | undefined;
  /** What the pages will be asked, see `question.ts`. */
  readonly questions: readonly Teachable[];
  /** Rehearsal only; made when a map is given without one. */
  readonly certificate?: Certificate | undefined;
}

export interface LaunchedBrowsers extends Browsers {
  readonly found: FoundBrowser;
  /** What `doctor` says about this machine. */
  readonly notes: readonly string[];
  /** What Chromium itself asked for, outside any session. */
  strays(): readonly Refusal[];
}

/** Finds and starts one Chromium behind one proxy. Each session gets a context of its own. */
export async function launchBrowsers(options: BrowsersOptions): Promise<LaunchedBrowsers> {
  const clock = options.clock ?? systemClock;
  const found = findBrowser({ configuredPath: options.executablePath, needsWindow: !options.headless });
  const certificate = options.map && (options.certificate ?? makeCertificate([...options.map.keys()], clock.now()));
  await teach([...CAPTURE_QUESTIONS, ...options.questions]);
  const temp = await openOwnTemp(options.files, options.tmpDir);
  const [proxy, strays] = await Promise.all([EgressProxy.start({ ...options, certificate }), Strays.start()]);
  const browsers = new ChromiumBrowsers({ ...options, clock, found, certificate, temp, proxy, strays });
  try {
    await browsers.start();
    return browsers;
  } catch (error) {
    await browsers[Symbol.asyncDispose]();
    throw error;
  }
}

interface Parts extends BrowsersOptions {
  readonly clock: Clock;
  readonly found: FoundBrowser;
  readonly temp: string;
  readonly proxy: EgressProxy;
  readonly strays: Strays;
}

class ChromiumBrowsers implements LaunchedBrowsers {
  readonly #parts: Parts;
  readonly #closing = new Set<Promise<void>>();
  #browser: Promise<Browser> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get found(): FoundBrowser {
    return this.#parts.found;
  }

  get notes(): readonly string[] {
    return [sandboxNote(process.getuid?.())].filter((note) => note !== undefined);
  }

  strays(): readonly Refusal[] {
    return this.#parts.strays.refusals();
  }

  async start(): Promise<void> {
    await this.#connected();
  }

  async open(wish: SessionWish, signal: AbortSignal): Promise<Session> {
    signal.throwIfAborted();
    const { proxy, clock, wireLog } = this.#parts;
    const credentials = newCredentials();
    const fence = new Fence(wish, credentials);
    const context = await this.#newContext(credentials);
    // The way out goes first, so that the page's last words (unload, beacons) stay here.
    const onClose = (): void => {
      proxy.dismiss(fence);
      this.#close(context);
    };
    proxy.admit(fence);
    try {
      const session = await BrowserSession.open({ context, fence, clock, wireLog, onClose });
      signal.throwIfAborted();
      return session;
    } catch (error) {
      onClose();
      throw signal.aborted ? error : rebuilt(error, "open");
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#closing);
    const browser = await this.#browser?.catch(() => undefined); // one that did not start need not be closed
    await browser?.close();
    await Promise.all([this.#parts.proxy.close(), this.#parts.strays.close()]);
    await this.#parts.files.removeDir(this.#parts.temp);
  }

  /** Nobody waits for that but the end of the browsers: a context with no way out does nothing more. */
  #close(context: BrowserContext): void {
    const closing = context
      .close()
      .catch((error: unknown) => this.#parts.log.warn({ reason: faultOf(error) }, "a browser context was not closed by itself"))
      .finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }

  async #newContext(credentials: Credentials): Promise<BrowserContext> {
    const browser = await this.#connected();
    const wish: BrowserContextOptions = {
      proxy: { server: this.#parts.proxy.url, ...credentials },
      serviceWorkers: "block",
      acceptDownloads: false,
      permissions: [],
      ...(this.#parts.found.isHeadlessShell ? {} : { locale: LANGUAGE }), // the shell is told once, by a flag
      viewport: { width: 1280, height: 900 },
    };
    return browser.newContext(wish).catch((error: unknown) => { throw rebuilt(error, "open"); });
  }

  /** The running browser; one that crashed is started again, once per call. */
  async #connected(): Promise<Browser> {
    const known = this.#browser;
    const running = await known?.catch(() => undefined);
    if (running?.isConnected() === true) return running;
    if (running) this.#parts.log.warn({ reason: "crash" }, "the browser ended and is started again");
    const isFirstToSee = this.#browser === known;
    const started = isFirstToSee || !this.#browser ? this.#launch() : this.#browser;
    this.#browser = started;
    return started;
  }

  async #launch(): Promise<Browser> {
    const { found, headless, strays, temp, certificate } = this.#parts;
    if (!found.isHeadlessShell) requireRoomForSocket(temp);
    const flags = chromiumFlags({ certificate, uid: process.getuid?.(), isHeadlessShell: found.isHeadlessShell });
    try {
      return await withTempDir(temp, () =>
        chromium.launch({
          executablePath: found.path,
          headless,
          args: flags.map(({ flag }) => flag),
          chromiumSandbox: true, // Playwright's default is off; as root our flags say so instead
          proxy: { server: strays.url },
          // A signal finishes the step first; Playwright would close the browser under it and leave the process.
          handleSIGINT: false,
          handleSIGTERM: false,
          handleSIGHUP: false,
        }),
      );
    } catch (error) {
      if (error instanceof UnlistError) throw error;
      throw new FatalError("the browser does not start", { hint: "run `unlist doctor`" });
    }
  }
}
