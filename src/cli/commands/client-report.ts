import { extname } from "node:path";
import { ExitCode, UsageError } from "../../base/errors.ts";
import { leadingGrant } from "../../grant/standing.ts";
import { clientPage } from "../../report/outcomes/client-page.ts";
import { outcomesOf } from "../../report/outcomes/outcomes.ts";
import type { Call } from "../call.ts";
import { clientNamed, tellTrail, type OpenClient } from "../open-client.ts";
import { openTheHome, type OpenedHome } from "../open-home.ts";
import { printPage } from "../print-page.ts";
import { viewSubject } from "../subject-view.ts";
import { writeNew } from "../write-new.ts";

/** A page for the client to keep: outcomes in plain words, and nothing of any listing. */
export async function clientReportCommand(call: Call): Promise<ExitCode> {
  const file = call.options.text("out");
  const ending = file === undefined ? "" : extname(file).toLowerCase();
  if (file === undefined || (ending !== ".html" && ending !== ".pdf")) throw new UsageError("where to?", { hint: "--out FILE.pdf, or FILE.html" });
  const opened = await openTheHome(call);
  const client = await clientNamed(call, opened);
  const page = await pageFor(call, opened, client);
  await writeNew(call, file, ending === ".pdf" ? await printPage(call, page) : page);
  await tellTrail(call, client, "reported");
  call.out.result({ id: client.subject, written: file }, [`${file} is written, readable for you alone. It names brokers and is not encrypted.`]);
  return ExitCode.done;
}

export async function pageFor(call: Call, opened: OpenedHome, { subject, grants }: OpenClient): Promise<string> {
  const view = await viewSubject(call, opened, subject);
  const now = call.clock.now();
  const outcomes = outcomesOf({ ...view, events: view.ledger.view.events });
  return clientPage({ outcomes, at: now, isRehearsal: opened.kind === "rehearsal", grantEndsOn: leadingGrant(grants, now)?.terms.endsOn });
}
