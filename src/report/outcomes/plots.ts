import { DAY_MS } from "../../base/duration.ts";
import { escapeMarkup } from "../../base/markup.ts";
import { medianDays, type DayOfProgress } from "./history.ts";
import type { FamilyRow } from "./outcomes.ts";

/** Plots as SVG. Each says in its title and description what it shows, and nothing by colour alone: lines differ in dashes, bars in hatching. */
const WIDTH = 640;
const INK = "#1b1f24";
const GREEN = "#1a7f37";
const AMBER = "#9a6700";

interface Words {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** Listings asked for and listings gone, day by day, as steps. */
export function plotProgress(progress: readonly DayOfProgress[]): string {
  const [first, last] = [progress[0], progress.at(-1)];
  if (!first || !last) return "";
  const height = 220;
  const most = Math.max(1, ...progress.map(({ asked, gone }) => Math.max(asked, gone)));
  const span = Math.max(1, daysBetween(first.day, last.day));
  const x = (day: string): number => 40 + (daysBetween(first.day, day) / span) * (WIDTH - 170);
  const y = (count: number): number => height - 34 - (count / most) * (height - 60);
  const line = (key: "asked" | "gone"): string => stepsThrough(progress.map((day) => [x(day.day), y(day[key])]));
  const labels = apart(y(last.asked) + 4, y(last.gone) + 4);
  const words = { id: "progress", title: "Progress over time", description: `From ${first.day} to ${last.day}: ${last.asked} asked for, ${last.gone} gone.` };
  return svg(words, height, [
    `<path d="M40 ${height - 34}H${WIDTH - 130}M40 ${height - 34}V20" stroke="${INK}" fill="none"/>`,
    text(34, y(0) + 4, "0", "end"), text(34, y(most) + 4, String(most), "end"),
    text(40, height - 12, first.day), text(WIDTH - 130, height - 12, last.day, "end"),
    `<path d="${line("asked")}" stroke="${AMBER}" stroke-width="2.5" stroke-dasharray="6 4" fill="none"/>`,
    `<path d="${line("gone")}" stroke="${GREEN}" stroke-width="3" fill="none"/>`,
    text(WIDTH - 122, labels[0], `${last.asked} asked for`), text(WIDTH - 122, labels[1], `${last.gone} gone`),
  ]);
}

/** A bar a family: gone, waiting, and what is open, with the numbers beside it. */
export function plotFamilies(families: readonly FamilyRow[]): string {
  if (families.length === 0) return "";
  const most = Math.max(...families.map(({ brokers }) => brokers));
  const unit = (WIDTH - 330) / most;
  const bars = families.flatMap(({ family, gone, waiting, open }, i) => {
    const top = 8 + i * 26;
    const parts = [{ count: gone, fill: GREEN }, { count: waiting, fill: "url(#families-hatch)" }, { count: open, fill: "none" }];
    let left = 150;
    const drawn = parts.map(({ count, fill }) => {
      const bar = `<rect x="${left}" y="${top}" width="${round(count * unit)}" height="18" fill="${fill}" stroke="${INK}"/>`;
      left = round(left + count * unit);
      return count === 0 ? "" : bar;
    });
    return [text(144, top + 13, family, "end"), ...drawn, text(left + 8, top + 13, `${gone} gone, ${waiting} waiting, ${open} open`)];
  });
  const words = { id: "families", title: "By family", description: families.map(({ family, gone, brokers }) => `${family}: ${gone} of ${brokers} gone.`).join(" ") };
  const hatch = `<defs><pattern id="families-hatch" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 6L6 0" stroke="${AMBER}" stroke-width="2"/></pattern></defs>`;
  return svg(words, families.length * 26 + 16, [hatch, ...bars]);
}

const BUCKETS = [{ upTo: 3, say: "up to 3 days" }, { upTo: 7, say: "4 to 7" }, { upTo: 14, say: "8 to 14" }, { upTo: 30, say: "15 to 30" }, { upTo: 45, say: "31 to 45" }, { upTo: Infinity, say: "over 45" }];

/** How many listings took how long from the request to the first look that no longer showed them. */
export function plotDaysToRemoval(days: readonly number[]): string {
  if (days.length === 0) return "";
  const counts = BUCKETS.map(({ upTo }, i) => days.filter((day) => day <= upTo && day > (BUCKETS[i - 1]?.upTo ?? -1)).length);
  const unit = (WIDTH - 240) / Math.max(...counts);
  const bars = BUCKETS.flatMap(({ say }, i) => {
    const top = 8 + i * 26;
    const width = round((counts[i] ?? 0) * unit);
    return [text(134, top + 13, say, "end"), `<rect x="140" y="${top}" width="${width}" height="18" fill="${GREEN}" stroke="${INK}"/>`, text(148 + width, top + 13, String(counts[i]))];
  });
  return svg({ id: "removal", title: "Time to removal", description: `${days.length} listings went; half of them within ${medianDays(days) ?? 0} days of the request.` }, BUCKETS.length * 26 + 16, bars);
}

function svg({ id, title, description }: Words, height: number, parts: readonly string[]): string {
  return `<svg role="img" aria-labelledby="${id}-title ${id}-words" viewBox="0 0 ${WIDTH} ${height}" width="100%" font-family="system-ui, sans-serif" font-size="13"><title id="${id}-title">${escapeMarkup(title)}</title><desc id="${id}-words">${escapeMarkup(description)}</desc>${parts.join("")}</svg>`;
}

function text(x: number, y: number, words: string, anchor: "start" | "end" = "start"): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="${INK}">${escapeMarkup(words)}</text>`;
}

/** Up or down on the day it happened, level until the next. */
function stepsThrough(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], i) => (i === 0 ? `M${round(x)} ${round(y)}` : `H${round(x)}V${round(y)}`)).join("");
}

/** Two labels that would lie on each other, a line apart. */
function apart(upper: number, lower: number): readonly [number, number] {
  return Math.abs(upper - lower) >= 16 ? [upper, lower] : [Math.min(upper, lower) - 8, Math.min(upper, lower) + 8];
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
