/** A range of ages or years as a site words it: "41-50", "81+", "under 18". */
export interface NumberRange {
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

const BETWEEN = /(\d{1,4})\s*(?:-|–|—|to|bis|through)\s*(\d{1,4})/iu;
const OPEN_END = /(\d{1,4})\s*(?:\+|(?:and|or)\s+(?:over|older|above|up|more))|(?:over|above|older than)\s+(\d{1,4})/iu;
const OPEN_START = /(?:under|below|younger than|less than)\s+(\d{1,4})|(\d{1,4})\s*(?:and|or)\s+(?:under|younger|below|less)/iu;
const ALONE = /^\D{0,12}(\d{1,4})\D{0,12}$/u;

/** Nothing for words that hold no range. "81+" holds 81, "over 80" does not hold 80. */
export function readRange(label: string): NumberRange | undefined {
  const [, from, to] = BETWEEN.exec(label) ?? [];
  if (from !== undefined && to !== undefined) return { label, from: Number(from), to: Number(to) };
  const [, least, beyond] = OPEN_END.exec(label) ?? [];
  if (least !== undefined || beyond !== undefined) return { label, from: least === undefined ? Number(beyond) + 1 : Number(least), to: Infinity };
  const [, below, most] = OPEN_START.exec(label) ?? [];
  if (below !== undefined || most !== undefined) return { label, from: 0, to: below === undefined ? Number(most) : Number(below) - 1 };
  const [, alone] = ALONE.exec(label) ?? [];
  return alone === undefined ? undefined : { label, from: Number(alone), to: Number(alone) };
}

/** `18-30,31-50,51+`, as a template writes them. */
export function readRanges(list: string): NumberRange[] {
  return list.split(",").flatMap((label) => readRange(label.trim()) ?? []);
}

/** The narrowest of the ranges that hold the number, as it is worded. */
export function labelOf(number: number, ranges: readonly NumberRange[]): string | undefined {
  const holding = ranges.filter(({ from, to }) => number >= from && number <= to);
  return holding.sort((a, b) => a.to - a.from - (b.to - b.from))[0]?.label;
}
