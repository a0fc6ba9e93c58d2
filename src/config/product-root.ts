import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { FatalError } from "../base/errors.ts";

/** The folder that holds package.json, `brokers/` and `playbooks/`, wherever the bundler put this file beneath it. */
export function productRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new FatalError("unlist's own folder can't be found", { hint: "install it again" });
    folder = parent;
  }
  return folder;
}
