import { basename } from "node:path";
import { text } from "node:stream/consumers";
import type { z } from "zod";
import { InvalidFileError, type FileIssue } from "../base/errors.ts";
import { parseStrict } from "../base/strict-yaml.ts";
import type { Call } from "./call.ts";
import { readPrivateFile } from "./private-file.ts";

/** A file with personal values or secrets that the person hands over: theirs alone (0600), or `-` for stdin. */
export async function readPersonalDocument<S extends z.ZodType>(path: string, schema: S, { stdin }: Pick<Call, "stdin">): Promise<z.output<S>> {
  const source = path === "-" ? { file: "stdin", text: await text(stdin) } : { file: basename(path), text: (await readPrivateFile(path, "file")).toString("utf8") };
  try {
    return parseStrict(source, schema);
  } catch (error) {
    if (error instanceof InvalidFileError) throw new InvalidFileError(error.issues.map(withoutValues));
    throw error;
  }
}

/** What is wrong and where, without what stands there: the YAML reader and the schemas quote it. */
function withoutValues(issue: FileIssue): FileIssue {
  if (issue.message.startsWith("unknown key ") && !isSlipOfAKey(issue)) return { ...issue, path: "", message: "unknown key" };
  const message = issue.message.replace(/^not valid YAML .*$/s, "not valid YAML").replace(/^unknown value .*$/s, "unknown value");
  return { ...issue, message };
}

/** `{Jane, Roe}` makes keys of a name, so a key is quoted only when it is nearly one that is known. */
function isSlipOfAKey({ hint }: FileIssue): boolean {
  return hint?.startsWith("did you mean ") ?? false;
}
