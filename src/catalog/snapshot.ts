import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isMissing } from "../base/files.ts";
import { jsonOrNothing } from "../base/json.ts";
import { readDocument } from "../base/strict-yaml.ts";
import type { Broker } from "./broker.ts";
import { Fingerprint, areSame, type Sameness } from "./fingerprints.ts";
import type { Fault } from "./checks/check.ts";
import type { Catalog, LoadedPlaybook } from "./load.ts";
import type { Vendor } from "./vendor.ts";

/** A playbook without the way back to its file, which is found again when somebody asks for it. */
export type KeptPlaybook = Omit<LoadedPlaybook, "place">;

/**
 * `dist/catalog.json`: the product's own catalog as the build loaded and checked it, with the fingerprints of the files that it
 * was loaded from. Parsing 1,279 YAML files takes a second or more, reading this some milliseconds. It is our own output, like
 * the code beside it, so its values are not checked a second time.
 */
export const Snapshot = z.strictObject({
  files: z.record(z.string(), Fingerprint),
  /** What `playbooks lint` has to say of these files: warnings, since a catalog with an error has no snapshot. */
  findings: z.custom<readonly Fault[]>(Array.isArray),
  brokers: z.custom<Readonly<Record<string, Broker>>>(isObject),
  playbooks: z.custom<Readonly<Record<string, KeptPlaybook>>>(isObject),
  vendors: z.custom<Readonly<Record<string, Vendor>>>(isObject),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** The product's own catalog, and the one of the brokers that the demo plays. */
export type SnapshotName = "catalog" | "lab-catalog";

/** Where the build keeps it. */
export function snapshotPath(root: string, name: SnapshotName = "catalog"): string {
  return join(root, "dist", `${name}.json`);
}

/** The catalog as the build loaded it; nothing when a file has changed since, or when there is no snapshot that can be used. */
export async function openSnapshot(root: string, same: Sameness): Promise<Catalog | undefined> {
  const snapshot = await readSnapshot(root, same);
  return snapshot && catalogIn(root, snapshot);
}

export async function readSnapshot(root: string, same: Sameness): Promise<Snapshot | undefined> {
  const snapshot = await readKept(snapshotPath(root));
  return snapshot && areSame(root, snapshot.files, same) ? snapshot : undefined;
}

/** What the build wrote, whatever became of the files since. */
export async function readKept(path: string): Promise<Snapshot | undefined> {
  const text = await readFile(path, "utf8").catch(isMissing);
  return text === false ? undefined : Snapshot.safeParse(jsonOrNothing(text)).data;
}

export function catalogIn(root: string, { brokers, playbooks, vendors }: Snapshot): Catalog {
  return {
    brokers: new Map(Object.entries(brokers)),
    playbooks: new Map(Object.entries(playbooks).map(([slug, kept]) => [slug, { ...kept, place: (step: string) => placeIn(root, kept.file, step) }])),
    vendors: new Map(Object.entries(vendors)),
  };
}

function placeIn(root: string, file: string, step: string): string {
  const { locate } = readDocument({ file, text: readFileSync(join(root, file), "utf8") });
  const path = step.split(/[.[\]]+/).filter(Boolean).map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const { line, column } = locate(path, false);
  return `${file}:${line}:${column}`;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
