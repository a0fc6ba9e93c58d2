import type { PirPart } from "./pir-part.ts";

const LONGEST = 500;
const XPATH = /^(\/\/|\.\/|\()/;
/** What a challenge leaves in a page while it runs, or when it has passed by itself. */
const CHALLENGE = /cdn-cgi\/challenge-platform|_cf_chl_opt|cf-turnstile|cf_captcha|challenges\.cloudflare|captcha-response|altcha.*verified/i;

/** A locator of theirs as one of ours. */
export function locator(text: string): string {
  const plain = text.trim();
  if (plain === ".") return "xpath=.";
  // Theirs would take "/html/…" for CSS, and find nothing; nobody means that.
  return plain.startsWith("/") && !plain.startsWith("//") ? `xpath=${plain}` : plain;
}

export function readLocator(part: PirPart, key = "selector"): string {
  const text = locator(part.needText(key));
  if (text.length > LONGEST) part.refuse(`is a selector of more than ${LONGEST} characters`, { key });
  return text;
}

export function isXPath(text: string): boolean {
  return XPATH.test(text);
}

export function speaksOfChallenge(selector: string): boolean {
  return CHALLENGE.test(selector);
}

/** Beginning with `//` it searches their whole page even from a row, and is used so on purpose. */
export function looksInPage(selector: string): boolean {
  return /^\(*\s*\/\//.test(selector);
}

/** Where the words show, as one locator. */
export function withWords(selector: string, words: string): string {
  if (/^(body|html|\/\/body)$/.test(selector)) return `text=${words}`;
  if (isXPath(selector)) return `(${selector})[contains(normalize-space(.), ${xpathText(words)})]`;
  return `:is(${selector}):has-text(${JSON.stringify(words)})`;
}

function xpathText(words: string): string {
  if (!words.includes('"')) return `"${words}"`;
  if (!words.includes("'")) return `'${words}'`;
  return `concat(${words.split('"').map((part) => `"${part}"`).join(`, '"', `)})`;
}
