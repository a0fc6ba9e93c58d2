const KEPT_LINES = 40;

/**
 * What an attempt did, one line per thing, for whoever reads a failure. It holds step ids, locators and counts;
 * a typed value never comes near it, so it may stand in a log.
 */
export class Story {
  readonly #lines: string[] = [];

  add(step: string, line: string): void {
    this.#lines.push(`${step}: ${line}`);
    if (this.#lines.length > KEPT_LINES) this.#lines.shift();
  }

  get last(): string {
    return this.#lines.at(-1) ?? "nothing was done yet";
  }

  tell(): string {
    return this.#lines.join("\n");
  }
}
