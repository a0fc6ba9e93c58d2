import type { Step } from "../catalog/step.ts";
import { branchesOf, isIrreversible } from "../catalog/walk-steps.ts";
import type { Session } from "../browser/session.ts";

/**
 * Holds the challenge's hosts open from the loading of a page until the first value is typed into it: a CAPTCHA's own script
 * is loaded with the page, long before the step that waits for it. From then on only that step opens them again.
 */
export class ChallengeWindow {
  readonly #session: Session;
  readonly #hosts: readonly string[];
  #shut = (): void => undefined;
  #over: Promise<void> = Promise.resolve();

  constructor(session: Session, hosts: readonly string[]) {
    this.#session = session;
    this.#hosts = hosts;
  }

  /** Called before each step, with those that follow it. */
  async attend(step: Step, rest: readonly Step[]): Promise<void> {
    if ("goto" in step) {
      await this.close();
      if (this.#hosts.length > 0 && meetsChallenge(rest)) this.#open();
    } else if (handsOver(step)) {
      await this.close();
    }
  }

  async close(): Promise<void> {
    this.#shut();
    await this.#over;
  }

  #open(): void {
    const shut = new Promise<void>((resolve) => (this.#shut = resolve));
    this.#over = this.#session.withChallengeHosts(() => shut);
  }
}

/** A step of this page waits for a challenge. */
function meetsChallenge(rest: readonly Step[]): boolean {
  const end = rest.findIndex((step) => "goto" in step || "email" in step);
  return rest.slice(0, end === -1 ? rest.length : end).some(isChallenge);
}

function isChallenge(step: Step): boolean {
  return "settle" in step || ("human" in step && "captcha" in step.human) || branchesOf(step).some(({ steps }) => steps.some(isChallenge));
}

/** A click may hand over what was typed, and nothing typed means nothing to hand over; so typing is where it ends. */
function handsOver(step: Step): boolean {
  return "fill" in step || "select" in step || "check" in step || "email" in step || isIrreversible(step);
}
