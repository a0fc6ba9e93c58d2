import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";

/** A program as Node's start-up snapshot: it begins with everything loaded, at a fifth of the cost (measured, Node 20). */
export interface BuiltSnapshot extends AsyncDisposable {
  /** What `node` is given before the program's own arguments. */
  readonly args: readonly string[];
}

/** `entry` from the clone's root; it says what it does when it is started with `setDeserializeMainFunction`. `instead` names files to take the place of packages. */
export async function builtSnapshot(entry: string, instead: Readonly<Record<string, string>> = {}): Promise<BuiltSnapshot> {
  const folder = join(process.cwd(), "node_modules", ".cache", "unlist", `snapshot-${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  const [outfile, blob] = [join(folder, "entry.cjs"), join(folder, "snapshot.blob")];
  const alias = Object.fromEntries(Object.entries(instead).map(([name, path]) => [name, join(process.cwd(), path)]));
  // A snapshot is one script and Node's own modules, so packages are part of it.
  await build({ entryPoints: [join(process.cwd(), entry)], outfile, bundle: true, packages: "bundle", format: "iife", platform: "node", target: "node20", logLevel: "error", alias });
  await promisify(execFile)(process.execPath, ["--snapshot-blob", blob, "--build-snapshot", outfile]);
  return { args: ["--snapshot-blob", blob, "child"], [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
