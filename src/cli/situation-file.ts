import { join } from "node:path";
import { isMissing } from "../base/files.ts";
import { Situation } from "../subject/situation.ts";
import { readSealedFile, type SealedFile } from "../vault/sealed-file.ts";
import { deriveKey } from "../vault/subject-keys.ts";
import type { OpenedHome } from "./open-home.ts";

/** Where a home keeps what was said when it was made. Sealed: that a listing is watched is nobody's business. */
export function situationFile({ home, homeKey }: Pick<OpenedHome, "home" | "homeKey">): SealedFile<typeof Situation> {
  return { path: join(home, "situation.sealed"), key: deriveKey(homeKey, "situation"), aad: "situation", schema: Situation };
}

export async function readSituation(opened: OpenedHome): Promise<Situation> {
  const situation = await readSealedFile(situationFile(opened), opened.files).catch(isMissing);
  return situation === false ? {} : situation;
}
