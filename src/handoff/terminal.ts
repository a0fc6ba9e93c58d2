import type { Clock } from "../base/clock.ts";
import type { HandOffAnswer, HandOffAsk, HandOffPort } from "../playbook/hand-off.ts";
import { cardOf, HELD_BACK, type HandOffCard } from "./card.ts";
import { watchPage } from "./watch-page.ts";

/** The terminal beside the browser's window. */
export interface Talk {
  say(lines: readonly string[]): void;
  /** A line that was typed; nothing when `until` ended it, or when there is nobody to type. */
  line(question: string, until: AbortSignal): Promise<string | undefined>;
}

export interface TerminalOptions {
  readonly talk: Talk;
  readonly clock: Clock;
  /** How long a step waits for its person. */
  readonly patienceMs: number;
}

/** Asks at the terminal, while the person works in the browser's own window. Whichever answers first counts: they or the page. */
export class TerminalHandOff implements HandOffPort {
  readonly isAtWindow = true;
  readonly #options: TerminalOptions;

  constructor(options: TerminalOptions) {
    this.#options = options;
  }

  async ask(ask: HandOffAsk, signal: AbortSignal): Promise<HandOffAnswer> {
    const { talk, clock, patienceMs } = this.#options;
    const card = cardOf(ask);
    talk.say(linesOf(card));
    const over = new AbortController();
    const until = AbortSignal.any([over.signal, signal]);
    const untilMs = clock.now().getTime() + patienceMs;
    const watched = watchPage(ask, { clock, untilMs: () => untilMs, signal: until, onPressed: () => talk.say([HELD_BACK]) });
    try {
      return await Promise.race([watched, this.#answered(card, until, watched)]);
    } finally {
      over.abort();
      await watched.catch(() => undefined); // ended by our own signal, or told already by the race
    }
  }

  /** Without anybody at the terminal the page alone tells. */
  async #answered(card: HandOffCard, until: AbortSignal, watched: Promise<HandOffAnswer>): Promise<HandOffAnswer> {
    for (;;) {
      const line = await this.#options.talk.line(questionFor(card), until);
      const answer = line === undefined ? await watched : readAnswer(line.trim(), card);
      if (answer) return answer;
      this.#options.talk.say(["The code, please; or skip, later, stop."]);
    }
  }
}

function questionFor({ wantsCode }: HandOffCard): string {
  return wantsCode ? "Their code; or skip, later, stop" : "Enter when it is done; or skip, later, stop";
}

function readAnswer(line: string, { wantsCode }: HandOffCard): HandOffAnswer | undefined {
  const word = line.toLowerCase();
  if (word === "skip" || word === "s") return { kind: "left", why: "skipped" };
  if (word === "later" || word === "l") return { kind: "left", why: "later" };
  if (word === "stop" || word === "q") return { kind: "left", why: "stopped" };
  if (!wantsCode) return { kind: "done" };
  return line === "" ? undefined : { kind: "code", code: line };
}

function linesOf({ broker, asked, why, filled, next, note }: HandOffCard): string[] {
  return [
    "",
    `${broker}: ${asked.join(" ")}`,
    `  why: ${why}`,
    `  filled in already: ${filled.length > 0 ? filled.join(", ") : "nothing"}`,
    `  sent when you go on: ${next}`,
    ...(note === undefined ? [] : [`  ${note}`]),
  ];
}
