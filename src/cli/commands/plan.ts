import { ExitCode, UsageError } from "../../base/errors.ts";
import type { Catalog } from "../../catalog/load.ts";
import { readProfile, writeProfile } from "../../subject/store.ts";
import type { Call } from "../call.ts";
import { tellClientTrail } from "../open-client.ts";
import { lockHome, openTheHome, type OpenedHome } from "../open-home.ts";
import { sayUpstream } from "../../config/upstream-address.ts";
import { forecast } from "../../report/forecast.ts";
import { handGroups } from "../../report/hand-work.ts";
import { planPage } from "../../report/plan-page.ts";
import { answersIn, withAnswers } from "../../report/put-aside.ts";
import { planLines, type PlanOf } from "../plan-lines.ts";
import { overtakenIn, refusedFor } from "../require-grant.ts";
import { requireRole } from "../require-role.ts";
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
  const upstream = call.config.upstream && sayUpstream(call.config.upstream);
  const subjects: Omit<PlanOf, "upstream">[] = [];
  let isRefused = false;
  for (const subject of await subjectsInHand(call)) {
    isRefused = (await refusedFor(call, opened, subject)) !== undefined || isRefused;
    const view = await viewSubject(call, opened, subject);
    isRefused ||= overtakenIn(view.plan) !== undefined;
    const told = withAnswers(view.plan, answersIn(view), view.catalog);
    const brokers = forecast({ ...view, plan: told });
    subjects.push({ subject, page: planPage({ ...view, plan: told, brokers }), brokers, withoutPlaybook: handGroups(view) });
  }
  const lines = subjects.flatMap((one) => planLines(call.out, { ...one, upstream }));
  call.out.result({ rehearsal: opened.kind === "rehearsal", requestsMade: 0, sitesSee: upstream ?? "this machine's IP address", subjects }, lines);
  if (isRefused) call.out.next("unlist client list shows whose grant is missing");
  else call.out.next("unlist run does it");
  return isRefused ? ExitCode.refused : ExitCode.done;
}

/** One approval may cover a category; it is kept in the sealed profile. */
async function approve(call: Call, opened: OpenedHome, names: readonly string[]): Promise<void> {
  const catalog = await openCatalog(call.config);
  for (const name of names) refuseUnknown(name, catalog);
  await requireRole(call, "caseworker", opened);
  await using _lock = await lockHome(call, "plan");
  for (const subject of await subjectsInHand(call)) {
    const profile = await readProfile(opened, subject);
    await writeProfile(opened, subject, { ...profile, approved: [...new Set([...profile.approved, ...names])] });
    await tellClientTrail(call, opened, { subject, did: "edited" });
  }
}

function refuseUnknown(name: string, { brokers }: Catalog): void {
  const categories = new Set([...brokers.values()].map((broker) => `category:${broker.category}`));
  if (brokers.has(name) || categories.has(name)) return;
  throw new UsageError("--approve wants a broker of the catalog, or category:NAME", { hint: [...categories].sort().join(", ") });
}
