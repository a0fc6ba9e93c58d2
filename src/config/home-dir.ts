import { homedir } from "node:os";
import { join, resolve } from "node:path";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the encrypted home lies when nobody says otherwise: each system's own place for what programs keep. */
export function defaultHome(env: Environment, platform: NodeJS.Platform = process.platform): string {
  const user = env["HOME"] ?? homedir();
  if (platform === "darwin") return join(user, "Library", "Application Support", "unlist");
  if (platform === "win32") return join(env["LOCALAPPDATA"] ?? join(user, "AppData", "Local"), "unlist");
  // A relative XDG path is to be ignored: https://specifications.freedesktop.org/basedir-spec/latest/
  const data = env["XDG_DATA_HOME"];
  return data?.startsWith("/") ? join(data, "unlist") : join(user, ".local", "share", "unlist");
}

/** The user's own folder, and the one where their programs keep settings. */
export function userDirs(env: Environment): { readonly userDir: string; readonly userConfigDir: string } {
  const userDir = env["HOME"] ?? homedir();
  const xdg = env["XDG_CONFIG_HOME"];
  return { userDir, userConfigDir: xdg?.startsWith("/") ? xdg : join(userDir, ".config") };
}

export function homeDir(flag: string | undefined, env: Environment): string {
  return resolve(flag ?? (env["UNLIST_HOME"] || defaultHome(env)));
}
