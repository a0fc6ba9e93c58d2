import { ExitCode, UsageError } from "../../base/errors.ts";
import type { Event } from "../../ledger/events.ts";
import { standingOf } from "../../ledger/broker-view.ts";
import { sayState } from "../../ledger/states.ts";
import { knownToSubject } from "../../subject/known-values.ts";
import type { Call } from "../call.ts";
import { openTheHome } from "../open-home.ts";
import { subjectsInHand, viewSubject, type SubjectView } from "../subject-view.ts";

/** One broker's record: what was seen, asked and answered. Values stay covered unless the person asks, and then only their own. */
export async function showCommand(call: Call): Promise<ExitCode> {
  const [broker = ""] = call.args;
  const opened = await openTheHome(call);
  const isRevealed = call.options.isSet("reveal") && (call.config.isYes || (await call.ask.confirm("Show your own details on this screen?", "--yes")));
  const shown: ReturnType<typeof recordOf>[] = [];
  for (const subject of await subjectsInHand(call)) shown.push(recordOf(await viewSubject(call, opened, subject), broker, isRevealed));
  call.out.result({ rehearsal: opened.kind === "rehearsal", broker, subjects: shown }, shown.flatMap((record) => linesOf(call, record)));
  return ExitCode.done;
}

function recordOf(view: SubjectView, broker: string, isRevealed: boolean) {
  const own = view.cases.filter((held) => held.broker === broker);
  if (own.length === 0 && !view.catalog.brokers.has(broker)) throw new UsageError("no broker goes by that name", { hint: "unlist brokers list names them" });
  const history = view.ledger.view.events.filter((event) => event.broker === broker).map(historyOf);
  const listings = own.map((held) => {
    const details = isRevealed ? view.ledger.reveal(held) : undefined;
    return { ...held, sealed: undefined, ...(details && { yours: knownToSubject(details, view.profile) }) };
  });
  return { subject: view.subject, state: standingOf(own)?.state ?? "unseen", listings, history };
}

/** An event as a line: time, word, listings, and the names that go with it. */
function historyOf(event: Event) {
  const { at, type, listings } = event;
  const fields = "fields" in event ? event.fields : [];
  const hosts = "hosts" in event ? event.hosts : [];
  const reason = "reason" in event ? event.reason : undefined;
  const evidence = "evidence" in event ? event.evidence : undefined;
  const restsOn = "restsOn" in event ? event.restsOn : undefined;
  return { at, type, listings, ...(restsOn && { restsOn }), ...(reason !== undefined && { reason }), ...(fields.length > 0 && { fields }), ...(hosts.length > 0 && { hosts }), ...(evidence !== undefined && { evidence }) };
}

function linesOf({ out }: Call, { subject, state, listings, history }: ReturnType<typeof recordOf>): string[] {
  const columns = [{ title: "when" }, { title: "what" }, { title: "listing", least: 10 }, { title: "about", least: 16 }];
  const rows = history.map((entry) => [entry.at.slice(0, 16).replace("T", " "), entry.type, entry.listings.join(", "), [entry.reason, entry.fields?.join(", "), entry.hosts?.join(", "), entry.restsOn && `under ${entry.restsOn.id}`].filter(Boolean).join("; ")]);
  const yours = listings.flatMap((held) => ("yours" in held ? [`${held.listing}: shows your ${held.yours.join(", ") || "name only"}`] : []));
  return [`subject ${subject}: ${sayState(state)}`, "", ...(rows.length > 0 ? out.table(columns, rows) : ["Nothing on record."]), ...yours, ""];
}
