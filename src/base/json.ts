/** The value of a JSON text, or nothing. The parser's own error quotes the text, so it goes no further than this. */
export function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
