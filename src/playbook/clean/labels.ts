/** Labels that brokers put before a value, and words that they hang behind it (facts: the PIR format, cleaning). */
const LABELS = [
  /^(?:also known as|known as|may go by|aliases|other names|aka|a\.k\.a\.?)\s*:\s*/iu,
  /^AKA\s+/u, // not "Aka", which is a name
  /^also known as\s+/iu,
  /^(?:(?:currently |now |has |previously )?live[sd] (?:in|at)|used to live(?: in| at)?|resides in)\b\s*:?\s*/iu,
  /^(?:(?:current|past|previous|prior|other) )?(?:locations?|address(?:es)?|cit(?:y|ies))\s*:\s*/iu,
  /^(?:(?:possible |may be )?related to|(?:possible )?relatives?|(?:possible )?associates?|associated persons?|family)\s*:\s*/iu,
  /^(?:(?:full )?name|age|(?:year )?born|(?:tele)?phone(?: numbers?)?|(?:record )?id)\s*:\s*/iu,
  /^related to\s+/iu,
];
const TAILS = [
  /(?:\+|&|and|,)\s*\d{1,4}\s*(?:more|others?)\b.*$/iu,
  /(?:\.{3}|…)$/u,
  /\s\+\s?\d{1,3}$/u,
  /\b(?:years? old|yrs? old|y\/o)\.?$/iu,
  /\s+[-–—|:,;]+$/u,
  /[,;:|]+$/u,
];
/** The page's own words, where a value would be. */
const NOTHING = /^(?:(?:see|show|view) (?:more|all|full|less)(?: \S+){0,3}|[+&]?\s?\d{1,4} (?:more|others?)|no (?:other )?(?:aliases|names|relatives|addresses|locations|phones?)(?: found)?|none|n\/a|unknown|not available|[-–—.]+)\.?$/iu;

/** The value without its labels and tails; empty where the page only says that there is none. */
export function withoutLabels(text: string): string {
  return untilSettled(text, strip);
}

function strip(text: string): string {
  if (NOTHING.test(text)) return "";
  const bare = LABELS.reduce((rest, label) => rest.replace(label, ""), text);
  return TAILS.reduce((rest, tail) => rest.replace(tail, "").trimEnd(), bare).trim();
}

/** Once more until nothing changes: what one pass uncovers ("AKA: AKA: …") is cleaned as well. Each pass takes something off, so it ends. */
export function untilSettled(text: string, pass: (text: string) => string): string {
  for (let rest = text; ; ) {
    const next = pass(rest);
    if (next.length >= rest.length) return next;
    rest = next;
  }
}
