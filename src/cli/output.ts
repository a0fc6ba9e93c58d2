import { paint, type Paint } from "./colour.ts";
import type { ProgressStream } from "./progress.ts";
import { table, type Cell, type Column } from "./table.ts";

/** Where a command's words go. Results on stdout, everything about the way there on stderr. */
export interface Output {
  readonly isJson: boolean;
  readonly isQuiet: boolean;
  /** The terminal's width, 80 in a pipe. */
  readonly width: number;
  readonly paint: Paint;
  /** The result: the object with `--json`, else the lines. Once per command. */
  result(json: unknown, lines: readonly string[]): void;
  /** A table in this output's width and colours, as lines for `result`. */
  table(columns: readonly Column[], rows: readonly (readonly Cell[])[]): string[];
  /** A word on the way, on stderr; left out with `--quiet`. */
  note(text: string): void;
  /** What to do next; left out with `--quiet` and `--json`. */
  next(text: string): void;
}

export interface OutputStreams {
  readonly stdout: ProgressStream;
  readonly stderr: ProgressStream;
}

export interface OutputWishes {
  readonly isJson: boolean;
  readonly isQuiet: boolean;
  readonly mayColour: boolean;
}

const WIDTH_IN_A_PIPE = 80;
const MOST_READABLE = 120;

export function createOutput({ isJson, isQuiet, mayColour }: OutputWishes, { stdout, stderr }: OutputStreams): Output {
  const width = stdout.isTTY ? Math.min(stdout.columns || WIDTH_IN_A_PIPE, MOST_READABLE) : WIDTH_IN_A_PIPE;
  const colours = paint(mayColour && stdout.isTTY === true);
  const asides = paint(mayColour && stderr.isTTY === true);
  return {
    isJson,
    isQuiet,
    width,
    paint: colours,
    result(json, lines) {
      stdout.write(isJson ? `${JSON.stringify(json, null, 2)}\n` : lines.map((line) => `${line}\n`).join(""));
    },
    table: (columns, rows) => table(columns, rows, { width, title: colours.faint }),
    note(text) {
      if (!isQuiet) stderr.write(`${text}\n`);
    },
    next(text) {
      if (!isQuiet && !isJson) stderr.write(`${asides.faint("next:")} ${text}\n`);
    },
  };
}
