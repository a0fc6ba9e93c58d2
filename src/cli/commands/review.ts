import { ExitCode, UsageError } from "../../base/errors.ts";
import type { Case } from "../../ledger/case.ts";
import type { Call } from "../call.ts";
import { openTheHome } from "../open-home.ts";
import { subjectsInHand, viewSubject } from "../subject-view.ts";
import { caseNamed, decided, withLedger } from "../with-ledger.ts";

const DECISIONS = { mine: "mine", notMine: "other", undo: "undone" } as const;

/** Shows unsure listings by their facts, or records what the person says of one. */
export async function reviewCommand(call: Call): Promise<ExitCode> {
  const [id] = call.args;
  const chosen = Object.entries(DECISIONS).filter(([option]) => call.options.isSet(option)).map(([, decision]) => decision);
  const [decision, second] = chosen;
  if (id === undefined && decision === undefined) return showUnsure(call);
  if (id === undefined || decision === undefined || second !== undefined) throw new UsageError("review wants a listing and one of --mine, --not-mine, --undo");
  return decide(call, id, decision);
}

async function showUnsure(call: Call): Promise<ExitCode> {
  const opened = await openTheHome(call);
  const unsure: (Case & { subject: string })[] = [];
  for (const subject of await subjectsInHand(call)) {
    const view = await viewSubject(call, opened, subject);
    unsure.push(...view.cases.filter((held) => held.state === "review").map((held) => ({ ...held, subject })));
  }
  const rows = unsure.map(({ subject, broker, listing, agreement }) => ({ subject, id: `${broker}/${listing}`, matched: agreement?.matched ?? [], contradicts: agreement?.contradicts ?? [], missing: agreement?.missing ?? [] }));
  const columns = [{ title: "listing", least: 20 }, { title: "agrees", least: 8 }, { title: "differs", least: 8 }, { title: "not shown", least: 8 }];
  const lines = rows.length === 0 ? ["Nothing to review."] : call.out.table(columns, rows.map((row) => [row.id, said(row.matched), said(row.contradicts), said(row.missing)]));
  call.out.result({ review: rows }, lines);
  if (rows.length > 0) call.out.next("unlist review ID --mine, or --not-mine");
  return rows.length > 0 ? ExitCode.needsHuman : ExitCode.done;
}

async function decide(call: Call, id: string, decision: "mine" | "other" | "undone"): Promise<ExitCode> {
  const held = await withLedger(call, "review", async (ledger) => {
    const { broker, listing } = caseNamed(id, ledger.view.cases.values());
    await decided(ledger, call.clock, { type: "decided", broker, listings: [listing], decision });
    return ledger.view.cases.get(`${broker}/${listing}`);
  });
  call.out.result({ id, state: held?.state }, [`${id}: ${held?.state ?? ""}`]);
  call.out.next(decision === "undone" ? "unlist review" : `unlist review ${id} --undo takes it back`);
  return ExitCode.done;
}

function said(facts: readonly string[]): string {
  return facts.length > 0 ? facts.join(", ") : "nothing";
}
