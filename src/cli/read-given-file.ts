import { readFile } from "node:fs/promises";
import { UsageError } from "../base/errors.ts";
import { isMissing } from "../base/files.ts";

/** A file that was named on the command line and holds nothing personal. */
export async function readGivenFile(path: string): Promise<Buffer> {
  const bytes = await readFile(path).catch(isMissing);
  if (bytes === false) throw new UsageError(`there is no file ${path}`);
  return bytes;
}
