import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { exists } from "../../base/files.ts";
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
  return { name: NAME, state: "good", words: `${await homeKind(home, files)} home at ${home}, for you only` };
}

async function openToOthers(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true });
  const paths = [folder, ...entries.map((entry) => join(folder, entry))];
  const modes = await Promise.all(paths.map(async (path) => ({ path, mode: (await lstat(path)).mode })));
  return modes.filter(({ mode }) => (mode & 0o077) !== 0).map(({ path }) => path);
}
