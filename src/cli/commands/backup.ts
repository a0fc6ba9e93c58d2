import { resolve } from "node:path";
import { ExitCode, UsageError } from "../../base/errors.ts";
import { exists } from "../../base/files.ts";
import { encryptBackup, homeEntries } from "../../vault/backup.ts";
import { homeKind } from "../../vault/keys.ts";
import { backupPassphrase } from "../backup-passphrase.ts";
import type { Call } from "../call.ts";
import { lockHome } from "../open-home.ts";

/** Needs no key: what it carries away is sealed already, and is sealed once more. */
export async function backupCommand(call: Call): Promise<ExitCode> {
  const { config, files, out, args } = call;
  const path = resolve(args[0] ?? "");
  await homeKind(config.home, files);
  if (await exists(path)) throw new UsageError(`there is a file at ${path} already`, { hint: "choose another name" });
  const passphrase = await backupPassphrase(call, { isNew: true });
  await using _lock = await lockHome(call, "backup");
  const entries = await homeEntries(config.home, files);
  out.note(`Sealing ${entries.length} files; that takes some seconds, so that guessing the passphrase does, too.`);
  await files.create(path, await encryptBackup(entries, passphrase));
  out.result({ path, files: entries.length }, [`${entries.length} files are in ${path}, encrypted.`]);
  out.next("keep it apart from this machine; the home inside still opens with its own passphrase or key file, which is not in it");
  return ExitCode.done;
}
