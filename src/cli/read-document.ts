import { basename } from "node:path";
import { text } from "node:stream/consumers";
import type { z } from "zod";
import { InvalidFileError, type FileIssue } from "../base/errors.ts";
import { parseStrict } from "../base/strict-yaml.ts";
import type { Call } from "./call.ts";
import { readPrivateFile } from "./private-file.ts";

/** A file with personal values or secrets that the person hands over: theirs alone (0600), or `-` for stdin. */
export async function readPersonalDocument<S extends z.ZodType>(path: string, schema: S, call: Pick<Call, "stdin">): Promise<z.output<S>> {
  const source = { file: path === "-" ? "stdin" : basename(path), text: await readPersonalText(path, call) };
  return withoutValues(() => parseStrict(source, schema));
}

export async function readPersonalText(path: string, { stdin }: Pick<Call, "stdin">): Promise<string> {
  return path === "-" ? text(stdin) : (await readPrivateFile(path, "file")).toString("utf8");
}

/** What is wrong with a personal file is told by its place alone. */
export function withoutValues<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof InvalidFileError) throw new InvalidFileError(error.issues.map(blanked));
    throw error;
  }
}

/** What is wrong and where, without what stands there: the YAML reader and the schemas quote it. */
function blanked(issue: FileIssue): FileIssue {
  if (issue.message.startsWith("unknown key ") && !isSlipOfAKey(issue)) return { ...issue, path: "", message: "unknown key" };
  const message = issue.message.replace(/^not valid YAML .*$/s, "not valid YAML").replace(/^unknown value .*$/s, "unknown value");
  return { ...issue, message };
}

/** `{Jane, Roe}` makes keys of a name, so a key is quoted only when it is nearly one that is known. */
function isSlipOfAKey({ hint }: FileIssue): boolean {
  return hint?.startsWith("did you mean ") ?? false;
}
