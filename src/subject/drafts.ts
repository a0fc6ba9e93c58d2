import { join } from "node:path";
import { z } from "zod";
import { isMissing } from "../base/files.ts";
import { readSealedFile, writeSealedFile, type SealedFile } from "../vault/sealed-file.ts";
import { deriveKey, openSubjectKey, subjectDir } from "../vault/subject-keys.ts";
import type { SubjectHome } from "./store.ts";

/** A mail to one broker, ready to be sent by the person. unlist never sends it. */
export const Draft = z.strictObject({
  to: z.email(),
  /** All of the `.eml` file. */
  eml: z.string(),
  fields: z.array(z.string()),
  /** Hash of what it says, apart from its date: a draft that would say the same is not written anew. */
  basis: z.string().optional(),
  /** The client's document that it cites. */
  restsOn: z.strictObject({ id: z.string(), sha256: z.string() }).optional(),
  preparedAt: z.iso.datetime(),
  exportedAt: z.iso.datetime().optional(),
});
export type Draft = z.infer<typeof Draft>;

/** By broker. One sealed file for all of them: eight hundred small ones would each tell whom the person is listed with. */
const Drafts = z.record(z.string(), Draft);
export type Drafts = z.infer<typeof Drafts>;

export async function readDrafts(place: SubjectHome, subject: string): Promise<Drafts> {
  const file = await draftsFile(place, subject);
  const drafts = await readSealedFile(file, place.files).catch(isMissing);
  return drafts === false ? {} : drafts;
}

export async function writeDrafts(place: SubjectHome, subject: string, drafts: Drafts): Promise<void> {
  await writeSealedFile(await draftsFile(place, subject), drafts, place.files);
}

async function draftsFile(place: SubjectHome, subject: string): Promise<SealedFile<typeof Drafts>> {
  const key = await openSubjectKey({ ...place, subject });
  return { path: join(subjectDir(place.home, subject), "drafts.sealed"), key: deriveKey(key, "drafts"), aad: `drafts ${subject}`, schema: Drafts };
}
