import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const ROOT = join(import.meta.dirname, "../..");

export interface BuiltLab extends AsyncDisposable {
  readonly entry: string;
}

/** The lab's process built from the sources as they are, in a place of its own from which packages are found. */
export async function builtLab(): Promise<BuiltLab> {
  const folder = join(ROOT, "node_modules", ".cache", `unlist-lab-${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  const entry = join(folder, "lab.js");
  await build({ entryPoints: [join(ROOT, "src/lab/main.ts")], outfile: entry, bundle: true, packages: "external", format: "esm", platform: "node", target: "node20", logLevel: "error" });
  return { entry, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
