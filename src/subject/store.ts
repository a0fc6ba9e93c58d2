import { newId } from "../base/ids.ts";
import { isMissing, type Files } from "../base/files.ts";
import { join } from "node:path";
import { readSealedFile, writeSealedFile, type SealedFile } from "../vault/sealed-file.ts";
import { createSubjectKey, deriveKey, isSubject, openSubjectKey, subjectDir, subjectsDir } from "../vault/subject-keys.ts";
import { shred } from "../vault/wipe.ts";
import { Profile } from "./profile.ts";

/** An open home, as far as subjects are concerned. */
export interface SubjectHome {
  readonly home: string;
  readonly homeKey: Uint8Array;
  readonly files: Files;
}

/** Opaque ids, in the order of the folder; there is no index of names. */
export async function listSubjects({ home, files }: Pick<SubjectHome, "home" | "files">): Promise<string[]> {
  const names = await files.list(subjectsDir(home)).catch(isMissing);
  const named = names === false ? [] : names.filter((name) => /^[0-9a-z]{4,40}$/.test(name)).sort();
  const are = await Promise.all(named.map((subject) => isSubject(subject, { home, files })));
  return named.filter((_, i) => are[i]);
}

export interface Added {
  readonly subject?: string;
  /** What else is to lie there when the key comes, which is what makes a subject one. */
  readonly beforeIt?: (key: Uint8Array) => Promise<void>;
}

export async function addSubject(place: SubjectHome, profile: Profile, { subject = newId(), beforeIt = async () => undefined }: Added = {}): Promise<string> {
  await createSubjectKey({ ...place, subject }, async (key) => {
    await writeSealedFile(profileFile(place, subject, key), profile, place.files);
    await beforeIt(key);
  });
  return subject;
}

export async function readProfile(place: SubjectHome, subject: string): Promise<Profile> {
  const key = await openSubjectKey({ ...place, subject });
  return readSealedFile(profileFile(place, subject, key), place.files);
}

export async function writeProfile(place: SubjectHome, subject: string, profile: Profile): Promise<void> {
  const key = await openSubjectKey({ ...place, subject });
  await writeSealedFile(profileFile(place, subject, key), profile, place.files);
}

/** The key goes first: what is left on the disk after that opens for nobody. */
export async function removeSubject(place: Pick<SubjectHome, "home" | "files">, subject: string): Promise<void> {
  const dir = subjectDir(place.home, subject);
  await shred(join(dir, "key.sealed"));
  await place.files.removeDir(dir);
}

function profileFile({ home }: SubjectHome, subject: string, key: Uint8Array): SealedFile<typeof Profile> {
  return { path: join(subjectDir(home, subject), "profile.sealed"), key: deriveKey(key, "profile"), aad: `profile ${subject}`, schema: Profile };
}
