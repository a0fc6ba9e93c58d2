import { isTemplateField } from "../../subject/fields.ts";
import { BLOCK_WORDS } from "./block-words.ts";
import { FIELD_WORDS, type Meaning } from "./field-words.ts";
import { headOf, normalWords } from "./normal-words.ts";

export interface WordsMeaning {
  readonly meaning: Meaning;
  /** No word was left over, save fillers. */
  readonly isWhole: boolean;
}

/** Words that change nothing about what a label asks for. */
const FILLERS = new Set(
  ("your my the a an of please enter type provide here required optional number no as it appears on in user usr input field txt text tb inp frm form fld f tf val value ctl ct lbl primary main personal current customer contact consumer individual applicant person data info valid required verify confirm l d s dell della dello nell confirmation repeat retype reenter re again " +
    "mi tu su el la los las de del por favor ingrese introduzca escriba obligatorio confirmar confirme repetir repita ihr ihre ihren dein deine der die das bitte eingeben pflichtfeld wiederholen bestatigen votre vos le les du des veuillez saisir entrez obligatoire confirmer confirmez repeter seu sua o os as do da por digite insira obrigatorio repita il lo gli i tuo tua suo sua inserisci inserire obbligatorio conferma ripeti uw je jouw het een vul in vul verplicht bevestig herhaal").split(" "),
);

const TABLE = new Map<string, Meaning>();
for (const [meaning, phrases] of Object.entries(FIELD_WORDS)) if (isMeaning(meaning)) for (const phrase of phrases) TABLE.set(phrase, meaning);
for (const phrase of BLOCK_WORDS) TABLE.set(phrase, "block");
const MOST_UNKNOWN = 2;
const LONGEST = Math.max(...[...TABLE.keys()].map((phrase) => phrase.split(" ").length));

/** What a label asks for; nothing when it names no field, two that don't go together, or something that is no field at all. */
export function meaningOfLabel(label: string): WordsMeaning | undefined {
  return meaningOf(normalWords(headOf(label)), together);
}

/** The same of a `name`, an `id` or the like. */
export function meaningOfName(name: string): WordsMeaning | undefined {
  return meaningOf(normalWords(name), (found) => partOfAddress(found) ?? together(found));
}

function meaningOf(words: readonly string[], sum: (found: ReadonlySet<Meaning>) => Meaning | undefined): WordsMeaning | undefined {
  const found = new Set<Meaning>();
  let left = 0;
  for (let at = 0; at < words.length; ) {
    const { meaning, length } = longestAt(words, at);
    if (meaning) found.add(meaning);
    else if (!FILLERS.has(words[at] ?? "") && !/^\d$/.test(words[at] ?? "")) left += 1;
    at += length;
  }
  const meaning = sum(found);
  // A name, or a sentence, with words in it that we don't know may be anybody's.
  if (meaning === "name.bare" ? left > 0 : left > MOST_UNKNOWN) return { meaning: "block", isWhole: false };
  return meaning && { meaning, isWhole: left === 0 };
}

function longestAt(words: readonly string[], at: number): { meaning: Meaning | undefined; length: number } {
  for (let length = Math.min(LONGEST, words.length - at); length > 0; length--) {
    const meaning = TABLE.get(words.slice(at, at + length).join(" "));
    if (meaning) return { meaning, length };
  }
  return { meaning: undefined, length: 1 };
}

/** `address_city`, `addr_zip`: the first word only says where the field belongs. */
function partOfAddress(found: ReadonlySet<Meaning>): Meaning | undefined {
  const [part, ...more] = [...found].filter((meaning) => meaning !== "address.street");
  return found.size === 2 && more.length === 0 && part?.startsWith("address.") === true ? part : undefined;
}

/** Two fields in one label go together only where a field is made of both. */
function together(found: ReadonlySet<Meaning>): Meaning | undefined {
  if (found.has("block")) return "block";
  const [first] = found;
  if (found.size <= 1) return first;
  const is = (...wanted: Meaning[]): boolean => found.size === wanted.length && wanted.every((meaning) => found.has(meaning));
  if (is("name.first", "name.last") || is("name.first", "name.middle", "name.last")) return "name.full";
  if (is("address.city", "address.state")) return "address.cityState";
  const specific = [...found].filter((meaning) => meaning !== "name.bare");
  // "Name: first" and the like: the bare word only says what kind of thing it is.
  if (specific.length === 1 && specific[0]?.startsWith("name.") === true) return specific[0];
  return "block";
}

function isMeaning(word: string): word is Meaning {
  return isTemplateField(word) || word === "name.bare";
}
