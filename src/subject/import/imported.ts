import { InvalidFileError, type FileIssue } from "../../base/errors.ts";
import { sayPath } from "../../base/strict-yaml.ts";
import { readIssues } from "../../base/zod-issues.ts";
import { Profile } from "../profile.ts";

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What was found in a file of another format: nothing is checked yet, and each value knows where it stood. */
export class ImportedProfile {
  readonly #file: string;
  readonly #value: Record<string, unknown> = {};
  readonly #places = new Map<string, Place>();
  readonly #issues: FileIssue[] = [];
  readonly #leftOut = new Set<string>();

  constructor(file: string) {
    this.#file = file;
  }

  /** Adds an item to a list of the profile, each part of it with its own place. One that is there already is not added twice. */
  add(list: "names" | "addresses" | "phones" | "relatives" | "personalEmails", item: unknown, places: Readonly<Record<string, Place>> & { readonly at: Place }): void {
    const held = this.#value[list];
    const items: unknown[] = Array.isArray(held) ? held : [];
    if (items.some((other) => JSON.stringify(other) === JSON.stringify(item))) return;
    for (const [part, place] of Object.entries(places)) this.#places.set(part === "at" ? `${list}[${items.length}]` : `${list}[${items.length}].${part}`, place);
    this.#value[list] = [...items, item];
  }

  set(field: "birthYear" | "residence" | "contact", value: unknown, place: Place): void {
    this.#places.set(field, place);
    this.#value[field] = value;
  }

  leaveOut(name: string): void {
    this.#leftOut.add(name);
  }

  /** What the format holds and a profile has no use for, by its names. */
  get leftOut(): readonly string[] {
    return [...this.#leftOut].sort();
  }

  fault(place: Place, message: string, hint?: string): void {
    this.#issues.push({ file: this.#file, ...place, path: "", message, ...(hint !== undefined && { hint }) });
  }

  /** As strict as a `--profile` file: every fault at its line and column, and no value in the words. */
  checked(): Profile {
    const result = Profile.safeParse(this.#value);
    const faults = result.success ? [] : readIssues(result.error.issues, this.#value, Profile).map(({ path, message, hint }): FileIssue => ({ file: this.#file, ...this.#placeOf(path), path: sayPath(path), message, hint }));
    if (!result.success || this.#issues.length > 0) throw new InvalidFileError([...this.#issues, ...faults]);
    return result.data;
  }

  #placeOf(path: readonly PropertyKey[]): Place {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const place = this.#places.get(sayPath(path.slice(0, depth)));
      if (place) return place;
    }
    return { line: 1, column: 1 };
  }
}

/** A telephone number as profiles have it: as it stands with its country, else as one of the United States. */
export function plainPhone(text: string): string {
  const digits = text.replace(/^tel:/i, "").replace(/;.*$/, "").replace(/[^\d+]/g, "");
  if (/^\d{10}$/.test(digits)) return `+1${digits}`;
  return /^1\d{10}$/.test(digits) ? `+${digits}` : digits;
}

/** Leaves out what is empty, as a profile does. */
export function filledIn(parts: Readonly<Record<string, string | number>>): Record<string, string | number> {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== ""));
}
