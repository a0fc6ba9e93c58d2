import { csvCells } from "../base/csv.ts";

/** The rows of a CSV file as its own header names them. */
export function readCsv(text: string): Readonly<Record<string, string>>[] {
  const [header = [], ...rows] = csvRecords(text).filter((record) => record.length > 1 || record[0] !== "");
  return rows.filter((row) => row.some((cell) => cell !== "")).map((row) => Object.fromEntries(header.map((title, i) => [title, row[i] ?? ""])));
}

/** Every record, empty lines too, so that they count as a spreadsheet counts them. */
export function csvRecords(text: string): string[][] {
  return csvCells(text).map((record) => record.map((cell) => cell.text));
}
