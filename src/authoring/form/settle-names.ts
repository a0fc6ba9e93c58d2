import type { TemplateField } from "../../subject/fields.ts";
import type { Guess } from "./control-field.ts";

export interface SettledGuess {
  readonly field: TemplateField | undefined;
  readonly confidence: number;
  readonly why: string;
}

/**
 * What the controls of one form say about each other: "Name" beside "First name" is a last name, beside "Surname" a first
 * one; and a field asked for twice in different words is a field of somebody else at least once.
 */
export function settleForm(guesses: readonly Guess[], labels: readonly string[]): SettledGuess[] {
  const has = (wanted: TemplateField): boolean => guesses.some(({ meaning }) => meaning === wanted);
  const bare = bareName(has("name.first"), has("name.last"));
  const settled = guesses.map((guess) => settleOne(guess, bare, guesses));
  return settled.map((guess, i) => withoutDouble({ guess, i, all: settled, labels }));
}

function bareName(hasFirst: boolean, hasLast: boolean): TemplateField | undefined {
  if (hasFirst && hasLast) return undefined;
  if (hasFirst) return "name.last";
  return hasLast ? "name.first" : "name.full";
}

function settleOne({ meaning, confidence, why }: Guess, bare: TemplateField | undefined, guesses: readonly Guess[]): SettledGuess {
  if (meaning === undefined || meaning === "block") return { field: undefined, confidence: 0, why };
  if (meaning !== "name.bare") return { field: meaning, confidence, why };
  if (guesses.filter((guess) => guess.meaning === "name.bare").length > 1) return { field: undefined, confidence: 0, why: "several controls ask for a name" };
  if (!bare) return { field: undefined, confidence: 0, why: "a name beside first and last name" };
  return { field: bare, confidence: Math.min(confidence, 0.9), why: `${why}, read by the names beside it` };
}

const AGAIN = /\b(confirm\w*|repeat|retype|re-?enter|again|verify|repetir|repita|wiederholen|bestätigen|best[äa]tigung|répéter|confirmez|repeter|ripeti\w*|conferma\w*|herhaal|bevestig\w*)\b/i;

interface Doubled {
  readonly guess: SettledGuess;
  readonly i: number;
  readonly all: readonly SettledGuess[];
  readonly labels: readonly string[];
}

/** Of "Link 1" and "Link 2" the first is the field; of two different words for one field neither surely is. */
function withoutDouble({ guess, i, all, labels }: Doubled): SettledGuess {
  const label = labels[i] ?? "";
  if (guess.field === undefined || AGAIN.test(label)) return guess;
  const others = all.flatMap((other, j) => (j !== i && other.field === guess.field && !AGAIN.test(labels[j] ?? "") ? [j] : []));
  const isFirst = others.every((j) => j > i && withoutNumber(labels[j] ?? "") === withoutNumber(label));
  if (others.length === 0 || isFirst) return guess;
  return { field: undefined, confidence: 0, why: `another control of this form asks for ${guess.field} too` };
}

function withoutNumber(label: string): string {
  return label.replace(/[\d#*]|\(?optional\)?/gi, "").trim().toLowerCase();
}
