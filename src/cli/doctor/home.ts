import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { exists } from "../../base/files.ts";
import { syncServiceAt } from "../../config/sync-folder.ts";
import { homeKind, keysPath } from "../../vault/keys.ts";
import type { Call } from "../call.ts";
import type { Finding } from "./finding.ts";

const NAME = "home";

/** There, of which kind, and for its owner only, down to the last file. */
export async function checkHome({ config, files }: Pick<Call, "config" | "files">): Promise<Finding> {
  const { home } = config;
  if (!(await exists(keysPath(home)))) return { name: NAME, state: "note", words: `none at ${home}`, mend: "unlist init" };
  const open = process.platform === "win32" ? [] : await openToOthers(home);
  if (open.length > 0) return { name: NAME, state: "bad", words: `${open.length} files or folders in ${home} are open to others`, mend: `chmod -R go= ${home}` };
  const words = `${await homeKind(home, files)} home at ${home}, for you only`;
  const service = await syncServiceAt(home);
  return service === undefined ? { name: NAME, state: "good", words } : { name: NAME, state: "note", words: `${words}, but ${saySynced(service)}`, mend: "unlist backup, then unlist restore --home DIR outside of it, then unlist wipe here" };
}

/** What it means that a service carries the home elsewhere. */
export function saySynced(service: string): string {
  return `${service} seems to copy this folder to other machines: copies there outlive a wipe, and a second machine at work in it spoils the record`;
}

async function openToOthers(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true });
  const paths = [folder, ...entries.map((entry) => join(folder, entry))];
  const modes = await Promise.all(paths.map(async (path) => ({ path, mode: (await lstat(path)).mode })));
  return modes.filter(({ mode }) => (mode & 0o077) !== 0).map(({ path }) => path);
}
