import { text } from "node:stream/consumers";
import { after } from "../../base/duration.ts";
import { ExitCode, UsageError } from "../../base/errors.ts";
import { NO_LISTING } from "../../ledger/events.ts";
import { CALIFORNIA } from "../../plan/choose-route.ts";
import { DROP } from "../../plan/plan-by-hand.ts";
import { DROP_STEPS } from "../../report/drop-task.ts";
import { ListingDetails } from "../../subject/listing-details.ts";
import { residenceOf } from "../../subject/profile.ts";
import type { Call } from "../call.ts";
import { wrapped } from "../hand-lines.ts";
import { openTheHome } from "../open-home.ts";
import { subjectsInHand, viewSubject } from "../subject-view.ts";
import { decided, withLedger } from "../with-ledger.ts";

// Brokers fetch requests every 45 days and have 45 more: Cal. Civ. Code 1798.99.86.
const REVIEW_AFTER = "90d";

/** The way through California's platform, step by step. unlist opens nothing of it and fills in nothing. */
export async function dropGuideCommand(call: Call): Promise<ExitCode> {
  const opened = await openTheHome(call);
  const reached = new Set<string>();
  for (const subject of await subjectsInHand(call)) {
    const { profile, plan } = await viewSubject(call, opened, subject);
    if (residenceOf(profile) !== CALIFORNIA) continue;
    for (const skip of plan.skips) if (skip.route === "drop") reached.add(skip.broker);
  }
  const lines = reached.size === 0 ? ["DROP is for people who live in California: no profile in this home says so."] : [`One request reaches ${reached.size} brokers that no playbook asks. About 15 minutes.`, "", ...DROP_STEPS.flatMap((step, i) => wrapped(step, { width: call.out.width, indent: 2, mark: `${i + 1}. ` }))];
  call.out.result({ steps: reached.size === 0 ? [] : DROP_STEPS, brokers: [...reached] }, lines);
  if (reached.size > 0) call.out.next("unlist drop filed");
  return ExitCode.done;
}

/** Keeps the ID, sealed, and the day to look again. It comes on standard input, so that no shell keeps it. */
export async function dropFiledCommand(call: Call): Promise<ExitCode> {
  const id = (call.ask.isTerminal ? await call.ask.text("DROP ID", "pipe it in") : await text(call.stdin)).trim();
  if (!/^[\p{L}\p{N}-]{4,64}$/u.test(id)) throw new UsageError("that does not look like a DROP ID", { hint: "letters, digits and hyphens, as the platform shows it" });
  const until = after(call.clock.now(), REVIEW_AFTER).toISOString();
  await withLedger(call, "drop filed", async (ledger) => {
    const held = ledger.view.cases.get(`${DROP}/${NO_LISTING}`);
    if (held?.request?.until !== undefined && new Date(held.request.until) > call.clock.now() && !call.options.isSet("again")) {
      throw new UsageError("a DROP request is on record already", { hint: `its review is on ${held.request.until.slice(0, 10)}; --again records another` });
    }
    const sealed = ledger.sealListing(ListingDetails.parse({ name: "", id }));
    await decided(ledger, call.clock, { type: "asked-by-hand", broker: DROP, listings: [NO_LISTING], request: `${DROP}/${NO_LISTING}/opt-out/1`, by: "drop", fields: ["name", "contact.email"], until, sealed });
  });
  call.out.result({ filed: true, reviewOn: until.slice(0, 10) }, [`Kept. The brokers of the register are covered until ${until.slice(0, 10)}; then look at the request again.`]);
  call.out.next("unlist status");
  return ExitCode.done;
}
