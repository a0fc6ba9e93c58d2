import type { Frame, Page } from "playwright";
import { z } from "zod";
import type { Session } from "../../browser/session.ts";
import type { TemplateField } from "../../subject/fields.ts";
import { personalValues, type Profile } from "../../subject/profile.ts";
import { makePaths } from "../page/paths.ts";
import { fieldOfValue } from "./field-of-value.ts";
import { listenInPage } from "./listen-in-page.ts";

/** What the author did, without a value: only which field of the profile it was, where that could be told. */
export type RecordedStep =
  | { readonly kind: "goto"; readonly url: string; readonly isWhole: boolean }
  | { readonly kind: "fill" | "select"; readonly locator: string; readonly field: TemplateField | undefined }
  | { readonly kind: "check" | "click" | "submit"; readonly locator: string }
  | { readonly kind: "by-hand"; readonly locator: string; readonly what: string };

const PageEvent = z.object({
  kind: z.enum(["fill", "select", "check", "click", "submit", "file", "secret"]),
  value: z.string().max(10_000),
  words: z.string().max(200),
  isInForm: z.boolean(),
  css: z.string().min(1).max(500),
});
type PageEvent = z.infer<typeof PageEvent>;

const BINDING = "unlistRecord";
/** A page can tell without end. */
const MOST_STEPS = 500;

/** Listens to an open page while somebody works in it. What was typed is compared in memory and never kept. */
export class Recorder {
  readonly #page: Page;
  readonly #profile: Profile | undefined;
  readonly #steps: RecordedStep[] = [];
  /** Of this recording, for as long as it lasts: no locator may quote them. */
  readonly #typed = new Set<string>();
  #isMovedByAuthor = false;

  private constructor(page: Page, profile: Profile | undefined) {
    this.#page = page;
    this.#profile = profile;
  }

  /** Before the first page is opened. */
  static async attach({ page }: Session, profile?: Profile): Promise<Recorder> {
    const recorder = new Recorder(page, profile);
    await page.exposeBinding(BINDING, (_source, told: unknown) => recorder.#hear(told));
    await page.addInitScript(`(${listenInPage.toString()})((event) => void globalThis.${BINDING}(event), (${makePaths.toString()})());`);
    page.on("framenavigated", (frame) => recorder.#moved(frame));
    return recorder;
  }

  get steps(): readonly RecordedStep[] {
    return this.#steps;
  }

  /** Resolves when the author closes the window. */
  closed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#page.once("close", () => resolve());
      if (signal.aborted) resolve();
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
  }

  /** The page may say anything through here, so nothing is believed of it but its form. */
  #hear(told: unknown): void {
    const read = PageEvent.safeParse(told);
    if (!read.success || this.#steps.length >= MOST_STEPS) return;
    const step = this.#stepOf(read.data);
    const last = this.#steps.at(-1);
    const isAgain = last !== undefined && "locator" in last && "locator" in step && last.kind === step.kind && last.locator === step.locator;
    if (isAgain) this.#steps.pop();
    this.#steps.push(step);
    if (step.kind === "click" || step.kind === "submit") this.#isMovedByAuthor = true;
  }

  #stepOf(event: PageEvent): RecordedStep {
    if (event.kind === "fill" || event.kind === "select") return this.#typedStep(event, event.kind);
    const locator = this.#locatorOf(event);
    if (event.kind === "file" || event.kind === "secret") return { kind: "by-hand", locator, what: event.kind === "file" ? "a file was chosen" : "a password was typed" };
    if (event.kind === "check" && event.value !== "true") return { kind: "by-hand", locator, what: "a box was cleared" };
    return { kind: event.kind, locator };
  }

  #typedStep(event: PageEvent, kind: "fill" | "select"): RecordedStep {
    if (event.value.trim().length > 2 && kind === "fill") this.#typed.add(event.value.trim().toLowerCase());
    return { kind, locator: this.#locatorOf(event), field: fieldOfValue(event.value, this.#profile) };
  }

  /** By its words where those can't be a person's: a row's button may say whose row it is. */
  #locatorOf({ kind, words, isInForm, css }: PageEvent): string {
    const isButton = kind === "click" || kind === "submit";
    const byWords = isButton ? `role=button[name="${words}"]` : `label="${words}"`;
    const isSafe = words !== "" && !words.includes('"') && (this.#profile !== undefined || isInForm) && !this.#isPersonal(words);
    if (isSafe) return byWords;
    return this.#isPersonal(css) ? ".complete-locator" : css;
  }

  #isPersonal(text: string): boolean {
    const words = [text, decoded(text)].map((form) => form.toLowerCase());
    const own = [...this.#typed, ...(this.#profile ? personalValues(this.#profile).map((value) => value.toLowerCase()) : [])];
    return own.some((value) => words.some((form) => form.includes(value) || form.includes(value.replaceAll(" ", "-")) || form.includes(encodeURIComponent(value).toLowerCase())));
  }

  /** An address counts when nothing on the page led there. Only the first one was given as a page; others may name somebody. */
  #moved(frame: Frame): void {
    if (frame !== this.#page.mainFrame() || !frame.url().startsWith("https://")) return;
    const isLed = this.#isMovedByAuthor;
    this.#isMovedByAuthor = false;
    if (isLed || this.#steps.some((step) => step.kind === "goto" && step.url === frame.url())) return;
    const url = new URL(frame.url());
    const isFirst = this.#steps.length === 0;
    const isWhole = isFirst && url.search === "" && !this.#isPersonal(url.href);
    this.#steps.push({ kind: "goto", url: isWhole ? `${url.origin}${url.pathname}` : `${url.origin}/`, isWhole });
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
