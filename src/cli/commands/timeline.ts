import { ExitCode, UsageError } from "../../base/errors.ts";
import type { Event } from "../../ledger/events.ts";
import { sayEvent } from "../../report/outcomes/say-event.ts";
import type { Call } from "../call.ts";
import { openTheHome } from "../open-home.ts";
import { subjectsInHand, viewSubject } from "../subject-view.ts";

/** What happened with one broker or one listing, in words, oldest first. */
export async function timelineCommand(call: Call): Promise<ExitCode> {
  const [broker = "", listing] = (call.args[0] ?? "").split("/");
  const opened = await openTheHome(call);
  const subjects: { subject: string; steps: ReturnType<typeof stepOf>[] }[] = [];
  for (const subject of await subjectsInHand(call)) {
    const { ledger, catalog } = await viewSubject(call, opened, subject);
    const own = ledger.view.events.filter((event) => event.broker === broker && isAbout(event, listing));
    if (own.length === 0 && !catalog.brokers.has(broker)) throw new UsageError("no broker goes by that name", { hint: "unlist brokers list names them" });
    subjects.push({ subject, steps: own.map(stepOf) });
  }
  call.out.result({ rehearsal: opened.kind === "rehearsal", broker, ...(listing !== undefined && { listing }), subjects }, subjects.flatMap((one) => linesOf(call, one)));
  return ExitCode.done;
}

/** A listing may be named by its first letters, as a table shortens it. */
function isAbout({ listings }: Event, listing: string | undefined): boolean {
  if (listing === undefined) return true;
  const start = listing.replace(/…$/, "");
  return listings.some((one) => one.startsWith(start));
}

function stepOf(event: Event) {
  return { at: event.at, type: event.type, listings: event.listings, said: sayEvent(event), ...("evidence" in event && event.evidence !== undefined && { evidence: event.evidence }) };
}

function linesOf({ out }: Call, { subject, steps }: { readonly subject: string; readonly steps: readonly ReturnType<typeof stepOf>[] }): string[] {
  if (steps.length === 0) return [`subject ${subject}: nothing on record.`];
  return [`subject ${subject}`, "", ...out.table([{ title: "when" }, { title: "what happened", least: 30 }], steps.map(({ at, said }) => [at.slice(0, 16).replace("T", " "), said])), ""];
}
