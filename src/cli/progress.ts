import { truncate } from "./display-width.ts";
import { safeText } from "./safe-text.ts";

/** A live line per broker on a terminal, a plain line per change in a pipe. Always on stderr. */
export interface Progress {
  /** What `name` is doing now. */
  show(name: string, words: string): void;
  /** What became of it: stays on the screen. */
  settle(name: string, words: string): void;
  /** Takes the live lines away. */
  close(): void;
}

export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const silent: Progress = { show: () => undefined, settle: () => undefined, close: () => undefined };

export function openProgress(stream: ProgressStream, isQuiet: boolean): Progress {
  if (isQuiet) return silent;
  return stream.isTTY ? new LiveProgress(stream) : plainProgress(stream);
}

function plainProgress(stream: ProgressStream): Progress {
  const line = (name: string, words: string) => void stream.write(`${lineOf(name, words)}\n`);
  return { show: line, settle: line, close: () => undefined };
}

const UP_AND_CLEAR = "\u001b[1A\u001b[2K";

class LiveProgress implements Progress {
  readonly #live = new Map<string, string>();
  readonly #stream: ProgressStream;
  #drawn = 0;

  constructor(stream: ProgressStream) {
    this.#stream = stream;
  }

  show(name: string, words: string): void {
    this.#live.set(name, lineOf(name, words));
    this.#redraw();
  }

  settle(name: string, words: string): void {
    this.#live.delete(name);
    this.#redraw(lineOf(name, words));
  }

  close(): void {
    this.#live.clear();
    this.#redraw();
  }

  /** One write for all of it, so that the lines don't flicker. A line that would wrap is cut, or clearing would miss a part. */
  #redraw(settled?: string): void {
    const width = (this.#stream.columns ?? 80) - 1;
    const lines = [...(settled === undefined ? [] : [settled]), ...this.#live.values()];
    this.#stream.write(UP_AND_CLEAR.repeat(this.#drawn) + lines.map((line) => `${truncate(line, width)}\n`).join(""));
    this.#drawn = this.#live.size;
  }
}

const NAME_WIDTH = 24;

function lineOf(name: string, words: string): string {
  return `${safeText(name).padEnd(NAME_WIDTH)}  ${safeText(words)}`;
}
