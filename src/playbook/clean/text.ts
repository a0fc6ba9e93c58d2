/** A page may hold anything; what is longer than this is not a field of a person. */
const MAX_RAW = 4_000;

/** ANSI colours and OSC links as a whole, before their escape character goes. */
const TERMINAL = /\u001b(?:\[[0-9;?]{0,20}[A-Za-z]|\][^\u0007\u001b]{0,500}(?:\u0007|\u001b\\))/gu;
const BREAK = /[\n\r\u000b\f\u0085\u2028\u2029]+/gu;
/** Nearly every text: one line in which nothing needs a closer look. */
const PLAIN = /^[ -~]*$/u;
/** Control, format (bidi, zero-width), private use (icon fonts) and broken surrogates: nothing that a person's details need. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;

/** The visible lines of a page's text, each with its white space collapsed. */
export function visibleLines(raw: string): string[] {
  const text = raw.slice(0, MAX_RAW);
  const lines = PLAIN.test(text) ? [text.replace(/ {2,}/gu, " ").trim()] : text.replace(TERMINAL, "").split(BREAK).map(tidy);
  return lines.filter((line) => line !== "");
}

/** The visible text on one line. */
export function visibleText(raw: string, max: number): string {
  return bounded(visibleLines(raw).join(" "), max);
}

/** Cut at `max` without leaving half a character. */
export function bounded(text: string, max: number): string {
  return text.slice(0, max).replace(/\p{Cs}$/u, "").trim();
}

function tidy(line: string): string {
  return line.replace(/\t/gu, " ").replace(UNSEEN, "").normalize("NFC").replace(/\s+/gu, " ").trim();
}
