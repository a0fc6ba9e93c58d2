import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isMissing } from "../base/files.ts";
import { parseStrict } from "../base/strict-yaml.ts";

/** Hashes of the playbooks that came with the product: `playbooks/manifest.json`, written by `npm run manifest`. */
export const Manifest = z.strictObject({ playbooks: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/, "wants the SHA-256 that npm run manifest writes")) });
export type Manifest = z.infer<typeof Manifest>;

export async function readTrusted(dir: string): Promise<ReadonlySet<string>> {
  const path = join(dir, "playbooks", "manifest.json");
  const text = await readFile(path, "utf8").catch(isMissing);
  return new Set(text === false ? [] : Object.values(parseStrict({ file: path, text }, Manifest).playbooks));
}
