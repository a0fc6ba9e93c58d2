import type { CommanderError } from "commander";
import { UsageError } from "../base/errors.ts";

// What commander quotes: an option as declared, a command or operand name. Anything else was typed, and may be personal.
const DECLARED = /^(-\w, )?-{0,2}[a-z][a-z-]{0,23}( [<[][\w.]+[>\]])?$/i;

/** Commander's complaint in our form: one sentence, and the suggestion as the hint. */
export function usageErrorOf({ message, code }: CommanderError): UsageError {
  if (code === "commander.help") return new UsageError("no command given", { hint: "unlist --help lists them" });
  const [sentence = "", suggestion] = message.replace(/^error: /, "").split("\n");
  const words = sentence.replace(/'([^']*)'/g, (quoted, word: string) => (DECLARED.test(word) ? quoted : "'…'"));
  return new UsageError(words, { hint: suggestion === undefined ? "unlist --help says how" : suggestion.replace(/^\((.*)\)$/, "$1") });
}
