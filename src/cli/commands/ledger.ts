import { ExitCode } from "../../base/errors.ts";
import type { LedgerPlace } from "../../ledger/place.ts";
import { repairLedger } from "../../ledger/repair.ts";
import { verifyLedger } from "../../ledger/verify.ts";
import { openSubjectKey, subjectDir } from "../../vault/subject-keys.ts";
import type { Call } from "../call.ts";
import { lockHome, openTheHome, type OpenedHome } from "../open-home.ts";
import { subjectsInHand } from "../subject-view.ts";

/** Reads every record and every piece of evidence; changes nothing. */
export async function ledgerVerifyCommand(call: Call): Promise<ExitCode> {
  const opened = await openTheHome(call);
  const subjects: ({ subject: string } & Awaited<ReturnType<typeof verifyLedger>>)[] = [];
  for (const subject of await subjectsInHand(call)) subjects.push({ subject, ...(await verifyLedger(await placeOf(opened, subject))) });
  const isWhole = subjects.every((report) => report.isWhole);
  const lines = subjects.map(({ subject, records, evidence, damage }) => `${subject}: ${records} records, ${evidence.checked} pieces of evidence, ${damage ? "damaged" : "whole"}`);
  call.out.result({ isWhole, subjects }, lines);
  if (!isWhole) call.out.next("unlist ledger repair keeps every valid record");
  return isWhole ? ExitCode.done : ExitCode.damaged;
}

export async function ledgerRepairCommand(call: Call): Promise<ExitCode> {
  const opened = await openTheHome(call);
  await using _lock = await lockHome(call, "ledger repair");
  const subjects: ({ subject: string } & Awaited<ReturnType<typeof repairLedger>>)[] = [];
  for (const subject of await subjectsInHand(call)) subjects.push({ subject, ...(await repairLedger({ ...(await placeOf(opened, subject)), clock: call.clock })) });
  call.out.result({ subjects }, subjects.map(({ subject, kept }) => `${subject}: ${kept} records kept`));
  call.out.next("unlist ledger verify");
  return ExitCode.done;
}

async function placeOf(opened: OpenedHome, subject: string): Promise<LedgerPlace> {
  return { dir: subjectDir(opened.home, subject), subject, key: await openSubjectKey({ ...opened, subject }), files: opened.files };
}
