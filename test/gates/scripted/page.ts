import type { Page } from "playwright";
import type { Asked, Shown } from "./brokers.ts";

/** How a page's requests leave it; rejects when the connection drops. */
export type Send = (asked: Asked) => Promise<Shown>;

type Listener = (subject: unknown) => void;
const BLANK: Shown = { status: 200, words: "", rows: [], controls: [], action: "" };

/**
 * As much of a Playwright page as the runner uses, over pages that are plain data: the real runner walks a real playbook
 * on it, a thousand times faster than in a browser. What a browser does to it is tested in a browser.
 */
export class ScriptedPage {
  /** Counts pages: a node of an earlier one is not connected any more. */
  generation = 0;
  shown: Shown = BLANK;
  readonly typed = new Map<string, string>();
  readonly #send: Send;
  readonly #listeners = new Map<string, Set<Listener>>();
  #url = "about:blank";

  constructor(send: Send) {
    this.#send = send;
  }

  asPage(): Page {
    return this as unknown as Page; // the runner is typed against all of Playwright's page, and uses this much of it
  }

  on(event: string, listener: Listener): this {
    this.#listeners.set(event, (this.#listeners.get(event) ?? new Set()).add(listener));
    return this;
  }

  off(event: string, listener: Listener): this {
    this.#listeners.get(event)?.delete(listener);
    return this;
  }

  url(): string {
    return this.#url;
  }

  mainFrame(): this {
    return this;
  }

  async goto(url: string): Promise<unknown> {
    if (url === "about:blank") {
      this.#show(url, BLANK);
      return null;
    }
    await this.#load({ method: "GET", url, fields: {} }, "page.goto");
    return { request: () => ({ url: () => url, redirectedFrom: () => null }) };
  }

  /** A click on the form's button sends what was typed. */
  async press(): Promise<void> {
    await this.#load({ method: "POST", url: this.shown.action, fields: Object.fromEntries(this.typed) }, "locator.click").catch((error: unknown) => {
      if (!(error instanceof ConnectionLostError)) throw error; // the click itself went well; that its page does not come shows as an event
    });
  }

  locator(selector: string): ScriptedLocator {
    const css = selector.replace(/^css(:light)?=/, "");
    return new ScriptedLocator(this, ({ rows, controls }) => (css === ".row" ? rows.map((row) => Object.values(row).join(" ")) : controls.filter((control) => control === css)));
  }

  getByText(text: string): ScriptedLocator {
    return new ScriptedLocator(this, ({ words }) => (words.includes(text) ? [words] : []));
  }

  async waitForLoadState(): Promise<void> {
    // a scripted page is there as a whole
  }

  /** The one question that is asked this way is what the form in hand looks like. */
  async evaluate(): Promise<unknown> {
    return { isOneForm: true, hasForm: true, action: this.shown.action, isAtHand: true, emptyRequired: [] };
  }

  context(): { newCDPSession(): Promise<unknown> } {
    return { newCDPSession: async () => ({ send: (method: string, params: CdpParams) => this.#cdp(method, params), detach: async () => undefined }) };
  }

  async #load(asked: Asked, call: string): Promise<void> {
    const request = { isNavigationRequest: () => true, frame: () => this, url: () => asked.url, resourceType: () => "document", failure: () => ({ errorText: "net::ERR_CONNECTION_RESET" }) };
    const shown = await this.#send(asked).catch((error: unknown) => {
      if (!(error instanceof ConnectionLostError)) throw error;
      this.#emit("requestfailed", request);
      throw new ConnectionLostError(`${call}: net::ERR_CONNECTION_RESET`);
    });
    this.#show(asked.url, shown);
    this.#emit("response", { request: () => request, status: () => shown.status, headers: () => ({}), url: () => asked.url });
  }

  #show(url: string, shown: Shown): void {
    this.#url = url;
    this.shown = shown;
    this.generation += 1;
    this.typed.clear();
  }

  async #cdp(method: string, { arguments: args = [] }: CdpParams = {}): Promise<unknown> {
    if (method === "Page.getFrameTree") return { frameTree: { frame: { id: "main" } } };
    if (method === "Page.createIsolatedWorld") return { executionContextId: 1 };
    return method === "Runtime.callFunctionOn" ? { result: { value: this.#read(args[0]?.value) } } : {};
  }

  /** A number asks for the page's words, a list whether it goes on elsewhere, anything else for its rows. */
  #read(question: unknown): unknown {
    if (typeof question === "number") return { title: "", text: this.shown.words };
    if (Array.isArray(question)) return false;
    const { fields } = question as { fields: readonly { at?: { text: string } }[] };
    return this.shown.rows.map((row, index) => ({ index, text: Object.values(row).join(" "), values: fields.map(({ at }) => (row[at?.text ?? ""] === undefined ? [] : [row[at?.text ?? ""]])) }));
  }

  #emit(event: string, subject: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(subject);
  }
}

interface CdpParams {
  readonly arguments?: readonly { readonly value: unknown }[];
}

/** In Playwright's words, which is how the runner knows a page's failure from its own. */
export class ConnectionLostError extends Error {}

export class ScriptedLocator {
  readonly #page: ScriptedPage;
  readonly #find: (shown: Shown) => readonly string[];

  constructor(page: ScriptedPage, find: (shown: Shown) => readonly string[]) {
    this.#page = page;
    this.#find = find;
  }

  filter({ hasText }: { hasText?: string }): ScriptedLocator {
    return hasText === undefined ? this : this.#with((found) => found.filter((text) => text.includes(hasText)));
  }

  first(): ScriptedLocator {
    return this.#with((found) => found.slice(0, 1));
  }

  nth(n: number): ScriptedLocator {
    return this.#with((found) => found.slice(n, n + 1));
  }

  or(other: ScriptedLocator): ScriptedLocator {
    return new ScriptedLocator(this.#page, (shown) => [...this.#find(shown), ...other.#find(shown)]);
  }

  async count(): Promise<number> {
    return this.#found().length;
  }

  async innerText(): Promise<string> {
    return this.#found()[0] ?? "";
  }

  async waitFor({ state }: { state: "attached" | "detached" }): Promise<void> {
    if (this.#found().length > 0 !== (state === "attached")) throw Object.assign(new Error("locator.waitFor: Timeout"), { name: "TimeoutError" });
  }

  async elementHandle(): Promise<unknown> {
    await this.waitFor({ state: "attached" });
    const [page, generation, key] = [this.#page, this.#page.generation, this.#found()[0] ?? ""];
    return {
      evaluate: async () => page.generation === generation,
      getAttribute: async () => null,
      inputValue: async () => page.typed.get(key) ?? "",
    };
  }

  async fill(text: string): Promise<void> {
    this.#page.typed.set(this.#found()[0] ?? "", text);
  }

  async click(): Promise<void> {
    await this.#page.press();
  }

  #with(change: (found: readonly string[]) => readonly string[]): ScriptedLocator {
    return new ScriptedLocator(this.#page, (shown) => change(this.#find(shown)));
  }

  #found(): readonly string[] {
    return this.#find(this.#page.shown);
  }
}
