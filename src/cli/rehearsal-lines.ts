import type { RehearsedAttempt } from "../authoring/rehearsal/rehearse.ts";
import { sayOutcome } from "../authoring/rehearsal/say-outcome.ts";
import type { MailWish } from "../playbook/desk.ts";
import { explain } from "../playbook/match/explain.ts";
import type { ReadRow } from "../playbook/stage-watch.ts";
import type { ListingDetails, ShownAddress } from "../subject/listing-details.ts";
import { wrap } from "./display-width.ts";
import type { Output } from "./output.ts";
import type { ShownRehearsal } from "./rehearsal-json.ts";
import { safeText } from "./safe-text.ts";

const STAGE_WORDS = { scan: "scan", optOut: "opt-out", confirm: "confirm" } as const;

/** A rehearsal for the author at the terminal: what was read, what each step did, and what would be told to whom. */
export function rehearsalLines(out: Output, { inHand, rehearsal: { listings, attempts }, hosts }: ShownRehearsal): string[] {
  const title = `${inHand.broker?.name ?? inHand.loaded.playbook.broker}, rehearsed on local pages of ${hosts.length} ${hosts.length === 1 ? "host" : "hosts"}`;
  const all = [title, "", ...listingLines(listings, out), ...attempts.flatMap((attempt, i) => attemptLines(attempt, i, out)), ...sendLines(attempts, out)];
  return all.flatMap((line) => (line === "" || line.length <= out.width ? [line] : hanging(line, out.width)));
}

function listingLines(listings: readonly ReadRow[], out: Output): string[] {
  if (listings.length === 0) return ["No listing was read.", ""];
  return listings.flatMap(({ details, match }, i) => [
    out.paint.strong(`listing ${i + 1}  ${match.verdict}`),
    ...facts(details).map(([word, value]) => `  ${word.padEnd(10)}${safeText(value)}`),
    `  ${explain(match)}`,
    "",
  ]);
}

function facts(details: ListingDetails): (readonly [string, string])[] {
  const { name, aliases, age, ageFloor, birthYear, addresses, phones, relatives, url, id, extras } = details;
  const said: (readonly [string, string])[] = [
    ["name", name],
    ["aliases", aliases.join("; ")],
    ["age", age === undefined ? "" : `${age}${ageFloor === true ? "+" : ""}`],
    ["born", birthYear === undefined ? "" : String(birthYear)],
    ["addresses", addresses.map(sayAddress).join("; ")],
    ["phones", phones.join("; ")],
    ["relatives", relatives.join("; ")],
    ["url", url ?? ""],
    ["id", id ?? ""],
    ...Object.entries(extras),
  ];
  return said.filter(([, value]) => value !== "");
}

function sayAddress({ street, city, state, zip }: ShownAddress): string {
  return [street, city, [state, zip].filter(Boolean).join(" ")].filter(Boolean).join(", ");
}

function attemptLines({ record, end, listing }: RehearsedAttempt, index: number, out: Output): string[] {
  const about = listing === undefined ? "" : ` of listing ${listing + 1}`;
  const columns = [{ title: "step", least: 12 }, { title: "does" }, { title: "ms", align: "right" as const }, { title: "outcome", least: 20 }];
  const rows = record.steps.map(({ step, verb, tookMs, outcome }) => [step, verb, String(tookMs ?? ""), outcome]);
  const mails = record.mails.map(({ wish: { from, want } }) => `It waits for a mail from ${from}${sayWant(want)}.`);
  const refused = [...new Set(record.refusals.map(({ host }) => host))];
  return [
    out.paint.strong(`${index + 1}. ${STAGE_WORDS[record.stage]}${about}: ${sayOutcome(end)}`),
    ...out.table(columns, rows),
    ...mails,
    ...(refused.length > 0 ? [`Not reached, since the map or the playbook does not name them: ${refused.join(", ")}`] : []),
    "",
  ];
}

function sayWant(want: MailWish["want"]): string {
  if ("link" in want) return ` with a link to ${want.link}`;
  return "code" in want ? ` with a code like ${want.code}` : ", which is answered";
}

function sendLines(attempts: readonly RehearsedAttempt[], out: Output): string[] {
  const rows = attempts.flatMap(({ record }) => record.sendings.map(({ host, fields, how, isSent, step }) => [host, fields.join(", "), isSent ? how : `${how}, held back`, step]));
  const distinct = [...new Map(rows.map((row) => [row.join(" "), row])).values()];
  if (distinct.length === 0) return ["No field would have been sent."];
  return ["What would have been sent:", ...out.table([{ title: "host", least: 12 }, { title: "fields", least: 14 }, { title: "how" }, { title: "step", least: 10 }], distinct)];
}

function hanging(line: string, width: number): string[] {
  const indent = /^ */.exec(line)?.[0] ?? "";
  return wrap(line, width - indent.length - 2).map((part, i) => (i === 0 ? indent : `${indent}  `) + part);
}
