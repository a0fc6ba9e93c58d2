import type { ChoiceKind } from "../catalog/choice.ts";
import { labelOf, readRange } from "../catalog/ranges.ts";
import { stateCode } from "../subject/us-states.ts";

export interface Option {
  readonly value: string;
  readonly text: string;
}

/** The option that is meant, as its place in the list. The strictest reading that finds something wins; nothing is better than a guess. */
export function pickOption(options: readonly Option[], wanted: string, kind: ChoiceKind): number | undefined {
  if (kind === "range") return ofRange(options, wanted);
  for (const fits of readings(wanted, kind)) {
    const place = options.findIndex((option) => wordsOf(option, kind).some(fits));
    if (place !== -1) return place;
  }
  return undefined;
}

type Fits = (word: string) => boolean;

function readings(wanted: string, kind: ChoiceKind): Fits[] {
  const plain = wanted.trim();
  const same: Fits[] = [(word) => word === plain, (word) => word.toLowerCase() === plain.toLowerCase()];
  const state = stateCode(plain);
  const isState: Fits = (word) => state !== undefined && statesIn(word).includes(state);
  return kind === "state" ? [isState] : [...same, isState];
}

function wordsOf({ value, text }: Option, kind: ChoiceKind): string[] {
  const words = kind === "value" ? [value] : kind === "text" ? [text] : [value, text];
  return words.map((word) => word.trim());
}

/** "TX", "Texas", "TX - Texas", "Texas (TX)" and "US-TX" are one state; a text that speaks of two is none. */
function statesIn(word: string): string[] {
  const whole = stateCode(word);
  if (whole !== undefined) return [whole];
  const parts = word.split(/\s*[-–—(),/:|]\s*/u).flatMap((part) => stateCode(part) ?? []);
  const distinct = [...new Set(parts)];
  return distinct.length === 1 ? distinct : [];
}

/** An age of 85 in "81+", a year of birth of 1984 in "1980-1989". */
function ofRange(options: readonly Option[], wanted: string): number | undefined {
  const number = Number(wanted.trim());
  if (wanted.trim() === "" || Number.isNaN(number)) return undefined;
  const byText = options.map(({ text, value }) => readRange(text) ?? readRange(value));
  const label = labelOf(number, byText.filter((range) => range !== undefined));
  const place = byText.findIndex((range) => range?.label === label);
  return label === undefined || place === -1 ? undefined : place;
}
