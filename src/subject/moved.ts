import { isCurrent, type Address, type Profile } from "./profile.ts";
import { QUERY_KINDS, queriesOf } from "./queries.ts";

/** The profile after a move: where the person lived until now becomes a past address, and the law of the new state applies. */
export function moved(profile: Profile, { to, inYear }: { readonly to: Address; readonly inYear: number }): Profile {
  const past = profile.addresses.map((address) => (isCurrent(address) ? { ...address, to: inYear } : address));
  const addresses = [...past, { ...to, from: to.from ?? inYear }];
  return { ...profile, addresses, ...(profile.residence != null && { residence: `us-${to.state.toLowerCase()}` }) };
}

/** Notes which kinds of search have something new to ask: brokers that were looked at before that are looked at again. */
export function withNewQuestions(next: Profile, before: Profile, now: Date): Profile {
  const asksAnew = QUERY_KINDS.flatMap((kind) => {
    const known = new Set(queriesOf(before, kind).map(sayQuery));
    const isNew = queriesOf(next, kind).some((query) => !known.has(sayQuery(query)));
    const since = isNew ? now.toISOString() : before.asksAnew?.[kind];
    return since === undefined ? [] : [[kind, since] as const];
  });
  return { ...next, asksAnew: Object.fromEntries(asksAnew) };
}

function sayQuery(query: unknown): string {
  return JSON.stringify(query).toLowerCase();
}
