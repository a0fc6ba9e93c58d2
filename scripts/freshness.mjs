import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

// Node's own modules only: this runs at every start of `unlist`, before anything is installed.
export const ROOT = fileURLToPath(new URL("..", import.meta.url));
export const BUILD_STAMP = join(ROOT, "dist", ".built");

/** True when `dist` is missing or something that it is made of is newer. A published package has no `src` and is never stale. */
export function isBuildStale() {
  const sources = join(ROOT, "src");
  if (!existsSync(sources)) return false;
  const builtMs = modifiedMs(BUILD_STAMP);
  const madeOf = [sources, join(ROOT, "brokers"), join(ROOT, "playbooks")].filter((folder) => existsSync(folder));
  return builtMs === 0 || madeOf.some((folder) => hasNewer(folder, builtMs)) || modifiedMs(join(ROOT, "scripts", "build.mjs")) > builtMs;
}

export function modifiedMs(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Looks at folders too: a file that was removed or renamed shows in its folder's time. */
function hasNewer(folder, thanMs) {
  if (modifiedMs(folder) > thanMs) return true;
  return readdirSync(folder, { withFileTypes: true }).some((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? hasNewer(path, thanMs) : modifiedMs(path) > thanMs;
  });
}
