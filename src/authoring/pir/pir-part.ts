import { sayPath } from "../../base/strict-yaml.ts";
import { didYouMean } from "../../base/nearest.ts";

/** Something of a recipe that can't be said in a playbook, at its place. */
export interface Refusal {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly hint?: string | undefined;
}

/**
 * An object of a recipe, read key by key. What is not as it should be is written down at its path and reading goes on, so
 * that an author hears of everything at once. A key that begins with `_` is a comment in this format.
 */
export class PirPart {
  readonly path: readonly (string | number)[];
  readonly #values: ReadonlyMap<string, unknown>;
  readonly #refusals: Refusal[];

  constructor(value: object, path: readonly (string | number)[], refusals: Refusal[]) {
    // In this format null and nothing mean the same.
    this.#values = new Map(Object.entries(value).filter(([, held]) => held !== null));
    this.path = path;
    this.#refusals = refusals;
  }

  get said(): string {
    return sayPath(this.path);
  }

  get keys(): string[] {
    return [...this.#values.keys()].filter((key) => !key.startsWith("_"));
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  /** Every other key is refused: what is not understood may change what is done. */
  knows(...known: readonly string[]): this {
    for (const key of this.keys) if (!known.includes(key)) this.refuse(`unknown key "${key}"`, { key, hint: didYouMean(key, known) });
    return this;
  }

  isText(key: string): boolean {
    return typeof this.#values.get(key) === "string";
  }

  text(key: string): string | undefined {
    const value = this.#values.get(key);
    if (value === undefined || typeof value === "string") return value;
    if (typeof value === "number") return String(value);
    this.#wants(key, "a text");
    return undefined;
  }

  needText(key: string): string {
    const text = this.text(key);
    if (text === undefined && !this.has(key)) this.refuse(`has no ${key}`);
    return text ?? "";
  }

  number(key: string): number | undefined {
    const value = this.#values.get(key);
    if (value === undefined || typeof value === "number") return value;
    this.#wants(key, "a number");
    return undefined;
  }

  /** Loose, as their engine is: 1 is true. */
  flag(key: string): boolean {
    return this.#values.get(key) === true || this.#values.get(key) === 1;
  }

  texts(key: string): string[] {
    const value = this.#values.get(key) ?? [];
    if (Array.isArray(value) && value.every((item): item is string => typeof item === "string")) return value;
    this.#wants(key, "a list of texts");
    return [];
  }

  part(key: string): PirPart | undefined {
    const value = this.#values.get(key);
    if (isObject(value)) return this.#within(value, key);
    if (value !== undefined) this.#wants(key, "an object");
    return undefined;
  }

  parts(key: string): PirPart[] {
    const value = this.#values.get(key) ?? [];
    if (!Array.isArray(value)) {
      this.#wants(key, "a list");
      return [];
    }
    return value.flatMap((item: unknown, i) => {
      if (isObject(item)) return [this.#within(item, key, i)];
      this.#refusals.push({ path: [...this.path, key, i], message: "wants an object" });
      return [];
    });
  }

  comment(): string | undefined {
    const said = this.#values.get("_comment");
    return typeof said === "string" ? said : undefined;
  }

  refuse(message: string, { key, hint }: { key?: string; hint?: string | undefined } = {}): void {
    this.#refusals.push({ path: key === undefined ? this.path : [...this.path, key], message, hint });
  }

  #within(value: object, ...keys: (string | number)[]): PirPart {
    return new PirPart(value, [...this.path, ...keys], this.#refusals);
  }

  #wants(key: string, what: string): void {
    this.refuse(`wants ${what}`, { key });
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
