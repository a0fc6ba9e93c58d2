import { hkdfSync, randomBytes } from "node:crypto";
import { basename, join } from "node:path";
import { UsageError } from "../base/errors.ts";
import { isMissing, type Files } from "../base/files.ts";
import { open, seal } from "./seal.ts";

/** One subject of an open home. */
export interface SubjectPlace {
  readonly home: string;
  readonly subject: string;
  readonly homeKey: Uint8Array;
  readonly files: Files;
}

/**
 * Each subject has a random key of its own, so that unlinking one small file shreds one subject and no other. It comes into
 * its place whole and last: a subject exists when its key does, and what a crash left of one opens for nobody.
 */
export async function createSubjectKey({ home, subject, homeKey, files }: SubjectPlace, beforeIt: (key: Buffer) => Promise<void> = async () => undefined): Promise<Buffer> {
  if (await isSubject(subject, { home, files })) throw new UsageError(`subject ${subject} is there already`);
  const key = randomBytes(32);
  await files.makeDir(subjectDir(home, subject));
  await beforeIt(key);
  await files.replace(subjectKeyPath(home, subject), seal(homeKey, key, keyAad(subject)));
  return key;
}

export async function isSubject(subject: string, { home, files }: Pick<SubjectPlace, "home" | "files">): Promise<boolean> {
  const names = await files.list(subjectDir(home, subject)).catch(isMissing);
  return names !== false && names.includes(basename(subjectKeyPath(home, subject)));
}

export async function openSubjectKey({ home, subject, homeKey, files }: SubjectPlace): Promise<Buffer> {
  const sealed = await files.read(subjectKeyPath(home, subject)).catch(isMissing);
  if (sealed === false) throw new UsageError(`no subject ${subject} in this home`, { hint: "unlist subject list names them" });
  return open(homeKey, sealed, keyAad(subject));
}

/** A key for one purpose, so that no two kinds of sealed value ever share one. */
export function deriveKey(subjectKey: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", subjectKey, "", `unlist ${purpose}`, 32));
}

export function subjectsDir(home: string): string {
  return join(home, "subjects");
}

export function subjectDir(home: string, subject: string): string {
  // The id becomes a path, and it may come from a command line.
  if (!/^[0-9a-z]{4,40}$/.test(subject)) throw new UsageError("that is not a subject id", { hint: "unlist subject list names them" });
  return join(subjectsDir(home), subject);
}

export function subjectKeyPath(home: string, subject: string): string {
  return join(subjectDir(home, subject), "key.sealed");
}

function keyAad(subject: string): string {
  return `subject key/${subject}`;
}
