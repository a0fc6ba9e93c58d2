const NEWLINE = 0x0a;

/** The line that begins at `from`, without its newline; nothing when it has no end. */
export function cutLine(bytes: Buffer, from: number): Buffer | undefined {
  const end = bytes.indexOf(NEWLINE, from);
  return end < 0 ? undefined : bytes.subarray(from, end);
}

/** All lines, the last one also when it has no end. */
export function splitLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let from = 0;
  while (from < bytes.length) {
    const line = cutLine(bytes, from) ?? bytes.subarray(from);
    lines.push(line);
    from += line.length + 1;
  }
  return lines;
}

/** The line that stands `back` lines before the one that ends at `length`. */
export function lineBefore(bytes: Buffer, length: number, back: number): Buffer | undefined {
  let end = length - 1; // its newline
  for (let i = 0; i < back && end >= 0; i += 1) end = end === 0 ? -1 : bytes.lastIndexOf(NEWLINE, end - 1);
  if (end < 0) return undefined;
  return bytes.subarray(end === 0 ? 0 : bytes.lastIndexOf(NEWLINE, end - 1) + 1, end);
}
