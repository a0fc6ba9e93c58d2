import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isMissing } from "../base/files.ts";
import { parseStrict } from "../base/strict-yaml.ts";
import { IsoDate, Slug } from "./names.ts";

/** `playbooks/rehearsed.json`: which version of a playbook passed its rehearsal on local pages, and when. */
const Rehearsals = z.record(Slug, z.strictObject({ version: z.int().min(1), on: IsoDate }));
export type Rehearsals = z.infer<typeof Rehearsals>;

export async function readRehearsals(dir: string): Promise<Rehearsals> {
  const text = await readFile(join(dir, "playbooks", "rehearsed.json"), "utf8").catch(isMissing);
  return text === false ? {} : parseStrict({ file: "playbooks/rehearsed.json", text }, Rehearsals);
}
