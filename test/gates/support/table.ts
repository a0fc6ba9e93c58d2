import { holds, type GateRow } from "./run-gate.ts";

const COLUMNS = 80;

/** A gate in two or three lines, within 80 columns: whether it holds, the figure, and what it must be. */
export function gateLines(row: GateRow): string[] {
  return [
    `${holds(row) ? "holds" : "FAILS"}  ${row.gate}`,
    ...wrapped(row.figure, "       "),
    ...wrapped(`wanted: ${row.limit}; planted fault ${row.control}`, "       "),
  ];
}

export function wrapped(text: string, indent = ""): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= COLUMNS) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(indent + word);
  }
  return lines;
}

export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Cells under their headings; numbers to the right. */
export function columns(rows: readonly (readonly (string | number)[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => String(row[at] ?? "").length)));
  return rows.map((row) => row.map((cell, at) => pad(cell, widths[at] ?? 0)).join("  ").trimEnd());
}

function pad(cell: string | number, width: number): string {
  return typeof cell === "number" ? String(cell).padStart(width) : cell.padEnd(width);
}
