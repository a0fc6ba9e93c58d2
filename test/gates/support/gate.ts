/** `quick` is a sample of the same thing: all gates of it together take less than ten minutes. */
export type Scale = "quick" | "full";

/** A promise of docs/reliability.md, measured. Each lies in `test/gates/<name>.gate.ts`, which exports it as `gate`. */
export interface Gate {
  readonly name: string;
  /** What the figure must be, in words. */
  readonly limit: string;
  run(scale: Scale, tell: Tell): Promise<Verdict>;
  /** The same harness on a planted fault: "missed" when it saw nothing, and so proves nothing. */
  control(tell: Tell): Promise<Control>;
}

export interface Verdict {
  /** What was measured, in one line. */
  readonly figure: string;
  readonly ok: boolean;
  /** More of it, for who reads the terminal: a table, or what went wrong. At most 80 columns. */
  readonly details?: readonly string[];
}

export type Control = "caught" | "missed";

/** Says on stderr how far a long gate has come. */
export type Tell = (line: string) => void;
