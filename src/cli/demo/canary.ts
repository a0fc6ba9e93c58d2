import { readFile, readdir, readlink } from "node:fs/promises";
import { join } from "node:path";
import { errorCode, isMissing } from "../../base/files.ts";
import { personalValues, type Profile } from "../../subject/profile.ts";
import { formsOf, unpacked } from "./canary-forms.ts";

export interface CanarySearch {
  readonly files: number;
  /** Files that hold a value of the person, in whatever form, and whatever has one in its name. */
  readonly hits: readonly string[];
}

/** Fewer characters stand in sealed bytes by chance. */
const LEAST_LENGTH = 5;

/** Reads everything below the folders for every personal value of these people, in every form it may have taken. */
export async function searchForCanaries(folders: readonly string[], ...people: readonly Profile[]): Promise<CanarySearch> {
  return searchFor(people.flatMap(personalValues).filter((value) => value.length >= LEAST_LENGTH), (await Promise.all(folders.map(allBelow))).flat());
}

/** By name and content; of a link, where it leads to. */
export async function searchFor(values: readonly string[], paths: readonly string[]): Promise<CanarySearch> {
  const holds = finderOf(values);
  const hits: string[] = [];
  let files = 0;
  for (const path of paths) {
    const bytes = await contentOf(path);
    if (bytes) files += 1;
    if ((bytes && holds(bytes)) || holds(Buffer.from(path))) hits.push(path);
  }
  return { files, hits };
}

/** Tells whether bytes, or what is packed in them, hold one of the values. */
export function finderOf(values: readonly string[]): (bytes: Buffer) => boolean {
  const needles = values.flatMap(formsOf).map((needle) => ({ needle, isNumber: isShortNumber(needle) }));
  return (bytes) =>
    [bytes, ...unpacked(bytes)].some((one) => {
      const text = one.toString("latin1");
      const lower = Buffer.from(text.toLowerCase(), "latin1");
      const hashless = Buffer.from(text.replace(HASH, " "), "latin1");
      return needles.some(({ needle, isNumber }) => (isNumber ? hashless.includes(needle) : one.includes(needle) || lower.includes(needle)));
    });
}

const HASH = /[0-9a-f]{40,}/gi;

/** A postcode's five digits stand by chance in the hashes of one journal in thirty, and so are not looked for within a hash. */
function isShortNumber(needle: Buffer): boolean {
  return needle.length < 8 && /^\d+$/.test(needle.toString("latin1"));
}

/** Files, links and folders. */
export async function allBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() || entry.isSymbolicLink() || entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
}

/** Nothing of a folder, and of what is gone since it was listed. */
async function contentOf(path: string): Promise<Buffer | false> {
  const target = await readlink(path).catch(isNoLink);
  if (target !== false) return Buffer.from(target);
  return readFile(path).catch((error: unknown) => (errorCode(error) === "EISDIR" ? false : isMissing(error)));
}

/** EINVAL, which says that it is no link, as `false`; a missing one is found out about when it is read. */
function isNoLink(error: unknown): false {
  if (errorCode(error) === "EINVAL") return false;
  return isMissing(error);
}
