import { resolve } from "node:path";
import { ExitCode, UsageError } from "../../base/errors.ts";
import { exists } from "../../base/files.ts";
import { decryptBackup } from "../../vault/backup.ts";
import { keysPath } from "../../vault/keys.ts";
import { restoreHome } from "../../vault/restore.ts";
import { backupPassphrase } from "../backup-passphrase.ts";
import type { Call } from "../call.ts";
import { lockHome } from "../open-home.ts";
import { readGivenFile } from "../read-given-file.ts";

export async function restoreCommand(call: Call): Promise<ExitCode> {
  const { args, ask, config, files, out } = call;
  const backup = await readGivenFile(resolve(args[0] ?? ""));
  const isThere = await exists(keysPath(config.home));
  const isSure = !isThere || config.isYes || (await ask.confirm(`Put the backup in place of ${config.home}? What was recorded since is forgotten`, "add --yes to put it in place"));
  if (!isSure) throw new UsageError("nothing was changed");
  const entries = await decryptBackup(backup, await backupPassphrase(call, { isNew: false }));
  await inPlace(call, () => restoreHome(config.home, entries, files), isThere);
  out.result({ home: config.home, files: entries.length }, [`${entries.length} files are back in ${config.home}.`]);
  out.next("unlist ledger verify");
  return ExitCode.done;
}

/** Nobody may be at work in the home that goes. */
async function inPlace(call: Call, restore: () => Promise<void>, isThere: boolean): Promise<void> {
  if (!isThere) return restore();
  await using _lock = await lockHome(call, "restore");
  await restore();
}
