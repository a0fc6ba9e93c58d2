import { DAY_MS, HOUR_MS } from "../../../src/base/duration.ts";
import { SITES, type SentMail } from "../scripted/brokers.ts";
import type { Logged, World } from "./world.ts";

/** What a year was like, by the brokers' own log: the rules are told here once more, without the planner. */
export interface YearVerdict {
  readonly early: readonly string[];
  readonly forgotten: readonly string[];
  readonly doubled: readonly string[];
}

/** The pace of the scripted playbooks, which name none and so have the usual one. */
const PACE = { confirmAfter: 3 * DAY_MS, confirmAgainAfter: 7 * DAY_MS, recheckEvery: 30 * DAY_MS };
const SLACK = 2 * HOUR_MS;
/** A dropped line puts a look off by a day, and may do so again. */
const PUT_OFF = 4 * DAY_MS;

export function judge({ log, brokers }: Pick<World, "log" | "brokers">, { longestOffMs, end }: { longestOffMs: number; end: number }): YearVerdict {
  const patience = PACE.recheckEvery + longestOffMs + PUT_OFF + SLACK;
  const looked = SITES.filter((site) => site !== "whole");
  return {
    early: looked.flatMap((site) => earlyLooks(log.filter((entry) => entry.site === site))),
    forgotten: [...looked.flatMap((site) => longGaps(log.filter((entry) => entry.site === site && entry.what === "look"), { site, patience, end })), ...unread(brokers, log, longestOffMs + DAY_MS + SLACK, end)],
    doubled: brokers.doubles(),
  };
}

/** No look sooner than the state allows, and no asking without a look that has just shown the listing. */
function earlyLooks(own: readonly Logged[]): string[] {
  const wrong: string[] = [];
  const absences: number[] = [];
  let last: Logged | undefined;
  let isAsked = false;
  for (const entry of own) {
    if (entry.what === "ask") {
      if (!last?.isListed && !isAsked) wrong.push(`${entry.site} was asked for what no look had shown`);
      isAsked = true;
      absences.length = 0;
    }
    if (entry.what !== "look" || entry.isLost) continue;
    if (last && entry.at - last.at < leastGap(last, absences, isAsked)) wrong.push(`${entry.site} was looked at ${hours(entry.at - last.at)} h after the look before`);
    if (entry.isListed) isAsked = isAsked && absences.length < 2; // back after it was gone: to be asked again
    if (entry.isListed) absences.length = 0;
    else absences.push(entry.at);
    last = entry;
  }
  return wrong;
}

function leastGap(last: Logged, absences: readonly number[], isAsked: boolean): number {
  if (last.isListed) return PACE.confirmAfter;
  if (!isAsked || absences.length >= 2) return PACE.recheckEvery;
  return PACE.confirmAgainAfter;
}

function longGaps(looks: readonly Logged[], { site, patience, end }: { site: string; patience: number; end: number }): string[] {
  const times = [...looks.filter(({ isLost }) => !isLost).map(({ at }) => at), end];
  if (times.length === 1) return [`${site} was never looked at`];
  return times.flatMap((at, i) => (i > 0 && at - (times[i - 1] ?? at) > patience ? [`${site} was not looked at for ${hours(at - (times[i - 1] ?? at))} h`] : []));
}

/** Mails that wait for an answer longer than the machine was off. */
function unread({ mails, opened }: { readonly mails: readonly SentMail[]; readonly opened: ReadonlyMap<string, number> }, log: readonly Logged[], patience: number, end: number): string[] {
  const openedAt = (mail: SentMail) => log.find(({ site, what, at }) => site === mail.site && what === "link" && at >= mail.at)?.at ?? end;
  return mails.filter((mail) => (!opened.has(mail.link) && end - mail.at > patience) || openedAt(mail) - mail.at > patience).map(({ site }) => `a mail of ${site} was not read in time`);
}

function hours(ms: number): number {
  return Math.round(ms / HOUR_MS);
}
