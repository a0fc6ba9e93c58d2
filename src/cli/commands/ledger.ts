import { ExitCode } from "../../base/errors.ts";
import { repairLedger, type Repair } from "../../ledger/repair.ts";
import { verifyLedger, type LedgerReport } from "../../ledger/verify.ts";
import type { Call } from "../call.ts";
import { placeOf } from "../open-client.ts";
import { lockHome, openTheHome } from "../open-home.ts";
import { subjectsInHand } from "../subject-view.ts";

/** Reads every record and every piece of evidence; changes nothing. */
export async function ledgerVerifyCommand(call: Call): Promise<ExitCode> {
  const opened = await openTheHome(call);
  const subjects: ({ subject: string } & LedgerReport)[] = [];
  for (const subject of await subjectsInHand(call)) subjects.push({ subject, ...(await verifyLedger(await placeOf(opened, subject))) });
  const isWhole = subjects.every((report) => report.isWhole);
  const lines = subjects.flatMap(verdictLines);
  call.out.result({ isWhole, subjects }, lines);
  if (!isWhole) call.out.next("unlist ledger repair keeps every valid record");
  return isWhole ? ExitCode.done : ExitCode.damaged;
}

export async function ledgerRepairCommand(call: Call): Promise<ExitCode> {
  const opened = await openTheHome(call);
  await using _lock = await lockHome(call, "ledger repair");
  const subjects: ({ subject: string } & Repair)[] = [];
  for (const subject of await subjectsInHand(call)) subjects.push({ subject, ...(await repairLedger({ ...(await placeOf(opened, subject)), clock: call.clock })) });
  call.out.result({ subjects }, subjects.flatMap(repairLines));
  call.out.next("unlist ledger verify");
  return ExitCode.done;
}

function verdictLines({ subject, isWhole, records, damage, evidence, gaps, notes, projection }: { subject: string } & LedgerReport): string[] {
  const bad = [
    ...(damage ? [`${damage.where} ${damage.why}`] : []),
    ...(projection === "wrong" ? ["ledger.json is not what the journal amounts to"] : []),
    ...evidence.damaged.map((hash) => `evidence ${hash} is changed`),
    ...evidence.missing.map((hash) => `evidence ${hash} is missing`),
  ];
  const repaired = gaps.map(({ at, lost }) => `an earlier repair found ${lost} missing (marked ${at})`);
  return [`${subject}: ${records} records, ${evidence.checked} pieces of evidence: ${isWhole ? "whole" : "damaged"}`, ...[...bad, ...notes, ...repaired].map((line) => `  ${line}`)];
}

function repairLines({ subject, isRepaired, kept, lost, setAside }: { subject: string } & Repair): string[] {
  if (!isRepaired) return [`${subject}: nothing to repair, ${kept} records`];
  return [`${subject}: ${kept} records kept, ${lost} beyond reading`, `  as it was before: ${setAside.join(", ")}`];
}
