import type { DisclosedField } from "../subject/fields.ts";
import { leadingGrant, stateOf, type Authority, type GrantState, type HeldGrant } from "./standing.ts";
import type { Channel, Right } from "./terms.ts";

/** One thing that is about to be done for somebody. */
export interface Act {
  /** All that it asks for: one grant has to cover every one of them. */
  readonly rights: readonly Right[];
  readonly channel: Channel;
  readonly broker: string;
  /** The broker at the head of its family. */
  readonly family: string;
  readonly fields: readonly DisclosedField[];
  /** Where the client lives now. */
  readonly residence: string;
  /** When requests went out so far; needed where a grant limits them and this is one more. */
  readonly askedAt?: readonly string[];
  /** Where brokers would be told to answer, what names the broker aside. */
  readonly repliesTo?: string | undefined;
  /** It opens what a broker answered. */
  readonly opensReply?: boolean;
}

export type RefusalReason = Exclude<GrantState, "valid"> | "no-grant" | "right" | "channel" | "broker" | "fields" | "jurisdiction" | "replies" | "mailbox" | "limit" | "limit-per-day";

export interface Refusal {
  readonly reason: RefusalReason;
  readonly why: string;
}

/** Why it may not be done, or on whose word it may: nobody's, where somebody acts for themself. */
export interface Decision {
  readonly refusal?: Refusal | undefined;
  readonly grant?: HeldGrant | undefined;
}

/** Whoever acts for themself may; for a client one grant has to cover all of it. */
export function decide(act: Act, authority: Authority, now: Date): Decision {
  const ended = endedAuthority(authority, now);
  if (ended || authority.as === "self") return { refusal: ended };
  const refusals = new Map(authority.grants.filter((held) => stateOf(held, now) === "valid").map((held) => [held, outside(held, act, now)]));
  const grant = leadingGrant([...refusals.keys()].filter((held) => refusals.get(held) === undefined), now);
  return grant ? { grant } : { refusal: [...refusals.values()][0] };
}

export function refusalOf(act: Act, authority: Authority, now: Date): Refusal | undefined {
  return decide(act, authority, now).refusal;
}

/** Why nothing at all may be done now, whatever it is. */
export function endedAuthority(authority: Authority, now: Date): Refusal | undefined {
  if (authority.as === "self") return undefined;
  const leading = leadingGrant(authority.grants, now);
  if (!leading) return { reason: "no-grant", why: "the client has given no grant" };
  const state = stateOf(leading, now);
  return state === "valid" ? undefined : { reason: state, why: sayState(state, leading) };
}

function sayState(state: Exclude<GrantState, "valid">, { terms, revokedAt }: HeldGrant): string {
  switch (state) {
    case "unsigned":
      return "the client's grant is not signed yet";
    case "not-yet":
      return `the client's grant begins on ${terms.startsOn}`;
    case "expired":
      return `the client's grant ended on ${terms.endsOn}`;
    case "revoked":
      return `the client's grant was taken back on ${(revokedAt ?? "").slice(0, 10)}`;
  }
}

function outside({ terms }: HeldGrant, act: Act, now: Date): Refusal | undefined {
  const named = terms.brokers;
  const wanting = act.rights.find((right) => !terms.rights.includes(right));
  if (wanting !== undefined) return { reason: "right", why: `the grant does not cover "${wanting}"` };
  if (!terms.channels.includes(act.channel)) return { reason: "channel", why: `the grant does not cover requests by ${act.channel}` };
  if (named && !named.includes(act.broker) && !named.includes(`family:${act.family}`)) return { reason: "broker", why: "the grant does not name this broker" };
  const stray = act.fields.filter((field) => field !== "authority" && !terms.fields.includes(field)); // that it may be shown goes without saying
  if (stray.length > 0) return { reason: "fields", why: `the grant does not cover sending ${stray.join(", ")}` };
  if (!terms.jurisdictions.includes(act.residence)) return { reason: "jurisdiction", why: `the grant is for ${terms.jurisdictions.join(", ")}, and the client lives elsewhere now` };
  return isLook(act) ? undefined : (elsewhereAnswered(terms, act) ?? beyondLimit(terms, act.askedAt ?? [], now));
}

function isLook({ rights }: Act): boolean {
  return rights.every((right) => right === "look");
}

function elsewhereAnswered({ replies, repliesTo }: HeldGrant["terms"], act: Act): Refusal | undefined {
  if (act.opensReply === true && replies === "client") return { reason: "mailbox", why: "answers go to the client, who opens this mail" };
  if (!act.fields.includes("contact.email") || act.repliesTo?.toLowerCase() === repliesTo?.toLowerCase()) return undefined;
  const why = repliesTo === undefined ? "the grant names no address that brokers may answer to" : "the grant has answers go to another address than the profile's alias";
  return { reason: "replies", why };
}

/**
 * The client's word no longer fits how things are, so that they have to be asked anew; it is refused, and not just left out as
 * what a grant never covered.
 */
export function isOvertaken(reason: RefusalReason): boolean {
  return reason === "jurisdiction" || reason === "replies";
}

function beyondLimit({ limits, startsOn }: HeldGrant["terms"], askedAt: readonly string[], now: Date): Refusal | undefined {
  const today = now.toISOString().slice(0, 10);
  const [inAll, on] = [askedAt.filter((at) => at >= startsOn).length, askedAt.filter((at) => at.startsWith(today)).length];
  if (limits.requests !== undefined && inAll >= limits.requests) return { reason: "limit", why: `the grant's ${limits.requests} requests are made` };
  if (limits.requestsPerDay !== undefined && on >= limits.requestsPerDay) return { reason: "limit-per-day", why: `the grant allows ${limits.requestsPerDay} requests a day` };
  return undefined;
}
