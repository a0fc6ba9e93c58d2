import { wrap } from "./display-width.ts";
import { safeText } from "./safe-text.ts";
import type { HandGroup } from "../report/hand-work.ts";

/** The brokers without a playbook in a few lines, however many there are. */
export function handLines(groups: readonly HandGroup[]): string[] {
  if (groups.length === 0) return [];
  const width = Math.max(...groups.map(({ brokers }) => String(brokers).length));
  return ["Without a playbook:", ...groups.map(({ brokers, say }) => `  ${String(brokers).padStart(width)} ${say}`), ""];
}

/** A text in as many lines as the width asks for, all of them set in; the first with its mark, like `3. `. */
export function wrapped(text: string, { width, indent, mark = "" }: { readonly width: number; readonly indent: number; readonly mark?: string }): string[] {
  const lines = wrap(safeText(text), width - indent - mark.length);
  return lines.map((line, i) => `${" ".repeat(indent)}${i === 0 ? mark : " ".repeat(mark.length)}${line}`);
}

/** `3 h 20 min`: what a person can plan a day by. */
export function sayMinutes(minutes: number): string {
  if (minutes === 1) return "1 minute";
  return minutes < 90 ? `${minutes} minutes` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
