import type { Clock } from "../base/clock.ts";
import type { HandOffAnswer, HandOffAsk } from "../playbook/hand-off.ts";

/** Quick enough to seem at once, and a small share of what the page itself costs. */
const LOOK_EVERY_MS = 200;

export interface Watch {
  readonly clock: Clock;
  /** Until when somebody may still be at it, as things stand at that moment. */
  readonly untilMs: () => number;
  readonly signal: AbortSignal;
  /** They pressed the form's button, and it was held back. */
  readonly onPressed: () => void;
}

/** Looks at the page until it shows that the step is done, is gone, or nobody has done it for as long as anybody waits. */
export async function watchPage(ask: Pick<HandOffAsk, "look">, { clock, untilMs, signal, onPressed }: Watch): Promise<HandOffAnswer> {
  while (clock.now().getTime() < untilMs()) {
    const seen = await ask.look();
    if (seen === "done") return { kind: "done" };
    if (seen === "gone") return { kind: "left", why: "gone" };
    if (seen === "pressed") onPressed();
    await clock.sleep(LOOK_EVERY_MS, signal);
  }
  return { kind: "left", why: "timed-out" };
}
