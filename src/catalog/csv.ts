/** The rows of a CSV file as its own header names them (RFC 4180: quotes, doubled quotes, line breaks inside quotes; a BOM is dropped). */
export function readCsv(text: string): Readonly<Record<string, string>>[] {
  const [header = [], ...rows] = csvRecords(text.replace(/^\uFEFF/, "")).filter((record) => record.length > 1 || record[0] !== "");
  return rows.filter((row) => row.some((cell) => cell !== "")).map((row) => Object.fromEntries(header.map((title, i) => [title, row[i] ?? ""])));
}

/** Every record, empty lines too, so that they count as a spreadsheet counts them. */
export function csvRecords(text: string): string[][] {
  const records: string[][] = [[]];
  // One field with what ends it: quoted or plain, then a comma, a line break, or the end.
  for (const [, quoted, plain = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"[^,\r\n]*|([^,\r\n]*))(,|\r\n|\n|\r|$)/gy)) {
    records.at(-1)?.push((quoted?.replaceAll('""', '"') ?? plain).trim());
    if (end === "") break;
    if (end !== ",") records.push([]);
  }
  return records;
}
