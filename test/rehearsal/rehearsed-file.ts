import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "../../src/base/clock.ts";
import { readRehearsals } from "../../src/catalog/rehearsals.ts";

/** `scripts/rehearsed.mjs` asks for it. */
export const isToBeWritten = process.env["UNLIST_REHEARSED"] === "write";

/** Enters each playbook that passed, by version. The day is that on which this version passed first. */
export async function writeRehearsed(root: string, passed: ReadonlyMap<string, number>): Promise<void> {
  const known = await readRehearsals(root);
  const today = systemClock.now().toISOString().slice(0, 10);
  const lines = [...passed].sort().map(([slug, version]) => {
    const before = known[slug];
    return `  ${JSON.stringify(slug)}: { "version": ${version}, "on": "${before?.version === version ? before.on : today}" }`;
  });
  writeFileSync(join(root, "playbooks", "rehearsed.json"), `{\n${lines.join(",\n")}\n}\n`);
}
