import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Builds `dist/` once, before tests start the command line as a real process. */
export function setup(): void {
  const build = fileURLToPath(new URL("../scripts/build.mjs", import.meta.url));
  const { status } = spawnSync(process.execPath, [build], { stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error("dist/ could not be built");
}
