import { after } from "../base/duration.ts";
import { UsageError } from "../base/errors.ts";
import { didYouMean } from "../base/nearest.ts";
import type { RouteKind } from "../catalog/broker.ts";
import type { Catalog } from "../catalog/load.ts";
import type { Case } from "../ledger/case.ts";
import { NO_LISTING, type EventOf, type RestsOn } from "../ledger/events.ts";
import { chooseRoute } from "../plan/choose-route.ts";
import { caseNamed } from "./with-ledger.ts";

// The longest that a law of our sources gives a broker to answer, extension left out.
const ANSWER_WITHIN = "45d";
const TOLD_BY_MAIL = ["name", "residence.state", "contact.email"];

/** What a request by hand is about. */
export interface AskedPlace {
  readonly broker: string;
  readonly listing: string;
  readonly cycle: number;
}

/** A broker, or a listing as `status` names it. */
export function askedPlace(name: string, { brokers }: Catalog, cases: ReadonlyMap<string, Case>): AskedPlace {
  if (name.includes("/")) return caseNamed(name, cases.values());
  if (!brokers.has(name)) throw new UsageError("no broker goes by that name", { hint: didYouMean(name, [...brokers.keys()]) ?? "unlist brokers list names them" });
  return { broker: name, listing: NO_LISTING, cycle: cases.get(`${name}/${NO_LISTING}`)?.cycle ?? 1 };
}

/** The way that the broker shows first. */
export function usualWay(slug: string, { brokers }: Catalog): RouteKind {
  const broker = brokers.get(slug);
  return (broker && chooseRoute(broker, { residence: "us" }))?.kind ?? "human";
}

export interface Asked {
  readonly by: RouteKind;
  /** The day it was done. */
  readonly on: Date;
  /** What the mail told that was handed out for it, where one was. */
  readonly told?: readonly string[] | undefined;
  /** The client's document that it rests on, where it was made for a client. */
  readonly restsOn?: RestsOn | undefined;
  /** What they gave as a proof, sealed. */
  readonly sealed?: string | undefined;
}

/** What the person did outside: nobody but them can know, so it is recorded as their word. */
export function askedByHand({ broker, listing, cycle }: AskedPlace, { by, on, told = TOLD_BY_MAIL, restsOn, sealed }: Asked): Omit<EventOf<"asked-by-hand">, "at"> {
  const until = after(on, ANSWER_WITHIN).toISOString();
  return { type: "asked-by-hand", broker, listings: [listing], request: `${broker}/${listing}/opt-out/${cycle}`, ...(restsOn && { restsOn }), by, fields: by === "mail" ? [...told] : [], until, ...(sealed !== undefined && { sealed }) };
}
