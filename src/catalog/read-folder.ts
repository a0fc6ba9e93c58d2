import { readFileSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { InvalidFileError, type FileIssue } from "../base/errors.ts";
import { exists } from "../base/files.ts";
import { MAX_CHARACTERS } from "../base/read-yaml.ts";
import type { SourceText } from "../base/strict-yaml.ts";
import { Slug } from "./names.ts";

/** The YAML files of a folder by their slugs; a file that can't be read is an issue, and the others are read on. */
export async function readFolder<T>(dir: string, issues: FileIssue[], read: (source: SourceText, slug: string) => T): Promise<Map<string, T>> {
  const found = new Map<string, T>();
  if (!(await exists(dir))) return found;
  for (const name of readdirSync(dir).sort()) {
    if (!name.endsWith(".yaml")) continue;
    const slug = basename(name, ".yaml");
    const file = join(basename(dir), name);
    const text = readText(join(dir, name));
    if (text === undefined) issues.push({ file, line: 1, column: 1, path: "", message: "is no plain file of a size that is read", hint: `a text of less than ${MAX_CHARACTERS / 1_024} KB, and no folder, pipe or dead link`, rule: "plain-file" });
    else collect(issues, () => found.set(slug, read({ file, text }, slug)));
    if (!Slug.safeParse(slug).success) issues.push({ file, line: 1, column: 1, path: "", message: "the file's name is no slug", hint: "small letters, digits and hyphens", rule: "name-is-slug" });
  }
  return found;
}

/**
 * Nothing for what would hang or crash its reader: a pipe, a folder, a link to nowhere, a disk image. Read where it stands: of
 * thousands of small files most of the time went into waiting for each other's turn.
 */
function readText(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true && found.size <= 4 * MAX_CHARACTERS ? readFileSync(path, "utf8") : undefined;
}

export function collect(issues: FileIssue[], read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof InvalidFileError)) throw error;
    issues.push(...error.issues);
  }
}
