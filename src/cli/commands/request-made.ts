import { after } from "../../base/duration.ts";
import { ExitCode, UsageError } from "../../base/errors.ts";
import { didYouMean } from "../../base/nearest.ts";
import { ROUTE_KINDS, type RouteKind } from "../../catalog/broker.ts";
import type { Catalog } from "../../catalog/load.ts";
import type { Case } from "../../ledger/case.ts";
import { NO_LISTING, type NewEvent } from "../../ledger/events.ts";
import { chooseRoute } from "../../plan/choose-route.ts";
import type { Call } from "../call.ts";
import { openCatalog } from "../subject-view.ts";
import { caseNamed, decided, withLedger } from "../with-ledger.ts";

// The longest that a law of our sources gives a broker to answer, extension left out.
const ANSWER_WITHIN = "45d";
const TOLD_BY_MAIL = ["name", "residence.state", "contact.email"];

/** What the person did outside: nobody but them can know, so it is recorded as their word. */
export async function requestMadeCommand(call: Call): Promise<ExitCode> {
  const catalog = await openCatalog(call.config);
  const by = wayOf(call);
  const made = await withLedger(call, "request made", async (ledger) => {
    const places = call.args.map((name) => placeNamed(name, catalog, ledger.view.cases));
    for (const place of places) await decided(ledger, call.clock, eventFor(place, { by: by ?? usualWay(place.broker, catalog), call }));
    return places.map(({ broker, listing }) => ({ id: `${broker}/${listing}`, state: ledger.view.cases.get(`${broker}/${listing}`)?.state ?? "unseen" }));
  });
  call.out.result({ requests: made }, [made.length === 1 ? `${made[0]?.id ?? ""}: recorded as asked by you` : `${made.length} recorded as asked by you`]);
  call.out.next("unlist status");
  return ExitCode.done;
}

function wayOf({ options }: Call): RouteKind | undefined {
  const named = options.text("by");
  const by = ROUTE_KINDS.find((kind) => kind === named);
  if (named !== undefined && by === undefined) throw new UsageError("--by wants a way of asking", { hint: "portal, mail, post, phone, human" });
  return by;
}

interface Place {
  readonly broker: string;
  readonly listing: string;
  readonly cycle: number;
}

function placeNamed(name: string, { brokers }: Catalog, cases: ReadonlyMap<string, Case>): Place {
  if (name.includes("/")) return caseNamed(name, cases.values());
  if (!brokers.has(name)) throw new UsageError("no broker goes by that name", { hint: didYouMean(name, [...brokers.keys()]) ?? "unlist brokers list names them" });
  return { broker: name, listing: NO_LISTING, cycle: cases.get(`${name}/${NO_LISTING}`)?.cycle ?? 1 };
}

function usualWay(slug: string, { brokers }: Catalog): RouteKind {
  const broker = brokers.get(slug);
  return (broker && chooseRoute(broker, { residence: "us" }))?.kind ?? "human";
}

function eventFor({ broker, listing, cycle }: Place, { by, call }: { by: RouteKind; call: Call }): NewEvent {
  const until = after(call.clock.now(), ANSWER_WITHIN).toISOString();
  return { type: "asked-by-hand", broker, listings: [listing], request: `${broker}/${listing}/opt-out/${cycle}`, by, fields: by === "mail" ? TOLD_BY_MAIL : [], until };
}
