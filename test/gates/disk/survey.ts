import { UnlistError } from "../../../src/base/errors.ts";
import type { Disk } from "../../../src/base/disk.ts";
import { errorCode } from "../../../src/base/files.ts";
import { seededRandom } from "../../../src/base/random.ts";
import { EvidenceStore } from "../../../src/ledger/evidence.ts";
import { openLedger } from "../../../src/ledger/ledger.ts";
import { repairLedger } from "../../../src/ledger/repair.ts";
import { FaultyDisk, type Plan } from "./faulty-disk.ts";
import { placeOn, type Life, type Told } from "./lives.ts";
import type { MemoryDisk } from "./memory-disk.ts";

/** What became of many lives with one fault each. */
export interface Survey {
  lives: number;
  /** Faults that struck while something was done. */
  struck: number;
  /** Events and pieces of evidence that were acknowledged and are not there. */
  lost: number;
  unopened: number;
  /** Ended in words that are not ours. */
  wordless: number;
  readonly failures: string[];
}

export function emptySurvey(): Survey {
  return { lives: 0, struck: 0, lost: 0, unopened: 0, wordless: 0, failures: [] };
}

export interface Trial {
  readonly life: Life;
  readonly plan: Plan;
  readonly seed: number;
  /** A fault of our own between the ledger and the disk, for the harness to find. */
  readonly plant?: (disk: Disk) => Disk;
}

/** Lives once with the fault, then opens what is left as the next start would. Resolves with whether the fault struck. */
export async function tryLife({ life, plan, seed, plant = itself }: Trial, survey: Survey): Promise<boolean> {
  const { disk, told } = await life.prepare();
  const faulty = new FaultyDisk(disk, plan);
  await life.live(placeOn(plant(faulty)), told).catch((error: unknown) => {
    if (!(error instanceof UnlistError) && errorCode(error) === undefined) note(survey, "wordless", `${name(life, plan)}: ${String(error)}`);
  });
  const found = plan.fault === "power" ? disk.afterPowerCut(seededRandom(seed)) : disk;
  survey.lives += 1;
  if (faulty.hasFailed) survey.struck += 1;
  await lookAgain({ disk: found, told, isDamaged: life.name === "repair", what: `${name(life, plan)}, seed ${seed}` }, survey);
  return faulty.hasFailed;
}

interface Aftermath {
  readonly disk: MemoryDisk;
  readonly told: Told;
  readonly isDamaged: boolean;
  readonly what: string;
}

async function lookAgain({ disk, told, isDamaged, what }: Aftermath, survey: Survey): Promise<void> {
  const place = placeOn(disk);
  try {
    if (isDamaged) await repairLedger(place);
    const ledger = await openLedger(place);
    const codes = ledger.view.events.flatMap((event) => ("code" in event && event.code !== undefined ? [event.code] : []));
    await ledger[Symbol.asyncDispose]();
    for (const missing of told.events.filter((code) => !codes.includes(code))) note(survey, "lost", `${what}: event ${missing}`);
    if (new Set(codes).size < codes.length) note(survey, "lost", `${what}: an event is there twice`);
  } catch (error) {
    note(survey, "unopened", `${what}: ${String(error)}`);
  }
  const evidence = new EvidenceStore(place);
  for (const hash of told.evidence) await evidence.get(hash).catch(() => note(survey, "lost", `${what}: evidence`));
}

function note(survey: Survey, which: "lost" | "unopened" | "wordless", words: string): void {
  survey[which] += 1;
  if (survey.failures.length < 8) survey.failures.push(words);
}

function itself(disk: Disk): Disk {
  return disk;
}

function name(life: Life, { at, fault, isLasting }: Plan): string {
  return `${life.name}: ${fault} at call ${at}${isLasting ? " and after" : ""}`;
}
