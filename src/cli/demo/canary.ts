import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { isMissing } from "../../base/files.ts";
import { personalValues, type Profile } from "../../subject/profile.ts";

export interface CanarySearch {
  readonly files: number;
  /** Files in which a value of the person was found, in whatever form. */
  readonly hits: readonly string[];
}

/** Reads every file below the folders for every personal value: as it is, small, encoded for URLs, HTML and JSON, base64, hex, UTF-16. */
export async function searchForCanaries(folders: readonly string[], profile: Profile): Promise<CanarySearch> {
  const needles = personalValues(profile).filter((value) => value.length >= 4).flatMap(formsOf);
  const hits: string[] = [];
  let files = 0;
  for (const path of (await Promise.all(folders.map(filesBelow))).flat()) {
    const bytes = await readFile(path).catch(isMissing); // gone since it was listed
    if (bytes === false) continue;
    files += 1;
    const lower = Buffer.from(bytes.toString("latin1").toLowerCase(), "latin1");
    if (needles.some((needle) => bytes.includes(needle) || lower.includes(needle))) hits.push(path);
  }
  return { files, hits };
}

function formsOf(value: string): Buffer[] {
  const texts = [value, value.toLowerCase(), encodeURIComponent(value), value.replace(/ /g, "+"), value.toLowerCase().replace(/ /g, "-"), htmlEscaped(value), htmlNamed(value), JSON.stringify(value).slice(1, -1)];
  const utf8 = Buffer.from(value);
  return [...texts.map((text) => Buffer.from(text)), Buffer.from(utf8.toString("hex")), Buffer.from(value, "utf16le"), ...base64Cores(utf8)];
}

/** Base64 of the value wherever it starts within a group of three bytes, without the letters that its neighbours share. */
function base64Cores(value: Buffer): Buffer[] {
  return [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), value]).toString("base64").replace(/=+$/, "");
    return Buffer.from(text.slice(shift === 0 ? 0 : shift + 1, -1));
  });
}

function htmlEscaped(value: string): string {
  return value.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

const NAMED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function htmlNamed(value: string): string {
  return value.replace(/[&<>"']/g, (letter) => NAMED[letter] ?? letter);
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
