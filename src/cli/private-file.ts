import { open } from "node:fs/promises";
import { UsageError } from "../base/errors.ts";
import { isMissing } from "../base/files.ts";

/** A file of the person's own that holds a secret or personal values: refused when others may read it. */
export async function readPrivateFile(path: string, what: string): Promise<Buffer> {
  const file = await open(path, "r").catch(isMissing);
  if (file === false) throw new UsageError(`there is no ${what} at ${path}`);
  try {
    const status = await file.stat();
    if (!status.isFile()) throw new UsageError(`the ${what} at ${path} is no plain file`);
    const isShared = process.platform !== "win32" && (status.mode & 0o077) !== 0;
    if (isShared) throw new UsageError(`others may read the ${what} at ${path}`, { hint: `chmod 600 ${path}` });
    return await file.readFile();
  } finally {
    await file.close();
  }
}
