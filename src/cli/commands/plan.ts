import { ExitCode, UsageError } from "../../base/errors.ts";
import type { Catalog } from "../../catalog/load.ts";
import { readProfile, writeProfile } from "../../subject/store.ts";
import type { Call } from "../call.ts";
import { lockHome, openTheHome, type OpenedHome } from "../open-home.ts";
import { handGroups, type HandGroup } from "../../report/hand-work.ts";
import { handLines } from "../hand-lines.ts";
import { forecast, type BrokerForecast } from "../../report/forecast.ts";
import { refusedFor } from "../require-grant.ts";
import { openCatalog, subjectsInHand, viewSubject } from "../subject-view.ts";

/** Makes no request of any kind: it reads the catalog, the ledger and the clock. */
export async function planCommand(call: Call): Promise<ExitCode> {
  const opened = await openTheHome(call);
  const approved = call.options.list("approve").flatMap((word) => word.split(","));
  if (approved.length > 0) await approve(call, opened, approved);
  return showPlan(call, opened);
}

export async function showRunPlan(call: Call): Promise<ExitCode> {
  return showPlan(call, await openTheHome(call));
}

async function showPlan(call: Call, opened: OpenedHome): Promise<ExitCode> {
  const subjects: { subject: string; brokers: BrokerForecast[]; withoutPlaybook: HandGroup[] }[] = [];
  let isRefused = false;
  for (const subject of await subjectsInHand(call)) {
    isRefused = (await refusedFor(call, opened, subject)) !== undefined || isRefused;
    const view = await viewSubject(call, opened, subject);
    subjects.push({ subject, brokers: forecast(view), withoutPlaybook: handGroups(view) });
  }
  const lines = subjects.flatMap((one) => planLines(call, one));
  call.out.result({ rehearsal: opened.kind === "rehearsal", requestsMade: 0, subjects }, lines);
  if (isRefused) call.out.next("unlist client list shows whose grant is missing");
  else call.out.next("unlist run does it");
  return isRefused ? ExitCode.refused : ExitCode.done;
}

function planLines({ out }: Call, { subject, brokers, withoutPlaybook }: { subject: string; brokers: readonly BrokerForecast[]; withoutPlaybook: readonly HandGroup[] }): string[] {
  const due = brokers.filter((row) => row.now !== undefined);
  const rest = brokers.filter((row) => row.now === undefined && row.hasPlaybook);
  const columns = [{ title: "broker", least: 12 }, { title: "now" }, { title: "sends now", least: 14 }, { title: "would send to ask", least: 16 }, { title: "you", least: 4 }];
  const minutes = brokers.reduce((sum, row) => sum + row.minutes, 0);
  return [
    `subject ${subject}`,
    "",
    ...(due.length > 0 ? out.table(columns, due.map((row) => [row.broker, row.now ?? "", row.sendsNow.join(", "), row.sendsToAsk.join(", "), row.minutes > 0 ? `${row.minutes} min` : ""])) : ["Nothing is due now."]),
    "",
    ...(rest.length > 0 ? [...out.table([{ title: "not now", least: 12 }, { title: "why", least: 30 }, { title: "until" }], rest.map((row) => [row.broker, row.why, row.until?.slice(0, 10) ?? ""])), ""] : []),
    ...handLines(withoutPlaybook),
    `Due: ${due.length}. Your time: about ${minutes} minutes.`,
    "Every look and request also shows each site this machine's IP address.",
    "",
  ];
}

/** One approval may cover a category; it is kept in the sealed profile. */
async function approve(call: Call, opened: OpenedHome, names: readonly string[]): Promise<void> {
  const catalog = await openCatalog(call.config);
  for (const name of names) refuseUnknown(name, catalog);
  await using _lock = await lockHome(call, "plan");
  for (const subject of await subjectsInHand(call)) {
    const profile = await readProfile(opened, subject);
    await writeProfile(opened, subject, { ...profile, approved: [...new Set([...profile.approved, ...names])] });
  }
}

function refuseUnknown(name: string, { brokers }: Catalog): void {
  const categories = new Set([...brokers.values()].map((broker) => `category:${broker.category}`));
  if (brokers.has(name) || categories.has(name)) return;
  throw new UsageError("--approve wants a broker of the catalog, or category:NAME", { hint: [...categories].sort().join(", ") });
}
