const CONTEXT = 3;

interface Line {
  readonly mark: " " | "-" | "+";
  readonly text: string;
}

/** What changed between two texts, as `diff -u` and `git apply` write it. Empty when nothing did. */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return "";
  const lines = compared(before.split("\n"), after.split("\n"));
  return [`--- a/${file}`, `+++ b/${file}`, ...hunksOf(lines).flatMap((hunk) => hunkLines(lines, hunk))].map((line) => `${line}\n`).join("");
}

/** The longest common lines stay; playbooks are short, so the plain table will do. */
function compared(before: readonly string[], after: readonly string[]): Line[] {
  const length = table(before, after);
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, fresh] = [before[i], after[j]];
    if (old !== undefined && old === fresh) {
      lines.push({ mark: " ", text: old });
      [i, j] = [i + 1, j + 1];
    } else if (old !== undefined && (fresh === undefined || at(length, i + 1, j) >= at(length, i, j + 1))) {
      lines.push({ mark: "-", text: old });
      i += 1;
    } else {
      lines.push({ mark: "+", text: fresh ?? "" });
      j += 1;
    }
  }
  return lines;
}

function table(before: readonly string[], after: readonly string[]): number[][] {
  const length = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i--) {
    const row = length[i] ?? [];
    for (let j = after.length - 1; j >= 0; j--) row[j] = before[i] === after[j] ? at(length, i + 1, j + 1) + 1 : Math.max(at(length, i + 1, j), at(length, i, j + 1));
  }
  return length;
}

function at(length: readonly (readonly number[])[], i: number, j: number): number {
  return length[i]?.[j] ?? 0;
}

interface Hunk {
  readonly from: number;
  readonly to: number;
}

/** Changes with the lines around them; those that touch are one. */
function hunksOf(lines: readonly Line[]): Hunk[] {
  const hunks: { from: number; to: number }[] = [];
  for (const [i, { mark }] of lines.entries()) {
    if (mark === " ") continue;
    const [from, to] = [Math.max(0, i - CONTEXT), Math.min(lines.length, i + CONTEXT + 1)];
    const last = hunks.at(-1);
    if (last && from <= last.to) last.to = to;
    else hunks.push({ from, to });
  }
  // The last line of a text that ends with a line break is no line.
  return hunks.map(({ from, to }) => ({ from, to: to === lines.length && lines.at(-1)?.text === "" && lines.at(-1)?.mark === " " ? to - 1 : to }));
}

function hunkLines(lines: readonly Line[], { from, to }: Hunk): string[] {
  const inside = lines.slice(from, to);
  const [oldAt, newAt] = [countOf(lines.slice(0, from), "-") + 1, countOf(lines.slice(0, from), "+") + 1];
  return [`@@ -${oldAt},${countOf(inside, "-")} +${newAt},${countOf(inside, "+")} @@`, ...inside.map(({ mark, text }) => `${mark}${text}`)];
}

function countOf(lines: readonly Line[], side: "-" | "+"): number {
  return lines.filter(({ mark }) => mark === " " || mark === side).length;
}
