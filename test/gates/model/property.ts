import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { SITES } from "../scripted/brokers.ts";
import { commandsIn } from "./commands.ts";
import type { Plant } from "./person.ts";
import { World } from "./world.ts";

export interface Play {
  readonly seed: number;
  readonly sequences: number;
  readonly plant?: Plant;
  readonly path?: string;
}

/** Plays sequences of commands; gives how the shortest one that breaks a promise goes, or nothing. */
export async function counterexample({ seed, sequences, plant, path }: Play): Promise<string | undefined> {
  const home = await mkdtemp(join(tmpdir(), "unlist-model-"));
  try {
    const property = fc.asyncProperty(fc.shuffledSubarray([...SITES], { minLength: 2, maxLength: 2 }).chain((sites) => fc.tuple(fc.constant(sites), fc.commands(commandsIn(home, sites), { maxCommands: 24 }))), async ([sites, commands]) => {
      await fc.asyncModelRun(() => ({ model: { hasBackup: new Set<number>() }, real: new World(sites, plant) }), commands);
    });
    const details = await fc.check(property, { seed, numRuns: sequences, endOnFailure: plant !== undefined, ...(path !== undefined && { path }) });
    return details.failed ? `${fc.defaultReportMessage(details)}\n${String(details.errorInstance)}` : undefined;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
