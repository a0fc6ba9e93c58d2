import { describe, expect, it } from "vitest";
import { FixedClock, systemClock } from "../../src/base/clock.ts";
import { TerminalHandOff } from "../../src/handoff/terminal.ts";
import type { HandOffAnswer, HandOffAsk, PageLook } from "../../src/playbook/hand-off.ts";

interface Given {
  /** What is typed, line by line; then the question waits until it is ended. */
  readonly lines?: readonly string[];
  readonly looks?: readonly PageLook[];
  readonly ask?: Partial<HandOffAsk>;
  readonly isAlone?: boolean;
}

interface Asked {
  readonly answer: HandOffAnswer;
  readonly said: string;
  readonly questions: readonly string[];
}

async function asked({ lines = [], looks = [], ask = {}, isAlone = false }: Given): Promise<Asked> {
  const said: string[] = [];
  const questions: string[] = [];
  const [left, seen] = [[...lines], [...looks]];
  const waits = (until: AbortSignal) => new Promise<undefined>((resolve) => until.addEventListener("abort", () => resolve(undefined)));
  const talk = {
    say: (words: readonly string[]) => void said.push(...words),
    line: async (question: string, until: AbortSignal) => {
      questions.push(question);
      return left.shift() ?? (isAlone ? undefined : waits(until));
    },
  };
  const port = new TerminalHandOff({ talk, clock: isAlone ? new FixedClock("2026-11-22T12:00:00Z") : systemClock, patienceMs: 60_000 });
  const answer = await port.ask({ ...ASK, ...ask, look: async () => seen.shift() ?? "waiting" }, new AbortController().signal);
  return { answer, said: said.join("\n"), questions };
}

const session = undefined as unknown as HandOffAsk["session"]; // the terminal never touches it: the page is the person's
const ASK: HandOffAsk = {
  broker: "acme", step: "optOut.steps[2]", reason: "captcha", say: [], session, filled: ["listing.url"], wantsCode: false, isAgain: false,
  next: { fields: ["listing.url", "contact.email"], hosts: ["acme.example"] },
  look: async () => "waiting",
};

describe("a step that is asked for at the terminal", () => {
  it("says what is asked, why, what stands there already, and what is sent to whom", async () => {
    const { said } = await asked({ lines: [""] });

    expect(said).toBe(["", "acme: Solve what they show.", "  why: they want to know that a person asks, and unlist never solves that by itself", "  filled in already: listing.url", "  sent when you go on: listing.url, contact.email to acme.example"].join("\n"));
  });

  it.each<[string, HandOffAnswer]>([
    ["", { kind: "done" }],
    ["skip", { kind: "left", why: "skipped" }],
    ["Later", { kind: "left", why: "later" }],
    ["q", { kind: "left", why: "stopped" }],
  ])("takes %o for its answer", async (line, answer) => {
    expect((await asked({ lines: [line] })).answer).toEqual(answer);
  });

  it("asks for a code until there is one, and never says it", async () => {
    const { answer, said, questions } = await asked({ lines: ["", "482913"], ask: { wantsCode: true, reason: "sms" } });

    expect(answer).toEqual({ kind: "code", code: "482913" });
    expect(questions).toHaveLength(2);
    expect(said).not.toContain("482913");
  });

  it("is over without a word when the page shows that it is done, and says when a press was held back", async () => {
    const { answer, said } = await asked({ looks: ["waiting", "pressed", "done"] });

    expect(answer).toEqual({ kind: "done" });
    expect(said).toContain("was held back");
  });

  it.each<[string, readonly PageLook[], HandOffAnswer]>([
    ["the page tells, where nobody types", ["waiting", "done"], { kind: "done" }],
    ["the window was closed", ["waiting", "gone"], { kind: "left", why: "gone" }],
    ["nobody came in time", [], { kind: "left", why: "timed-out" }],
  ])("ends when %s", async (_when, looks, answer) => {
    expect((await asked({ looks, isAlone: true })).answer).toEqual(answer);
  });
});
