import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { BUILD_STAMP, ROOT, isBuildStale, modifiedMs } from "./freshness.mjs";
import { say } from "./say.mjs";

const DIST = join(ROOT, "dist");
// Bundled, because Node takes a millisecond for each file that it imports, and zod alone has 95: a tenth of a run's processor time,
// a fifth of a short command's (measured). What starts threads of its own, or is large and CommonJS, stays outside and lazy.
const BUNDLED = ["commander", "picocolors", "fastest-levenshtein", "zod", "libphonenumber-js", "yaml", "lowdb", "p-queue", "tldts", "re2js", "postal-mime"];
// Large and CommonJS. An `import` makes Node read all their sources once more, in search of names: 0.3 s of a run's start.
const BY_REQUIRE = /^(playwright|imapflow)$/;
const LAB_CATALOG = join(ROOT, "src", "lab", "catalog");
const DAY_MS = 86_400_000;

/** Builds `dist/` when it is older than `src/`. Resolves with whether it did. */
export async function ensureBuilt() {
  if (!isBuildStale()) return false;
  // Taken before reading: a source that is saved while esbuild runs makes the next start build again.
  const startedAt = new Date();
  say("building dist/ from src/");
  await build();
  await keepCatalog();
  writeFileSync(BUILD_STAMP, "");
  utimesSync(BUILD_STAMP, startedAt, startedAt);
  return true;
}

/** Writes the program to a folder; `plugins` for another language, say. */
export async function build(outdir = DIST, plugins = []) {
  const { build: bundle } = await import("esbuild");
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const outside = Object.keys(dependencies).filter((name) => !BUNDLED.includes(name));
  const { outputFiles } = await bundle({
    absWorkingDir: ROOT,
    entryPoints: entryPoints(),
    outdir,
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20", // lowers `await using`, which Node 20 can't parse
    external: outside.flatMap((name) => [name, `${name}/*`]),
    sourcemap: "linked",
    sourcesContent: false,
    minifyWhitespace: true,
    minifySyntax: true,
    plugins: [byRequire, ...plugins],
    logLevel: "warning",
    write: false,
    // Bundled CommonJS asks for Node's modules by `require`, which an ES module doesn't have. Made when it is wanted: few chunks want it.
    banner: { js: 'import { createRequire as __createRequire } from "node:module"; let __require1; const require = (id) => (__require1 ??= __createRequire(import.meta.url))(id);' },
  });
  // Entry points last: whoever starts meanwhile finds the old ones with their chunks, or the new ones with theirs.
  for (const file of outputFiles.toSorted((a, b) => depth(b.path) - depth(a.path))) replaceFile(file.path, file.contents);
  removeOldChunks(outdir, new Set(outputFiles.map((file) => basename(file.path))));
}

const byRequire = {
  name: "by-require",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: BY_REQUIRE }, ({ path, namespace }) => (namespace === "by-require" ? { path, external: true } : { path, namespace: "by-require" }));
    onLoad({ filter: BY_REQUIRE, namespace: "by-require" }, ({ path }) => ({ contents: `module.exports = require(${JSON.stringify(path)});` }));
  },
};

/** Loads brokers/ and playbooks/ once, so that no command has to parse more than a thousand files; and the demo's, of which each command of it would parse fifty. */
async function keepCatalog() {
  if (!existsSync(join(ROOT, "brokers"))) return;
  const { writeSnapshot } = await import(pathToFileURL(join(DIST, "write-snapshot.js")).href);
  if (!(await writeSnapshot(ROOT))) say("the catalog has mistakes: unlist playbooks lint says where");
  if (existsSync(LAB_CATALOG)) await writeSnapshot(LAB_CATALOG, join(DIST, "lab-catalog.json"));
}

/** The command line, the process that plays the brokers, what the set-up looks for a browser with, and what loads the catalog beforehand. */
function entryPoints() {
  const entries = { main: "src/main.ts", lab: "src/lab/main.ts", "find-browser": "src/browser/find-browser.ts", "write-snapshot": "src/catalog/write-snapshot.ts" };
  return Object.entries(entries)
    .filter(([, path]) => modifiedMs(join(ROOT, path)) > 0)
    .map(([out, path]) => ({ in: path, out }));
}

function replaceFile(path, contents) {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, contents);
  renameSync(temporary, path);
}

/** Chunks of an earlier build are left a day: a process that runs from them may not have loaded them all yet. */
function removeOldChunks(outdir, current) {
  const folder = join(outdir, "chunks");
  mkdirSync(folder, { recursive: true });
  const newestKeptMs = Date.now() - DAY_MS;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!current.has(name) && modifiedMs(path) < newestKeptMs) rmSync(path, { force: true });
  }
}

function depth(path) {
  return path.split(/[\\/]/).length;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureBuilt();
