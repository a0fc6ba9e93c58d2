import { escapeMarkup } from "../../base/markup.ts";
import { stillPage } from "../../base/still-page.ts";
import { GROUPS, sayGroup } from "./group.ts";
import { sayNext, type GroupedRow, type Outcomes, type Sent } from "./outcomes.ts";
import { plotDaysToRemoval, plotFamilies, plotProgress } from "./plots.ts";

export interface ReportHead {
  readonly at: Date;
  readonly isRehearsal: boolean;
}

/** The report as one page. */
export function reportPage(all: readonly Outcomes[], { at, isRehearsal }: ReportHead): string {
  const title = `Report, ${at.toISOString().slice(0, 10)}`;
  const body = `<header><h1>${title}</h1>${isRehearsal ? REHEARSAL : ""}<p>Names of brokers, fields and hosts. No word of any listing.</p></header>
<main>
${all.map((outcomes) => subjectSection(outcomes, all.length > 1)).join("\n")}
</main>`;
  return stillPage({ title, style: STYLE, body });
}

/** Said on each page that came of a rehearsal. */
export const REHEARSAL = "<p><strong>A rehearsal: local pages only, nothing left this machine.</strong></p>";

function subjectSection(outcomes: Outcomes, isOneOfSeveral: boolean): string {
  const { subject, brokers, sent, progress, families, daysToRemoval } = outcomes;
  const heading = isOneOfSeveral ? `<h2>${escapeMarkup(subject)}</h2>` : "";
  const counts = GROUPS.flatMap((group) => {
    const count = brokers.filter((row) => row.group === group).length;
    return count === 0 ? [] : [`<li><b>${count}</b> ${escapeMarkup(sayGroup(group))}</li>`];
  });
  return [
    `<section aria-label="${escapeMarkup(`Outcomes of ${subject}`)}">${heading}`,
    counts.length === 0 ? "<p>Nothing has been looked for yet.</p>" : `<ul class="counts">${counts.join("")}</ul>`,
    figure("Progress over time", plotProgress(progress)),
    tasksTable(outcomes),
    brokersTable(brokers),
    sentTable(sent),
    figure("By family", plotFamilies(families)),
    figure("Time to removal", plotDaysToRemoval(daysToRemoval)),
    "</section>",
  ].join("\n");
}

function figure(title: string, plot: string): string {
  return plot === "" ? "" : `<figure tabindex="0"><figcaption>${escapeMarkup(title)}</figcaption>${plot}</figure>`;
}

function tasksTable({ tasks, later, skipped }: Outcomes): string {
  const aside = [...later.map(({ broker, why, until }) => [broker, why, until.slice(0, 10)]), ...skipped.map(({ broker, why }) => [broker, why, "left by you"])];
  return [
    tasks.length === 0 ? "" : table("What needs you", ["Broker", "Why", "What to do", "Minutes"], tasks.map(({ broker, why, what, minutes }) => [broker, why, what, String(minutes)])),
    aside.length === 0 ? "" : table("What you put off or left", ["Broker", "Why", "Again"], aside),
  ].join("\n");
}

function brokersTable(rows: readonly GroupedRow[]): string {
  if (rows.length === 0) return "";
  const sorted = rows.toSorted((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group));
  return table("Where each broker stands", ["Broker", "Stands", "Asked", "Next"], sorted.map((row) => [row.name, sayGroup(row.group), row.askedAt?.slice(0, 10) ?? "", sayNext(row)]));
}

function sentTable(sent: readonly Sent[]): string {
  if (sent.length === 0) return "";
  return table("What was sent to whom", ["Broker", "Fields", "Hosts", "First", "Last"], sent.map(({ broker, fields, hosts, first, last }) => [broker, fields.join(", "), hosts.join(", "), first, last]));
}

/** Read as one word: it is not broken at its hyphens. */
const DATE = /^\d{4}-\d{2}-\d{2}$/;

function table(caption: string, titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = titles.map((title) => `<th scope="col">${escapeMarkup(title)}</th>`).join("");
  const body = rows.map(([first = "", ...rest]) => `<tr><th scope="row">${escapeMarkup(first)}</th>${rest.map((cell) => `<td${DATE.test(cell) ? ' class="day"' : ""}>${escapeMarkup(cell)}</td>`).join("")}</tr>`).join("\n");
  return `<div class="wide" role="region" aria-label="${escapeMarkup(caption)}" tabindex="0"><table><caption>${escapeMarkup(caption)}</caption><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

const STYLE = `
:root { color-scheme: light; }
body { font: 16px/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff; max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; } h2 { font-size: 1.2rem; }
.counts { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; } .counts b { font-size: 1.4rem; }
figure { margin: 1.5rem 0; overflow-x: auto; } figure:focus-visible, .wide:focus-visible { outline: 3px solid #0969da; } svg { min-width: 30rem; } figcaption, caption { text-align: left; font-weight: 600; padding: .5rem 0; }
.wide { overflow-x: auto; margin: 1.5rem 0; }
table { border-collapse: collapse; width: 100%; min-width: 34rem; } th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #8c959f; overflow-wrap: break-word; } thead th { border-bottom-width: 2px; } tbody th { font-weight: 600; } .day { white-space: nowrap; }
@media print { svg, table { min-width: 0; } body { max-width: none; padding: 0; font-size: 11px; } .wide { overflow: visible; } tr, figure { break-inside: avoid; } thead { display: table-header-group; } }
`;
