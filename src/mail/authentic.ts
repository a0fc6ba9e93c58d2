import type { Header } from "postal-mime";
import { isAligned } from "./addresses.ts";
import { parseAuthResults, type AuthResults, type MethodResult } from "./auth-results.ts";

export interface AuthQuestion {
  /** The domain that the From header names. */
  readonly from: string;
  /** The name of the person's own server, when they gave it. */
  readonly authserv?: string | undefined;
}

/**
 * Whether the person's own server vouches for the From domain. A sender can plant `Authentication-Results` of any name,
 * but only below those that the own server put on top: so without a name only the topmost counts, and with a name those from
 * the top down to the first of another name. The first that speaks of DKIM or DMARC decides.
 */
export function isAuthentic(headers: readonly Header[], { from, authserv }: AuthQuestion): boolean {
  for (const { results } of ownResults(headers, authserv)) {
    const checks = results.filter(({ method }) => method === "dkim" || method === "dmarc");
    if (checks.length > 0) return !checks.some(isDmarcFailure) && checks.some((check) => vouchesFor(check, from));
  }
  return false;
}

function ownResults(headers: readonly Header[], authserv: string | undefined): AuthResults[] {
  const values = headers.filter(({ key }) => key === "authentication-results").map(({ value }) => value);
  const own: AuthResults[] = [];
  for (const value of authserv === undefined ? values.slice(0, 1) : values) {
    const parsed = parseAuthResults(value);
    if (!parsed || (authserv !== undefined && parsed.authserv !== authserv.toLowerCase())) break;
    own.push(parsed);
  }
  return own;
}

function isDmarcFailure({ method, result }: MethodResult): boolean {
  return method === "dmarc" && result === "fail";
}

function vouchesFor({ method, result, properties }: MethodResult, from: string): boolean {
  if (result !== "pass") return false;
  const checked = method === "dmarc" ? properties.get("header.from") : signerOf(properties);
  return checked !== undefined && isAligned(domainIn(checked), from);
}

/** The signing domain; `header.i` is under it and stands for it where a server writes no `header.d`. */
function signerOf(properties: ReadonlyMap<string, string>): string | undefined {
  return properties.get("header.d") ?? properties.get("header.i");
}

function domainIn(value: string): string {
  return value.slice(value.lastIndexOf("@") + 1).toLowerCase();
}
