import { InvalidFileError } from "../base/errors.ts";
import type { SourceText } from "../base/strict-yaml.ts";

/** The largest playbook that came with the product has 183. A mistake takes a while to name, and a file could make thousands. */
const MAX_VALUES = 1_000;
const MAX_CHARACTERS = 64 * 1_024;

/** Refuses a broker or a playbook that is larger than any could be, before its parts are looked at. */
export function ofPlainSize({ file, text }: SourceText): (value: unknown) => unknown {
  const refuse = (message: string, hint: string): InvalidFileError => new InvalidFileError([{ file, line: 1, column: 1, path: "", message, hint, rule: "file-too-large" }]);
  if (text.length > MAX_CHARACTERS) throw refuse("the file is too large", `keep it under ${MAX_CHARACTERS / 1_024} KB`);
  return (value) => {
    if (valuesLeft(value, MAX_VALUES) < 0) throw refuse(`holds more than ${MAX_VALUES} values`, "a broker or a playbook has a few hundred at most");
    return value;
  };
}

/** How many more there may be; what an alias stands for counts each time. */
function valuesLeft(value: unknown, left: number): number {
  if (left < 0 || typeof value !== "object" || value === null) return left - 1;
  return Object.values(value).reduce((rest: number, inner) => (rest < 0 ? rest : valuesLeft(inner, rest)), left - 1);
}
