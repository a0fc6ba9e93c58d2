/** Comments for a YAML file that is to be written, by the object that they stand above. */
export class Remarks {
  readonly #above = new Map<object, string[]>();

  /** One line each; what an author of another file wrote must not break out of a comment. */
  add<T extends object>(about: T, ...words: readonly (string | undefined)[]): T {
    const lines = words.flatMap((text) => (text === undefined ? [] : [text.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim()])).filter((line) => line !== "");
    if (lines.length > 0) this.#above.set(about, [...(this.#above.get(about) ?? []), ...lines]);
    return about;
  }

  above(about: object): readonly string[] {
    return this.#above.get(about) ?? [];
  }

  /** What was said of one object is now said of the one that takes its place. */
  move<T extends object>(from: object, to: T): T {
    const lines = this.#above.get(from) ?? [];
    this.#above.delete(from);
    return this.add(to, ...lines);
  }
}
