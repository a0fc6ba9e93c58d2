#!/usr/bin/env node
// `npx unlist` in a clone: makes the clone ready when it isn't, then runs the built command line in this very process.
import { existsSync } from "node:fs";
import module from "node:module";
import { join } from "node:path";
import { ROOT, isBuildStale } from "./freshness.mjs";

const isClone = existsSync(join(ROOT, "src"));
if (isClone && (!existsSync(join(ROOT, "node_modules")) || isBuildStale())) {
  const [{ ensureBuilt }, { ensureNode, ensurePackages }, { settingUp }] = await Promise.all([import("./build.mjs"), import("./packages.mjs"), import("./say.mjs")]);
  await settingUp(async () => {
    ensureNode();
    await ensurePackages();
    await ensureBuilt();
  });
}
module.enableCompileCache?.(); // from Node 22 on
await import("../dist/main.js");
