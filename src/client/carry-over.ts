import { join } from "node:path";
import { isMissing, type Files } from "../base/files.ts";
import { subjectsDir } from "../vault/subject-keys.ts";
import type { TarEntry } from "../vault/tar.ts";
import { readTrail } from "./verify-trail.ts";

/** A backup's files as they are to be put in place, and what of the home that they replace was kept. */
export interface CarriedOver {
  readonly entries: readonly TarEntry[];
  /** Grants taken back since. */
  readonly revoked: number;
  /** Clients closed since. */
  readonly closed: number;
}

interface Change {
  readonly drops: (name: string) => boolean;
  readonly adds: readonly TarEntry[];
  readonly revoked: number;
  readonly closed: number;
}

/**
 * What must not go back in time with the rest: a client who was closed stays closed, a grant that was taken back stays so, and
 * a trail that went on is not cut. Needs no key, since each of these files is carried over as it is.
 */
export async function carriedOver(entries: readonly TarEntry[], { home, files }: { readonly home: string; readonly files: Files }): Promise<CarriedOver> {
  const folders = (await files.list(subjectsDir(home)).catch(isMissing)) || [];
  const changes = await Promise.all(folders.map((id) => changeFor(`subjects/${id}`, { entries, home, files })));
  const kept = entries.filter(({ name }) => !changes.some(({ drops }) => drops(name)));
  const count = (of: (change: Change) => number): number => changes.reduce((sum, change) => sum + of(change), 0);
  return { entries: [...kept, ...changes.flatMap(({ adds }) => adds)], revoked: count(({ revoked }) => revoked), closed: count(({ closed }) => closed) };
}

interface Present {
  readonly entries: readonly TarEntry[];
  readonly home: string;
  readonly files: Files;
}

async function changeFor(folder: string, present: Present): Promise<Change> {
  const isOpenThere = present.entries.some(({ name }) => name === `${folder}/key.sealed`);
  const tombstone = await taken(`${folder}/closed.json`, present);
  if (tombstone.length > 0) return { drops: (name) => name.startsWith(`${folder}/`), adds: [...tombstone, ...(await taken(`${folder}/trail.ndjson`, present))], revoked: 0, closed: isOpenThere ? 1 : 0 };
  if (!isOpenThere) return { drops: () => false, adds: [], revoked: 0, closed: 0 };
  const [revocations, trail] = [await newRevocations(folder, present), await longerTrail(folder, present)];
  return { drops: (name) => trail.some((one) => one.name === name), adds: [...revocations, ...trail], revoked: revocations.length, closed: 0 };
}

async function newRevocations(folder: string, present: Present): Promise<TarEntry[]> {
  const names = (await present.files.list(join(present.home, folder, "grants")).catch(isMissing)) || [];
  const isNew = (name: string): boolean => name.endsWith(".revoked.sealed") && !present.entries.some((one) => one.name === `${folder}/grants/${name}`);
  return (await Promise.all(names.filter(isNew).map((name) => taken(`${folder}/grants/${name}`, present)))).flat();
}

/** The trail with its head, where it is whole and goes on from where the backup's ends; a damaged one is what backups are for. */
async function longerTrail(folder: string, present: Present): Promise<TarEntry[]> {
  const [now] = await taken(`${folder}/trail.ndjson`, present);
  const then = Buffer.from(present.entries.find(({ name }) => name === now?.name)?.bytes ?? []).toString("utf8");
  const text = Buffer.from(now?.bytes ?? []).toString("utf8");
  const goesOn = text.length > then.length && text.startsWith(then);
  if (!goesOn || readTrail(text.split("\n").slice(0, -1)).fault !== undefined) return [];
  return [...(now ? [now] : []), ...(await taken(`${folder}/trail-head.sealed`, present))];
}

async function taken(name: string, { home, files }: Present): Promise<TarEntry[]> {
  const bytes = await files.read(join(home, name)).catch(isMissing);
  return bytes === false ? [] : [{ name, bytes }];
}
