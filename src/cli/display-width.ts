const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

// Blocks that terminals draw two columns wide (Unicode UAX 11, classes W and F), and pictographs.
const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** How many columns of a terminal the text takes. */
export function displayWidth(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : split(text).reduce((sum, one) => sum + graphemeWidth(one), 0);
}

/** The text cut to `width` columns, with an ellipsis where something is missing. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  return width < 1 ? "" : `${take(text, width - 1)}…`;
}

/** The text in lines of at most `width` columns, broken at spaces; a longer word is broken where it must be. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean).flatMap((whole) => pieces(whole, width))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (displayWidth(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

export function pad(text: string, width: number, align: "left" | "right" = "left"): string {
  const space = " ".repeat(Math.max(0, width - displayWidth(text)));
  return align === "left" ? text + space : space + text;
}

function pieces(word: string, width: number): string[] {
  if (displayWidth(word) <= width) return [word];
  const head = take(word, width) || (split(word)[0] ?? "");
  return [head, ...pieces(word.slice(head.length), width)].filter(Boolean);
}

function take(text: string, width: number): string {
  let taken = "";
  let used = 0;
  for (const one of split(text)) {
    used += graphemeWidth(one);
    if (used > width) break;
    taken += one;
  }
  return taken;
}

function split(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

function graphemeWidth(grapheme: string): number {
  if (/^[\p{M}\p{Cf}\p{Cc}]+$/u.test(grapheme)) return 0;
  return WIDE.test(grapheme) ? 2 : 1;
}
