import { filledIn, ImportedProfile, plainPhone, type Place } from "./imported.ts";

/** One property of a card, as RFC 2426 (3.0) and RFC 6350 (4.0) write it. */
interface Property {
  readonly name: string;
  /** In small letters: `type=home`, or the bare `home` of old. */
  readonly params: string;
  readonly value: string;
  readonly place: Place;
}

type Take = (property: Property, into: ImportedProfile, card: readonly Property[]) => void;

/** Reads one card. What it holds beside a profile (a photo, a note, a place of work) is left out, and named. */
export function readVcard(file: string, text: string): ImportedProfile {
  const into = new ImportedProfile(file);
  const card = propertiesIn(text, into);
  refuseOther(card, into);
  for (const property of card) {
    const take = TAKES[property.name];
    if (take) take(property, into, card);
    else if (!FRAME.includes(property.name)) into.leaveOut(property.name);
  }
  return into;
}

const FRAME = ["BEGIN", "END", "VERSION", "FN", "PRODID", "REV", "UID", "KIND"];

const TAKES: Readonly<Record<string, Take>> = {
  N({ value, place }, into) {
    const [last = "", first = "", middle = "", , suffix = ""] = parts(value, ";");
    into.add("names", filledIn({ first, middle, last, suffix }), { at: place });
  },
  NICKNAME({ value, place }, into, card) {
    const [last = ""] = parts(card.find(({ name }) => name === "N")?.value ?? "", ";");
    for (const first of parts(value, ",").filter(Boolean)) into.add("names", filledIn({ first, last }), { at: place });
  },
  ADR({ value, params, place }, into) {
    const [, , street = "", city = "", state = "", zip = "", country = ""] = parts(value, ";");
    if (isOfWork(params)) into.leaveOut("ADR of work");
    else if (country !== "" && !/^(us|usa|united states.*)$/i.test(country)) into.fault(place, "profiles hold addresses in the United States", "take this line out, or keep its city and state only");
    else into.add("addresses", filledIn({ street, city, state, zip }), { at: place });
  },
  TEL({ value, params, place }, into) {
    if (isOfWork(params)) into.leaveOut("TEL of work");
    else into.add("phones", plainPhone(value), { at: place });
  },
  // Whatever address stands in an address book is one that brokers must not see.
  EMAIL: ({ value, place }, into) => into.add("personalEmails", value, { at: place }),
  BDAY({ value, place }, into) {
    const [year] = /^\d{4}/.exec(value) ?? [];
    if (year === undefined) into.leaveOut("BDAY without a year");
    else into.set("birthYear", Number(year), place);
  },
  RELATED({ value, params, place }, into) {
    if (params.includes("value=text")) into.add("relatives", value, { at: place });
    else into.leaveOut("RELATED by address");
  },
};

function isOfWork(params: string): boolean {
  return /(^|[=,;"])work([,;"]|$)/.test(params) && !/(^|[=,;"])home([,;"]|$)/.test(params);
}

/** Lines that were folded are joined again; each property keeps the place where it began. */
function propertiesIn(text: string, into: ImportedProfile): Property[] {
  const found: Property[] = [];
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  for (let i = 0; i < lines.length; i += 1) {
    const line = i + 1;
    let whole = lines[i] ?? "";
    while (/^[ \t]/.test(lines[i + 1] ?? "")) whole += (lines[(i += 1)] ?? "").slice(1);
    if (whole.trim() === "") continue;
    const [, head, name, params = "", value] = /^((?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):)(.*)$/.exec(whole) ?? [];
    if (head === undefined || name === undefined || value === undefined) into.fault({ line, column: 1 }, "is no line of a card", "a property, a colon and its value");
    else found.push({ name: name.toUpperCase(), params: params.toLowerCase().slice(1), value: value.trim(), place: { line, column: head.length + 1 } });
  }
  return found;
}

function refuseOther(card: readonly Property[], into: ImportedProfile): void {
  const [first, second] = card.filter(({ name }) => name === "BEGIN");
  const top = { line: 1, column: 1 };
  if (!first || !/^vcard$/i.test(first.value)) into.fault(top, "is no vCard", "it begins with BEGIN:VCARD");
  if (second) into.fault(second.place, "a second card begins", "one person, one card: export only yours");
  const version = card.find(({ name }) => name === "VERSION");
  if (version?.value !== "3.0" && version?.value !== "4.0") into.fault(version?.place ?? top, "wants VERSION 3.0 or 4.0", "most address books export both");
  if (!card.some(({ name }) => name === "N")) into.fault(top, "has no N", "N:family;given tells the names apart");
}

/** Parts at a mark that no backslash stands before, with the backslashes taken away. */
function parts(value: string, mark: ";" | ","): string[] {
  return value.split(mark === ";" ? /(?<!\\);/ : /(?<!\\),/).map((part) => part.replace(/\\n/gi, " ").replace(/\\(.)/g, "$1").trim());
}
