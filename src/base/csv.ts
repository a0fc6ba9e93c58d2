/** One cell with where it begins; lines and columns count from 1. */
export interface CsvCell {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** The records of a CSV text (RFC 4180: quotes, doubled quotes, line breaks inside quotes; a BOM is dropped), empty lines too. */
export function csvCells(text: string): CsvCell[][] {
  const source = text.replace(/^\uFEFF/, "");
  const records: CsvCell[][] = [[]];
  let [line, lineStart] = [1, 0];
  // One field with what ends it: quoted or plain, then a comma, a line break, or the end.
  for (const found of source.matchAll(/(?:"((?:[^"]|"")*)"[^,\r\n]*|([^,\r\n]*))(,|\r\n|\n|\r|$)/gy)) {
    const [whole, quoted, plain = "", end = ""] = found;
    records.at(-1)?.push({ text: (quoted?.replaceAll('""', '"') ?? plain).trim(), line, column: found.index - lineStart + 1 });
    if (end === "") break;
    const breaks = whole.match(/\r\n|\n|\r/g)?.length ?? 0;
    line += breaks;
    if (breaks > 0) lineStart = found.index + Math.max(whole.lastIndexOf("\n"), whole.lastIndexOf("\r")) + 1;
    if (end !== ",") records.push([]);
  }
  return records;
}
