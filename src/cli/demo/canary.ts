import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { isMissing } from "../../base/files.ts";
import { personalValues, type Profile } from "../../subject/profile.ts";
import { formsOf, unpacked } from "./canary-forms.ts";

export interface CanarySearch {
  readonly files: number;
  /** Files in which a value of the person was found, in whatever form. */
  readonly hits: readonly string[];
}

/** Fewer characters stand in sealed bytes by chance. */
const LEAST_LENGTH = 5;

/** Reads every file below the folders for every personal value of these people, in every form it may have taken. */
export async function searchForCanaries(folders: readonly string[], ...people: readonly Profile[]): Promise<CanarySearch> {
  return searchFor(people.flatMap(personalValues).filter((value) => value.length >= LEAST_LENGTH), (await Promise.all(folders.map(filesBelow))).flat());
}

export async function searchFor(values: readonly string[], paths: readonly string[]): Promise<CanarySearch> {
  const holds = finderOf(values);
  const hits: string[] = [];
  let files = 0;
  for (const path of paths) {
    const bytes = await readFile(path).catch(isMissing); // gone since it was listed
    if (bytes === false) continue;
    files += 1;
    if (holds(bytes)) hits.push(path);
  }
  return { files, hits };
}

/** Tells whether bytes, or what is packed in them, hold one of the values. */
export function finderOf(values: readonly string[]): (bytes: Buffer) => boolean {
  const needles = values.flatMap(formsOf);
  return (bytes) =>
    [bytes, ...unpacked(bytes)].some((one) => {
      const lower = Buffer.from(one.toString("latin1").toLowerCase(), "latin1");
      return needles.some((needle) => one.includes(needle) || lower.includes(needle));
    });
}

export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
