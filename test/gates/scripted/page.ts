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
    if (css === ":root") return new ScriptedLocator(this, () => [css]);
    return new ScriptedLocator(this, ({ rows, controls }) => (css === ".row" ? rows.map((row) => Object.values(row).join(" ")) : controls.filter((control) => control === css)));
  }

  getByText(text: string): ScriptedLocator {
    return new ScriptedLocator(this, ({ words }) => (words.includes(text) ? [words] : []));
  }

  async waitForLoadState(): Promise<void> {
    // a scripted page is there as a whole
  }

  /** Nothing is ever on its way here, so there is nothing to stop. */
  context(): { newCDPSession(): Promise<unknown> } {
    return { newCDPSession: async () => ({ send: async () => undefined, detach: async () => undefined }) };
  }

  /** What the runner asks a page or one of its controls (`browser/question.ts`), by the name of the question. */
  answer(name: string, wish: unknown, key: string): unknown {
    switch (name) {
      case "unlist-said":
        return key;
      case "unlist-words":
        return { title: "", text: this.shown.words };
      case "unlist-rows":
        return this.#rows(wish as RowsWish);
      case "unlist-form":
        return { isOneForm: true, hasForm: true, action: this.shown.action, isAtHand: true, emptyRequired: [], filled: (wish as { filled: readonly string[] }).filled.map((node) => this.#control(node)) };
      case "unlist-controls": {
        const { nodes } = wish as { nodes?: readonly string[] };
        return (nodes ?? [`${this.generation}/${key}`]).map((node) => this.#control(node));
      }
      case "unlist-way-on":
        return false;
      case "unlist-presses":
        return false; // a page that hears nothing of a press: the fence alone keeps it back
      default:
        throw new Error(`nobody wrote what a scripted page answers to ${name}`);
    }
  }

  #control(node: string): unknown {
    const [generation, key = ""] = node.split("/");
    if (generation !== String(this.generation)) return null;
    return { node, isConnected: true, tag: "INPUT", type: "text", value: this.typed.get(key) ?? "", isChecked: false, selectedIndex: -1 };
  }

  #rows({ fields }: RowsWish): unknown {
    return this.shown.rows.map((row, index) => ({ index, text: Object.values(row).join(" "), values: fields.map(({ at }) => [row[at?.text ?? ""]].filter((value) => value !== undefined)) }));
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

  #emit(event: string, subject: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(subject);
  }
}

interface RowsWish {
  readonly fields: readonly { readonly at?: { readonly text: string } }[];
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

  /** A question is asked as a selector whose element holds the answer. */
  locator(selector: string): { textContent(): Promise<string> } {
    const [, name = "", wish = ""] = /^([a-z-]+)=(.*)$/s.exec(selector) ?? [];
    return {
      textContent: async () => {
        await this.waitFor({ state: "attached" });
        return JSON.stringify({ said: this.#page.answer(name, JSON.parse(decodeURIComponent(wish)), this.#found()[0] ?? "") });
      },
    };
  }

  async fill(text: string): Promise<void> {
    this.#page.typed.set(this.#found()[0] ?? "", text);
  }

  async click(): Promise<void> {
    await this.#page.press();
  }

  async inputValue(): Promise<string> {
    return this.#page.typed.get(this.#found()[0] ?? "") ?? "";
  }

  /** As a person types and presses; the runner fills and clicks. */
  async pressSequentially(text: string): Promise<void> {
    await this.fill((await this.inputValue()) + text);
  }

  async tap(): Promise<void> {
    await this.#page.press();
  }

  #with(change: (found: readonly string[]) => readonly string[]): ScriptedLocator {
    return new ScriptedLocator(this.#page, (shown) => change(this.#find(shown)));
  }

  #found(): readonly string[] {
    return this.#find(this.#page.shown);
  }
}
