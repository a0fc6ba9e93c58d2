import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

/** A TypeScript file as a program that plain Node runs, in a place of its own from which packages are found. */
export interface BuiltEntry extends AsyncDisposable {
  readonly file: string;
}

/** `entry` from the clone's root, where gates and tests are started. */
export async function builtEntry(entry: string): Promise<BuiltEntry> {
  const folder = join(process.cwd(), "node_modules", ".cache", "unlist", `entry-${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  const file = join(folder, "entry.js");
  await build({ entryPoints: [join(process.cwd(), entry)], outfile: file, bundle: true, packages: "external", format: "esm", platform: "node", target: "node20", logLevel: "error" });
  return { file, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
