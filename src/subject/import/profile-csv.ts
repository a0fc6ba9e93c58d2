import { csvCells, type CsvCell } from "../../base/csv.ts";
import { didYouMean } from "../../base/nearest.ts";
import { filledIn, ImportedProfile, plainPhone } from "./imported.ts";

const COLUMNS = ["first", "middle", "last", "suffix", "street", "city", "state", "zip", "from", "to", "birthYear", "phone", "relative", "email", "alias", "residence"] as const;
type Column = (typeof COLUMNS)[number];
type Row = Partial<Record<Column, CsvCell>>;

/** One person over one row or several: each row may add a name, an address, a phone, a relative, a mail address. */
export function readProfileCsv(file: string, text: string): ImportedProfile {
  const into = new ImportedProfile(file);
  const [header = [], ...rows] = csvCells(text);
  const columns = header.map((title) => columnOf(title, into));
  for (const cells of rows) {
    const row: Row = {};
    cells.forEach((cell, i) => {
      const column = columns[i];
      if (column !== undefined && cell.text !== "") row[column] = { ...cell, text: cell.text.replace(/\s+/g, " ") };
      if (i >= header.length && cell.text !== "") into.fault(cell, "stands under no column", "are there more commas than in the first line? Quote what holds one");
    });
    takeRow(row, into);
  }
  return into;
}

function columnOf(title: CsvCell, into: ImportedProfile): Column | undefined {
  const plain = title.text.toLowerCase().replace(/[^a-z]/g, "");
  const column = COLUMNS.find((known) => known.toLowerCase() === plain);
  if (!column) into.fault(title, "unknown column", didYouMean(title.text, COLUMNS) ?? `known: ${COLUMNS.join(", ")}`);
  return column;
}

function takeRow(row: Row, into: ImportedProfile): void {
  takeParts("names", ["first", "middle", "last", "suffix"], row, into);
  takeParts("addresses", ["street", "city", "state", "zip", "from", "to"], row, into);
  if (row.phone) into.add("phones", plainPhone(row.phone.text), { at: row.phone });
  if (row.relative) into.add("relatives", row.relative.text, { at: row.relative });
  if (row.email) into.add("personalEmails", row.email.text, { at: row.email });
  if (row.birthYear) into.set("birthYear", numberOr(row.birthYear.text), row.birthYear);
  if (row.alias) into.set("contact", { email: row.alias.text, perBroker: "plus" }, row.alias);
  if (row.residence) into.set("residence", row.residence.text, row.residence);
}

function takeParts(list: "names" | "addresses", columns: readonly Column[], row: Row, into: ImportedProfile): void {
  const cells = columns.flatMap((column) => (row[column] ? [[column, row[column]] as const] : []));
  const [first] = cells;
  if (!first) return;
  const item = Object.fromEntries(cells.map(([column, { text }]) => [column, column === "from" || column === "to" ? numberOr(text) : text]));
  into.add(list, filledIn(item), { at: first[1], ...Object.fromEntries(cells) });
}

/** A number where it is one; else the text, which the profile refuses with its place. */
function numberOr(text: string): number | string {
  return /^\d{1,6}$/.test(text) ? Number(text) : text;
}
