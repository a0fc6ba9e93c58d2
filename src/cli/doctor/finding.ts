/** One thing looked at: `bad` stops a run, a `note` is worth knowing. */
export interface Finding {
  readonly name: string;
  readonly state: "good" | "note" | "bad";
  readonly words: string;
  /** The command or the step that mends it. */
  readonly mend?: string;
}
