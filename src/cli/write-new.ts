import { UsageError } from "../base/errors.ts";
import { errorCode } from "../base/files.ts";
import type { Call } from "./call.ts";

/** A file of the person's own, for its owner alone; one that is there already is theirs, and stays. */
export async function writeNew({ files }: Pick<Call, "files">, path: string, bytes: Uint8Array | string): Promise<void> {
  await files.create(path, bytes).catch((error: unknown) => {
    if (errorCode(error) === "EEXIST") throw new UsageError("a file of that name is there already", { hint: "name another, or take that one away" });
    throw error;
  });
}
