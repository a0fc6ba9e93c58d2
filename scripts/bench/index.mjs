// `npm run bench`: bundles the benchmark, whose sources are TypeScript like what they measure, and runs it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { ROOT } from "../freshness.mjs";
import { run } from "../say.mjs";

const built = join(ROOT, "node_modules", ".cache", "unlist", "bench.mjs");
const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
await build({
  absWorkingDir: ROOT,
  entryPoints: [join("test", "bench", "main.ts")],
  outfile: built,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20", // lowers `await using`, which Node 20 can't parse
  external: Object.keys(dependencies).flatMap((name) => [name, `${name}/*`]),
  logLevel: "warning",
});
process.exitCode = await run(process.execPath, [built, ROOT, ...process.argv.slice(2)], { stdout: 1, cwd: ROOT });
