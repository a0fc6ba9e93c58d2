import type { CannotGroup } from "../report/cannot-do.ts";
import type { BrokerForecast } from "../report/forecast.ts";
import type { HandGroup } from "../report/hand-work.ts";
import type { PlanGroup, PlanPage } from "../report/plan-page.ts";
import { handLines, sayMinutes, wrapped } from "./hand-lines.ts";
import type { Output } from "./output.ts";

export interface PlanOf {
  readonly subject: string;
  readonly page: PlanPage;
  readonly brokers: readonly BrokerForecast[];
  readonly withoutPlaybook: readonly HandGroup[];
  /** The proxy of one's own, where one is set. */
  readonly upstream: string | undefined;
}

/** Few enough to be told one by one, with their hosts. */
const FEW = 5;

/** What would go to whom, what is asked of the person, how long it takes, and what can't be done. */
export function planLines(out: Output, { subject, page, brokers, withoutPlaybook, upstream }: PlanOf): string[] {
  const due = brokers.filter(({ now }) => now !== undefined);
  const part = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : [...wrapped(title, { width: out.width, indent: 0 }).map(out.paint.strong), ...lines, ""]);
  return [
    `subject ${subject}`,
    "",
    ...(due.length === 0 ? ["Nothing is due now.", ""] : part("Due now", due.length <= FEW ? due.flatMap((row) => oneByOne(out, row)) : groupLines(out, page.now, sayNow))),
    ...part("If a listing there is yours, asking sends", due.length <= FEW ? [] : groupLines(out, page.toAsk, sayAsked)),
    ...part("Wants your word first: they show no listing, so they would learn your name from you", groupLines(out, page.approvals, ({ what }) => `unlist plan --approve ${what}`)),
    ...part("Not now", groupLines(out, page.notNow, sayNotNow)),
    ...part("Not done here, and what to do instead", cannotLines(out, page.cannot)),
    ...handLines(withoutPlaybook.filter(({ group }) => group !== "no-route")),
    ...closing(out, page, upstream).flatMap((text) => wrapped(text, { width: out.width, indent: 0 })),
    "",
  ];
}

function oneByOne({ width }: Output, { broker, now, why, sendsNow, toHosts, sendsToAsk, minutes }: BrokerForecast): string[] {
  return [
    ...wrapped(`${broker}: ${now ?? ""} (${why})`, { width, indent: 2 }),
    ...wrapped(`sends ${sendsNow.join(", ") || "nothing of yours"} to ${toHosts.join(", ")}`, { width, indent: 4 }),
    ...(sendsToAsk.length > 0 ? wrapped(`asking sends ${sendsToAsk.join(", ")}`, { width, indent: 4 }) : []),
    ...(minutes > 0 ? wrapped(`takes ${sayMinutes(minutes)} of yours`, { width, indent: 4 }) : []),
  ];
}

function groupLines({ width }: Output, groups: readonly PlanGroup[], say: (group: PlanGroup) => string): string[] {
  return groups.flatMap((group) => [...wrapped(`${say(group)} (${group.brokers.length})`, { width, indent: 2 }), ...wrapped(group.brokers.join(", "), { width, indent: 4 })]);
}

function cannotLines({ width }: Output, groups: readonly CannotGroup[]): string[] {
  return groups.flatMap(({ why, instead, brokers }) => [
    ...wrapped(`${why} (${brokers.length})`, { width, indent: 2 }),
    ...wrapped(brokers.join(", "), { width, indent: 4 }),
    ...wrapped(`instead: ${instead}`, { width, indent: 4 }),
  ]);
}

function sayNow({ what, fields }: PlanGroup): string {
  return `${what}: ${fields.length > 0 ? `each sees ${fields.join(", ")}` : "nothing of yours is sent"}`;
}

function sayAsked({ fields, yours }: PlanGroup): string {
  return `${fields.join(", ")}${yours.length > 0 ? `; their form also wants ${yours.join(", ")}: yours to give, or to leave` : ""}`;
}

function sayNotNow({ what, until }: PlanGroup): string {
  return until === undefined ? what : `${what}, until ${until}`;
}

function closing({ isQuiet }: Output, { minutes, days }: PlanPage, upstream: string | undefined): string[] {
  return [
    `Your time: about ${sayMinutes(minutes)}, if all of it comes up.${days ? ` Those who are asked say they take ${days.least === days.most ? days.least : `${days.least} to ${days.most}`} days.` : ""}`,
    upstream === undefined
      ? "Every site that is looked at or asked also sees this machine's IP address; upstreamProxy in config.yaml changes that."
      : `Sites see the IP address of your proxy, ${upstream}, which looks their names up, and so learns which ones they are. Your mail server and registers are reached by it, too.`,
    ...(isQuiet ? [] : ["Each broker with its hosts: unlist plan --only BROKER, or --json for all of them."]),
  ];
}
