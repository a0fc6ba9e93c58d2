import type { Control } from "../page/page-face.ts";
import type { Meaning } from "../words/field-words.ts";
import { hiddenEvidence, shownEvidence, type Evidence } from "./evidence.ts";

/** What one control asks for by itself, before its neighbours are looked at. */
export interface Guess {
  readonly meaning: Meaning | undefined;
  readonly confidence: number;
  readonly why: string;
}

/** Below this a guess is none: a wrong field would be handed over, a missing one is asked for. */
export const SURE_ENOUGH = 0.6;

/** Weighs what a person reads at the control against what its maker wrote into it; where the two quarrel, nothing is said. */
export function guessField(control: Control): Guess {
  const unfit = whyUnfit(control);
  if (unfit !== undefined) return nothing(unfit);
  const shown = shownEvidence(control);
  const hidden = hiddenEvidence(control);
  const [nearest] = shown;
  if (nearest?.meaning === "block") return nothing(`its ${nearest.source} asks for something that no field holds`);
  const guess = nearest ? fromShown(nearest, hidden) : fromHidden(hidden);
  return fitToType(guess, control);
}

function whyUnfit({ type, unseen, tag }: Control): string | undefined {
  if (unseen !== "") return `nobody sees it (${unseen}): a trap, or a later step`;
  if (type === "password") return "a password";
  if (type === "checkbox" || type === "radio") return "a box to tick, not a field";
  if (["range", "color", "submit"].includes(type)) return "takes no text";
  return tag === "textarea" || tag === "select" || type !== "" ? undefined : "no control that takes a field";
}

function fromShown(nearest: Evidence, hidden: readonly Evidence[]): Guess {
  const { source, meaning, isWhole } = nearest;
  const agreeing = hidden.filter((other) => isLike(other.meaning, meaning));
  const against = hidden.filter((other) => !isLike(other.meaning, meaning) && !isVague(other));
  // A control's type is no slip: what is typed into `type=email` must be an address.
  if (against.some((other) => ["autocomplete", "type", "options"].includes(other.source))) return nothing(quarrel(nearest, against));
  if (against.length > 0 && !(isWhole && isLabel(source)) && agreeing.length === 0) return nothing(quarrel(nearest, against));
  const confidence = against.length > 0 ? 0.7 : agreeing.length > 0 ? (isWhole ? 0.98 : 0.93) : isWhole ? (isLabel(source) ? 0.92 : 0.85) : isLabel(source) ? 0.72 : 0.55;
  const specific = agreeing.map((other) => other.meaning).find((other) => meaning === "name.bare" && other !== "name.bare");
  return { meaning: specific ?? meaning, confidence, why: [nearest, ...agreeing].map(sayEvidence).join(", ") };
}

function fromHidden(hidden: readonly Evidence[]): Guess {
  if (hidden.some(({ meaning }) => meaning === "block")) return nothing("its name says that it is something else");
  const meanings = [...new Set(hidden.map(({ meaning }) => meaning))];
  const specific = meanings.filter((meaning) => !meanings.some((other) => other !== meaning && isLike(other, meaning) && meaning === "name.bare"));
  const [meaning, second] = specific;
  if (!meaning) return nothing("nothing says what it takes");
  if (second) return nothing(`its ${hidden.map(({ source }) => source).join(" and ")} say different things`);
  const miss = hidden.reduce((rest, evidence) => rest * (1 - weightOf(evidence)), 1);
  return { meaning, confidence: Math.round((1 - miss) * 100) / 100, why: hidden.map(sayEvidence).join(", ") };
}

function weightOf({ source, isWhole }: Evidence): number {
  if (source === "autocomplete") return 0.92;
  if (source === "type") return 0.7;
  if (source === "options") return 0.8;
  if (source === "example") return 0.65;
  return isWhole ? 0.72 : 0.4;
}

/** What the control can hold: a date is no name, a file is only ever a document. */
function fitToType(guess: Guess, { type, tag }: Control): Guess {
  const { meaning } = guess;
  if (meaning === undefined) return guess;
  const isDocument = meaning === "idDocument" || meaning === "photo";
  if ((type === "file") !== isDocument) return nothing(type === "file" ? "a file" : "a document that is no file");
  const takesDate = meaning === "dateOfBirth";
  if (["date", "datetime-local"].includes(type) && !takesDate) return nothing("a date of something else");
  if (["month", "week", "time"].includes(type)) return nothing("a time");
  if (type === "number" && !["age", "birthYear", "address.zip", "phone", "ssn", "listing.id"].includes(meaning)) return nothing("a number of something else");
  if (type === "email" && meaning !== "contact.email") return nothing("its type takes an e-mail address only");
  if (type === "search") return nothing("a search box");
  const isChoice = tag === "select" && !["address.state", "residence.state", "residence.country", "age", "birthYear", "name.suffix", "address.city", "relatives"].includes(meaning);
  if (isChoice) return nothing("a choice, which this field is not");
  return tag === "textarea" && !["listing.url", "address.street", "relatives"].includes(meaning) ? nothing("room for a text, which this field is not") : guess;
}

function isLike(one: Meaning, other: Meaning): boolean {
  if (one === other) return true;
  if (one === "name.bare" || other === "name.bare") return one.startsWith("name.") && other.startsWith("name.");
  // A state is chosen from the same list, whether one lives there or a listing stands there.
  return [one, other].every((meaning) => meaning === "address.state" || meaning === "residence.state");
}

/** Generic words in a name (`field_address_3`) say little against a label. */
function isVague({ source, meaning, isWhole }: Evidence): boolean {
  return (source === "name" || source === "id" || source === "example") && (!isWhole || meaning === "name.bare");
}

function isLabel(source: Evidence["source"]): boolean {
  return source === "label" || source === "aria-label";
}

function quarrel(nearest: Evidence, against: readonly Evidence[]): string {
  return `its ${nearest.source} and its ${against.map(({ source }) => source).join(", ")} say different things`;
}

function sayEvidence({ source, meaning }: Evidence): string {
  return `${source}: ${meaning}`;
}

function nothing(why: string): Guess {
  return { meaning: undefined, confidence: 0, why };
}
