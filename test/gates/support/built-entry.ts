import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

/** A TypeScript file as a program that plain Node runs, in a place of its own from which packages are found. */
export interface BuiltEntry extends AsyncDisposable {
  readonly file: string;
}

/** `entry` from the clone's root, where gates and tests are started; `instead` names files to take the place of packages. */
export async function builtEntry(entry: string, instead: Readonly<Record<string, string>> = {}): Promise<BuiltEntry> {
  const folder = join(process.cwd(), "node_modules", ".cache", "unlist", `entry-${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  const file = join(folder, "entry.js");
  const alias = Object.fromEntries(Object.entries(instead).map(([name, path]) => [name, join(process.cwd(), path)]));
  await build({ entryPoints: [join(process.cwd(), entry)], outfile: file, bundle: true, packages: "external", format: "esm", platform: "node", target: "node20", logLevel: "error", alias });
  return { file, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
