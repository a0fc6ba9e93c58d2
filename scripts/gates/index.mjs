// `npm run gates`: bundles every test/gates/*.gate.ts with the frame that runs them, and runs it.
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { ROOT } from "../freshness.mjs";
import { run } from "../say.mjs";

const GATES = join("test", "gates");
const built = join(ROOT, "node_modules", ".cache", "unlist", "gates");
const gates = readdirSync(join(ROOT, GATES)).filter((name) => name.endsWith(".gate.ts"));
rmSync(built, { recursive: true, force: true }); // a gate that was removed must not run from here
await build({
  absWorkingDir: ROOT,
  entryPoints: ["main.ts", ...gates].map((name) => join(GATES, name)),
  outdir: built,
  bundle: true,
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  format: "esm",
  platform: "node",
  target: "node20", // lowers `await using`, which Node 20 can't parse
  packages: "external",
  logLevel: "warning",
});
process.exitCode = await run(process.execPath, [join(built, "main.js"), built, ...process.argv.slice(2)], { stdout: 1, cwd: ROOT });
