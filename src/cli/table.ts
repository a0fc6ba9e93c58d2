import { displayWidth, pad, wrap } from "./display-width.ts";
import { safeText } from "./safe-text.ts";

export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
  /** The least width that still reads; a column with one gives way when the table is too wide. */
  readonly least?: number;
}

/** A text, or a text with its colour. Colour is put on after wrapping, so that it never counts as width. */
export type Cell = string | { readonly text: string; readonly paint: (text: string) => string };

export interface TableStyle {
  readonly width: number;
  readonly title?: (text: string) => string;
}

const GAP = "  ";

/** Lines of a plain table: titles, rows, two spaces between columns, nothing beyond `width`. */
export function table(columns: readonly Column[], rows: readonly (readonly Cell[])[], style: TableStyle): string[] {
  const texts = rows.map((row) => columns.map((_, i) => safeText(textOf(row[i]))));
  const widths = fit(columns, texts, style.width);
  const titles = layOut(columns, columns.map(({ title }) => title), widths).map((line) => joined(line, columns.map(() => style.title ?? same)));
  const body = rows.flatMap((row, r) => layOut(columns, texts[r] ?? [], widths).map((line) => joined(line, columns.map((_, i) => paintOf(row[i])))));
  return [...titles, ...body];
}

/** Natural widths where they fit; else the widest of the columns that may give way shrinks, a step at a time. */
function fit(columns: readonly Column[], texts: readonly (readonly string[])[], width: number): number[] {
  const widths = columns.map(({ title }, i) => Math.max(displayWidth(title), ...texts.map((row) => displayWidth(row[i] ?? ""))));
  const room = width - GAP.length * (columns.length - 1);
  while (sum(widths) > room) {
    const widest = widestAbove(widths, columns.map(({ least }) => least ?? Infinity)) ?? widestAbove(widths, columns.map(() => 4));
    if (widest === undefined) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function widestAbove(widths: readonly number[], least: readonly number[]): number | undefined {
  const open = widths.map((width, i) => ({ width, i })).filter(({ width, i }) => width > (least[i] ?? 0));
  return open.toSorted((a, b) => b.width - a.width)[0]?.i;
}

/** One row as lines of padded cells. */
function layOut(columns: readonly Column[], texts: readonly string[], widths: readonly number[]): string[][] {
  const cells = columns.map((_, i) => wrap(texts[i] ?? "", Math.max(1, widths[i] ?? 1)));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => columns.map(({ align }, i) => pad(cells[i]?.[line] ?? "", widths[i] ?? 0, align)));
}

function joined(cells: readonly string[], paints: readonly ((text: string) => string)[]): string {
  const last = cells.findLastIndex((cell) => cell.trim() !== "");
  return cells
    .slice(0, last + 1)
    .map((cell, i) => (paints[i] ?? same)(i === last ? cell.trimEnd() : cell))
    .join(GAP);
}

function textOf(cell: Cell | undefined): string {
  return typeof cell === "object" ? cell.text : (cell ?? "");
}

function paintOf(cell: Cell | undefined): (text: string) => string {
  return typeof cell === "object" ? cell.paint : same;
}

function same(text: string): string {
  return text;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
