import { escapeMarkup } from "../../base/markup.ts";
import { stillPage } from "../../base/still-page.ts";
import { sayGroup, type Group } from "./group.ts";
import type { GroupedRow, Outcomes } from "./outcomes.ts";
import { REHEARSAL } from "./page.ts";

export interface ClientPage {
  readonly outcomes: Outcomes;
  readonly at: Date;
  readonly isRehearsal: boolean;
  /** When the client's grant ends. */
  readonly grantEndsOn?: string | undefined;
}

/** Each group of outcomes in a sentence, the good news first. Brokers are named; no word of any listing is. */
const SAYS: readonly (readonly [Group, string])[] = [
  ["gone", "Your entry is gone there. It was looked for twice, days apart, and not found."],
  ["clean", "Nothing about you was found there."],
  ["waiting", "They were asked to take you out, and are given their time."],
  ["doubt", "A request may have reached them; that is being watched."],
  ["unseen", "They were asked. They show nothing, so nobody can look whether they did it."],
  ["back", "You were taken out and are shown again. They are asked once more."],
  ["still", "They were asked, and still show you. Your advocate follows that up."],
  ["refused", "They refused. Your advocate can tell you what may be done."],
  ["unclear", "Their pages could not be read this time. It is tried again."],
  ["planned", "They will be asked."],
  ["you", "Somebody has to look at this one. Your advocate does, so that you need not."],
  ["later", "Put off for a while. Your advocate comes back to it."],
  ["left", "Left as it is, by choice."],
];

/** For the client to keep: what was done for them and what came of it, in plain words, on a page that loads nothing. */
export function clientPage({ outcomes, at, isRehearsal, grantEndsOn }: ClientPage): string {
  const { brokers, sent, documents } = outcomes;
  const fields = [...new Set(sent.flatMap((one) => one.fields))].sort();
  const day = at.toISOString().slice(0, 10);
  const body = `<main>
<h1>What was done for you, as of ${day}</h1>
${isRehearsal ? REHEARSAL : ""}
${SAYS.map(([group, words]) => groupSection(brokers.filter((row) => row.group === group), sayGroup(group), words)).join("")}
<h2>What they were told about you</h2>
<p>${fields.length === 0 ? "Nothing so far." : `To find or remove you, ${sent.length} of them were told no more than these: ${escapeMarkup(fields.join(", "))}.`}</p>
<h2>Your word counts</h2>
<p>${documents.length === 0 ? "" : `Your requests rest on what you signed: ${escapeMarkup(documents.join(", "))}. `}${grantEndsOn === undefined ? "You" : `What you signed holds until ${escapeMarkup(grantEndsOn)}. You`} can take it back at any time, without a reason: tell your advocate. Nothing can promise that no copy is anywhere else.</p>
</main>`;
  return stillPage({ title: `Report, ${day}`, style: STYLE, body });
}

function groupSection(rows: readonly GroupedRow[], title: string, words: string): string {
  if (rows.length === 0) return "";
  return `<h2>${escapeMarkup(capital(title))}: ${rows.length}</h2>\n<p>${escapeMarkup(words)}<br>${escapeMarkup(rows.map(({ name }) => name).join(", "))}</p>\n`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const STYLE = "body { font: 16px/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff; max-width: 40rem; margin: 0 auto; padding: 1.5rem; } h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-bottom: 0; } p { margin-top: .2rem; }";
