import { ExitCode } from "../../base/errors.ts";
import { readCard } from "../../client/card.ts";
import { countsAt, readWorkload } from "../../client/caseload.ts";
import { readOwnTrail } from "../../client/trail.ts";
import { endedAuthority } from "../../grant/decide.ts";
import type { TrailEntry } from "../../client/trail-entry.ts";
import type { Call } from "../call.ts";
import { grantLines, grantRow } from "../grant-lines.ts";
import { clientNamed } from "../open-client.ts";
import { openTheHome } from "../open-home.ts";
import { refusedIn, refusedLines } from "../refused-lines.ts";
import { viewSubject } from "../subject-view.ts";

/** One client: what they granted, what there is to do, what was done last. The label only when it is asked for. */
export async function clientShowCommand(call: Call): Promise<ExitCode> {
  const opened = await openTheHome(call);
  const client = await clientNamed(call, opened);
  const now = call.clock.now();
  const label = call.options.isSet("names") ? (await readCard(client)).label : undefined;
  const [workload, trail, view] = [await readWorkload(client), await readOwnTrail(client), await viewSubject(call, opened, client.subject)];
  const counts = countsAt(workload, now);
  const refusal = endedAuthority(view.authority, now);
  const last = trail.entries.slice(-10);
  call.out.result({ id: client.subject, ...(label !== undefined && { label }), mayAct: refusal === undefined, ...(refusal && { why: refusal.why }), refused: refusedIn(view.plan), grants: client.grants.map((held) => grantRow(held, now)), ...counts, asOf: workload?.asOf, trail: last }, [
    label === undefined ? client.subject : `${client.subject}  ${label}`,
    ...(refusal ? [] : ["The work may go on."]),
    `${counts.due} due, ${counts.needsYou} need you, ${counts.overdue} answers overdue, ${counts.asked} asked, ${counts.gone} gone${workload ? ` (as of ${workload.asOf.slice(0, 10)})` : " (not run yet)"}`,
    "",
    ...refusedLines(client.subject, { ...view, now }),
    ...client.grants.flatMap((held) => grantLines(held, now)),
    ...call.out.table([{ title: "when" }, { title: "who" }, { title: "did" }], last.map((entry) => [entry.at.slice(0, 16).replace("T", " "), entry.by, sayDid(entry)])),
  ]);
  call.out.next(refusal ? `unlist grant new ${client.subject} --terms FILE` : `unlist --subject ${client.subject} run`);
  return ExitCode.done;
}

function sayDid({ did, about }: TrailEntry): string {
  return did === "refused" ? `refused: ${about["reason"] ?? ""}` : did;
}
