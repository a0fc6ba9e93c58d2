import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "../../src/base/clock.ts";
import { readRehearsals } from "../../src/catalog/rehearsals.ts";

/** `scripts/rehearsed.mjs` asks for it. */
export const isToBeWritten = process.env["UNLIST_REHEARSED"] === "write";

/** Enters each playbook that passed, by version; the day is that on which this version passed first. What was not rehearsed here stays. */
export async function writeRehearsed(root: string, passed: ReadonlyMap<string, number>, isHere: (slug: string) => boolean): Promise<void> {
  const known = await readRehearsals(root);
  const on = systemClock.now().toISOString().slice(0, 10);
  const entries = new Map(Object.entries(known).filter(([slug, { version }]) => !isHere(slug) || passed.get(slug) === version));
  for (const [slug, version] of passed) if (!entries.has(slug)) entries.set(slug, { version, on });
  const lines = [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([slug, entry]) => `  ${JSON.stringify(slug)}: { "version": ${entry.version}, "on": "${entry.on}" }`);
  writeFileSync(join(root, "playbooks", "rehearsed.json"), `{\n${lines.join(",\n")}\n}\n`);
}
