/** One `Authentication-Results` header (https://www.rfc-editor.org/rfc/rfc8601#section-2.2). */
export interface AuthResults {
  /** Who says so, in small letters. */
  readonly authserv: string;
  readonly results: readonly MethodResult[];
}

export interface MethodResult {
  readonly method: string;
  readonly result: string;
  /** As `header.d`; what servers write without a type (`reason`, `x-bits`) by its bare name. */
  readonly properties: ReadonlyMap<string, string>;
}

const LONGEST = 16_000;
const DEEPEST_COMMENT = 8;

/** The header as its grammar reads it. Anything that is not exactly that is nothing: a guess could be planted. */
export function parseAuthResults(header: string): AuthResults | undefined {
  if (header.length > LONGEST) return undefined;
  try {
    return readHeader(new Cursor(header));
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

class Malformed extends Error {}

function readHeader(cursor: Cursor): AuthResults {
  cursor.skip();
  const authserv = (cursor.take(QUOTED) ?? cursor.demand(TOKEN)).toLowerCase();
  cursor.skip();
  if (cursor.take(DIGITS) !== undefined) cursor.skip();
  const results: MethodResult[] = [];
  while (!cursor.isAtEnd()) {
    cursor.demand(SEMICOLON);
    cursor.skip();
    if (cursor.isAtEnd()) break; // some servers end with a semicolon
    const result = readResult(cursor);
    if (result) results.push(result);
  }
  return { authserv: unquoted(authserv), results };
}

/** `dkim/1 = pass (good) header.d = acme.example`, or `none` for a server that checked nothing. */
function readResult(cursor: Cursor): MethodResult | undefined {
  const method = cursor.demand(KEYWORD).toLowerCase();
  cursor.skip();
  if (method === "none" && cursor.isAtEnd()) return undefined;
  if (cursor.take(SLASH) !== undefined) cursor.skipAfter(DIGITS);
  cursor.skipAfter(EQUALS);
  const result = cursor.demand(KEYWORD).toLowerCase();
  cursor.skip();
  return { method, result, properties: readProperties(cursor) };
}

function readProperties(cursor: Cursor): Map<string, string> {
  const properties = new Map<string, string>();
  while (!cursor.isAtEnd() && !cursor.sees(SEMICOLON)) {
    const type = cursor.skipAfter(KEYWORD).toLowerCase();
    const name = cursor.take(DOT) === undefined ? type : `${type}.${readPropertyName(cursor)}`;
    cursor.skipAfter(EQUALS);
    if (properties.has(name)) throw new Malformed(); // two answers to one question
    properties.set(name, readValue(cursor));
    cursor.skip();
  }
  return properties;
}

function readPropertyName(cursor: Cursor): string {
  cursor.skip();
  return cursor.skipAfter(KEYWORD).toLowerCase();
}

/** A value, or an address whose local part may be quoted. Servers write base64 here, so more than a token is taken. */
function readValue(cursor: Cursor): string {
  const quoted = cursor.take(QUOTED);
  if (quoted === undefined) return cursor.demand(PLAIN);
  return unquoted(quoted) + (cursor.take(AT_DOMAIN) ?? "");
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replace(/\\(.)/g, "$1") : text;
}

const SPACE = /[ \t\r\n]+/y;
const TOKEN = /[^\s()<>@,;:\\"/[\]?=\p{Cc}]+/uy;
const KEYWORD = /[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?/iy;
const DIGITS = /\d{1,9}/y;
const QUOTED = /"(?:[^"\\\p{Cc}]|\\[^\p{Cc}])*"/uy;
const PLAIN = /[^\s;()"\\\p{Cc}]+/uy;
const AT_DOMAIN = /@[a-z0-9.-]+/iy;
const SEMICOLON = /;/y;
const EQUALS = /=/y;
const SLASH = /\//y;
const DOT = /\./y;

/** A place in the header; whatever isn't where the grammar wants it throws `Malformed`. */
class Cursor {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  sees(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    return pattern.test(this.#text);
  }

  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  demand(pattern: RegExp): string {
    const found = this.take(pattern);
    if (found === undefined) throw new Malformed();
    return found;
  }

  /** Demands the pattern and skips what may follow it. */
  skipAfter(pattern: RegExp): string {
    const found = this.demand(pattern);
    this.skip();
    return found;
  }

  /** White space and comments, which nest and may hold anything that looks like a result. */
  skip(): void {
    while (this.take(SPACE) !== undefined || this.#skipComment());
  }

  #skipComment(): boolean {
    if (this.#text[this.#at] !== "(") return false;
    let depth = 0;
    for (; !this.isAtEnd(); this.#at++) {
      const mark = this.#text[this.#at];
      if (mark === "\\") this.#at++;
      else if (mark === "(") depth++;
      else if (mark === ")") depth--;
      if (depth > DEEPEST_COMMENT) break;
      if (depth > 0) continue;
      this.#at++;
      return true;
    }
    throw new Malformed();
  }
}
