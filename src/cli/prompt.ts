import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { InterruptedError, UsageError } from "../base/errors.ts";
import { QUICK_EXIT_KEY } from "./quick-exit.ts";

/** Asks a person at a terminal. Personal values come in by here or by a file, never as arguments. */
export interface Prompt {
  readonly isTerminal: boolean;
  text(question: string, instead: string): Promise<string>;
  /** What is typed is not shown. */
  hidden(question: string, instead: string): Promise<string>;
  confirm(question: string, instead: string): Promise<boolean>;
  /** A line, unless `until` comes first: nothing then, and nothing where there is nobody to type. */
  line(question: string, until: AbortSignal): Promise<string | undefined>;
}

export interface PromptStreams {
  readonly stdin: NodeJS.ReadStream;
  /** Questions go to stderr: stdout belongs to the result. */
  readonly stderr: NodeJS.WriteStream;
  /** Ends a question that is waiting. */
  readonly signal: AbortSignal;
  /** Clears the screen and stops, for whoever has to be gone at once. */
  readonly leave?: () => void;
}

const YES_OR_NO = " [y/N]";

/** `instead` says what answers the question where there is nobody to ask: a flag, a file, a variable. */
export function createPrompt(streams: PromptStreams): Prompt {
  const isTerminal = streams.stdin.isTTY && streams.stderr.isTTY;
  const ask = async (question: string, instead: string, isHidden: boolean): Promise<string> => {
    if (isTerminal) return readLine(question, streams, isHidden);
    throw new UsageError(`"${question.replace(YES_OR_NO, "")}" can't be asked without a terminal`, { hint: instead });
  };
  return {
    isTerminal,
    text: (question, instead) => ask(question, instead, false),
    hidden: (question, instead) => ask(question, instead, true),
    line: async (question, until) => (isTerminal ? lineUntil(question, streams, until) : undefined),
    confirm: async (question, instead) => /^y(es)?$/i.test((await ask(question + YES_OR_NO, instead, false)).trim()),
  };
}

async function lineUntil(question: string, streams: PromptStreams, until: AbortSignal): Promise<string | undefined> {
  try {
    return await readLine(question, { ...streams, signal: AbortSignal.any([streams.signal, until]) }, false);
  } catch (error) {
    if (!until.aborted || streams.signal.aborted) throw error;
    streams.stderr.write("\n"); // the question stands there unanswered
    return undefined;
  }
}

async function readLine(question: string, { stdin, stderr, signal, leave }: PromptStreams, isHidden: boolean): Promise<string> {
  // Opening the reader stops the terminal's own echo; only then is the question shown, so that nobody types before it.
  const lines = createInterface({ input: stdin, output: isHidden ? nowhere() : stderr, terminal: true, historySize: 0 });
  const gone = new AbortController();
  const onKey = (_: unknown, { sequence }: { readonly sequence?: string }): void => { if (sequence === QUICK_EXIT_KEY) leave?.(); };
  stdin.on("keypress", onKey);
  lines.once("SIGINT", () => gone.abort());
  lines.once("close", () => gone.abort());
  try {
    if (isHidden) stderr.write(`${question}: `);
    return await lines.question(`${question}: `, { signal: AbortSignal.any([gone.signal, signal]) });
  } catch (error) {
    if (gone.signal.aborted || signal.aborted) throw new InterruptedError("nothing was changed");
    throw error;
  } finally {
    stdin.off("keypress", onKey);
    if (isHidden) stderr.write("\n"); // the Enter that was not shown
    lines.close();
  }
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
