import { resolve } from "node:path";
import { ExitCode, UsageError } from "../../base/errors.ts";
import { exists } from "../../base/files.ts";
import { carriedOver, type CarriedOver } from "../../client/carry-over.ts";
import { decryptBackup } from "../../vault/backup.ts";
import { keysPath } from "../../vault/keys.ts";
import { restoreHome } from "../../vault/restore.ts";
import type { TarEntry } from "../../vault/tar.ts";
import { backupPassphrase } from "../backup-passphrase.ts";
import type { Call } from "../call.ts";
import { lockHome } from "../open-home.ts";
import { readGivenFile } from "../read-given-file.ts";

export async function restoreCommand(call: Call): Promise<ExitCode> {
  const { args, ask, config, out } = call;
  const backup = await readGivenFile(resolve(args[0] ?? ""));
  const isThere = await exists(keysPath(config.home));
  const isSure = !isThere || config.isYes || (await ask.confirm(`Put the backup in place of ${config.home}? What was recorded since is forgotten`, "add --yes to put it in place"));
  if (!isSure) throw new UsageError("nothing was changed");
  const entries = await decryptBackup(backup, await backupPassphrase(call, { isNew: false }));
  const { revoked, closed } = await inPlace(call, entries, isThere);
  out.result({ home: config.home, files: entries.length, revoked, closed }, [`${entries.length} files are back in ${config.home}.`, ...keptLines({ revoked, closed })]);
  if (!isThere && entries.some(isOfClient)) out.note("A grant that was taken back after this backup was made holds again here, and a client closed since is back: take it back, or close them, once more.");
  out.next("unlist ledger verify");
  return ExitCode.done;
}

/** Nobody may be at work in the home that goes. */
async function inPlace(call: Call, entries: readonly TarEntry[], isThere: boolean): Promise<CarriedOver> {
  const { config, files } = call;
  if (!isThere) {
    await restoreHome(config.home, entries, files);
    return { entries, revoked: 0, closed: 0 };
  }
  await using _lock = await lockHome(call, "restore");
  const carried = await carriedOver(entries, { home: config.home, files });
  await restoreHome(config.home, carried.entries, files);
  return carried;
}

function keptLines({ revoked, closed }: Pick<CarriedOver, "revoked" | "closed">): string[] {
  return [...(revoked > 0 ? [`Grants that were taken back since stay so: ${revoked}.`] : []), ...(closed > 0 ? [`Clients who were closed since stay so: ${closed}.`] : [])];
}

function isOfClient({ name }: TarEntry): boolean {
  return name.includes("/grants/");
}
