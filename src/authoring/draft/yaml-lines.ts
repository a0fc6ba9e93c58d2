import { stringify } from "yaml";

/** Lines of a YAML file in the making: what `yaml` would write for a value, at a depth, with a word for the author behind it. */
export class YamlLines {
  readonly #lines: string[] = [];

  add(depth: number, text: string, comment?: string): this {
    this.#lines.push(`${"  ".repeat(depth)}${text}${comment === undefined ? "" : ` # ${oneLine(comment)}`}`);
    return this;
  }

  remark(depth: number, words: string): this {
    return this.add(depth, `# ${oneLine(words)}`);
  }

  toString(): string {
    return this.#lines.map((line) => `${line}\n`).join("");
  }
}

/** `key: value` on one line, each quoted where YAML wants it. */
export function pair(key: string, value: string): string {
  return stringify({ [key]: value }, { lineWidth: 0 }).trimEnd();
}

/** `[a, b]`. */
export function list(values: readonly string[]): string {
  return `[${values.map((value) => stringify(value, { lineWidth: 0 }).trimEnd()).join(", ")}]`;
}

/** A page's own words must not end the comment they stand in. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{C}]+/gu, " ").trim();
}
