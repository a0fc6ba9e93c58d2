import { realpath, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { exists, isMissing } from "../base/files.ts";

/** Names that services give to the folder whose content they carry elsewhere. */
const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/^dropbox( \(.+\))?$/i, "Dropbox"],
  [/^onedrive([ -].+)?$/i, "OneDrive"],
  [/^(mobile documents|icloud ?drive|iclouddrive)$/i, "iCloud"],
  [/^(google ?drive|my drive|googledrive-.+)$/i, "Google Drive"],
  [/^syncthing$/i, "Syncthing"],
  [/^cloudstorage$/i, "a cloud service"], // macOS keeps all of them under ~/Library/CloudStorage
];

/** What services leave at the top of such a folder. */
const BY_MARK: readonly (readonly [mark: string, service: string])[] = [
  [".stfolder", "Syncthing"],
  [".dropbox.cache", "Dropbox"],
  [".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"],
  [".tmp.driveupload", "Google Drive"],
];

/**
 * The service that seems to carry this folder to other machines, if one does. Everything in a home is encrypted, but copies on
 * other machines and in a provider's history outlive a `wipe`, and two machines at one home spoil the record.
 */
export async function syncServiceAt(folder: string): Promise<string | undefined> {
  const real = await nearestReal(folder);
  for (const path of new Set([folder, real])) {
    const service = await serviceAbove(path);
    if (service !== undefined) return service;
  }
  return undefined;
}

async function serviceAbove(path: string): Promise<string | undefined> {
  const named = BY_NAME.find(([name]) => name.test(basename(path)));
  if (named) return named[1];
  for (const [mark, service] of BY_MARK) if (await exists(join(path, mark))) return service;
  return dirname(path) === path ? undefined : serviceAbove(dirname(path));
}

/** With links followed as far as the path exists. */
async function nearestReal(path: string): Promise<string> {
  if (await stat(path).catch(isMissing)) return realpath(path);
  return dirname(path) === path ? path : join(await nearestReal(dirname(path)), basename(path));
}
