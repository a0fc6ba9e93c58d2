import type { MailRecord, Sending } from "../authoring/rehearsal/attempt-record.ts";
import type { PlaybookInHand } from "../authoring/rehearsal/playbook-in-hand.ts";
import type { Rehearsal, Rehearsed } from "../authoring/rehearsal/rehearse.ts";
import { sayOutcome } from "../authoring/rehearsal/say-outcome.ts";
import { explain } from "../playbook/match/explain.ts";
import type { ReadRow } from "../playbook/stage-watch.ts";

export interface ShownRehearsal {
  readonly inHand: PlaybookInHand;
  readonly rehearsal: Rehearsal;
  readonly upTo: Rehearsed;
  readonly hosts: readonly string[];
}

/** A rehearsal as one object. Listings have the same keys everywhere, so that a script need not ask; matches name their listing, steps, sends and mails their attempt. */
export function rehearsalJson({ inHand: { loaded, broker }, rehearsal: { listings, attempts }, upTo, hosts }: ShownRehearsal) {
  const { broker: slug, version } = loaded.playbook;
  const each = attempts.map(({ record, end, listing }, attempt) => ({ record, end, listing, place: { attempt, stage: record.stage } }));
  return {
    rehearsal: true,
    playbook: { broker: slug, name: broker?.name ?? null, file: loaded.file, version, hash: loaded.hash },
    upTo,
    hosts,
    listings: listings.map(listingJson),
    matches: listings.map(matchJson),
    attempts: each.map(({ place, end, listing, record }) => ({
      ...place,
      listing: listing ?? null,
      outcome: end.kind,
      said: sayOutcome(end),
      refusedHosts: [...new Set(record.refusals.map(({ host }) => host))],
    })),
    steps: each.flatMap(({ place, record }) => record.steps.map(({ step, verb, tookMs, outcome }) => ({ ...place, step, verb, ms: tookMs ?? null, outcome }))),
    sends: each.flatMap(({ place, record }) => record.sendings.map((sending) => ({ ...place, ...sendingJson(sending) }))),
    mails: each.flatMap(({ place, record }) => record.mails.map((mail) => ({ ...place, ...mailJson(mail) }))),
  };
}

export function listingJson({ details }: ReadRow) {
  const { name, aliases, age, addresses, phones, relatives, url, id, extras } = details;
  return {
    name,
    aliases,
    age: age ?? null,
    addresses: addresses.map(({ street, city, state, zip }) => ({ street: street ?? null, city, state: state ?? null, zip: zip ?? null })),
    phones,
    relatives,
    url: url ?? null,
    id: id ?? null,
    extras,
  };
}

/** Why it is or isn't the person's. `ageFloor`: they show "81+", which 85 is as well. */
export function matchJson({ details: { ageFloor, birthYear }, match }: ReadRow, listing: number) {
  return { listing, ...match, explanation: explain(match), ...(ageFloor === true && { ageFloor }), ...(birthYear !== undefined && { birthYear }) };
}

function sendingJson({ step, host, fields, how, isSent }: Sending) {
  return { step, host, fields, how, sent: isSent };
}

function mailJson({ step, wish, answer }: MailRecord) {
  return { step, from: wish.from, ...wish.want, subject: wish.subject ?? null, answer };
}
