import { UsageError } from "../base/errors.ts";
import type { Call } from "./call.ts";
import { readPrivateFile } from "./private-file.ts";

const INSTEAD = "--passphrase-file FILE, which only you can read";
const SHORTEST = 8;

/** The backup's own passphrase: asked twice when it is new, since a slip of the finger would lose the backup. */
export async function backupPassphrase({ options, ask }: Pick<Call, "options" | "ask">, { isNew }: { readonly isNew: boolean }): Promise<string> {
  const file = options.text("passphraseFile");
  const given = file === undefined ? await ask.hidden("Passphrase of the backup", INSTEAD) : (await readPrivateFile(file, "passphrase file")).toString("utf8").replace(/\r?\n$/, "");
  if (isNew && given.length < SHORTEST) throw new UsageError("the passphrase is too short", { hint: "eight characters or more; four or five words are easy to keep" });
  if (isNew && file === undefined && given !== (await ask.hidden("Once more", INSTEAD))) throw new UsageError("the two were not the same", { hint: "nothing was made; try again" });
  return given;
}
