import { DAY_MS } from "../base/duration.ts";

/** A site that asks for more is taken at its word for a week and then asked again (RELIABILITY: 429 or 503). */
export const LONGEST_RETRY_AFTER_MS = 7 * DAY_MS;

const SECONDS = /^\d{1,12}$/;
// The three forms of https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7, of which the last names no zone and means UTC.
const DATED_IN_GMT = /^[A-Z][a-z]{2,8}, \d{2}[ -][A-Z][a-z]{2}[ -]\d{2,4} \d{2}:\d{2}:\d{2} GMT$/;
const ASCTIME = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/;

/** How long a `Retry-After` header asks to wait, or nothing when it is not one. */
export function retryAfter(header: string | undefined, now: Date): number | undefined {
  const asked = header?.trim() ?? "";
  if (SECONDS.test(asked)) return capped(Number(asked) * 1_000);
  const until = Date.parse(DATED_IN_GMT.test(asked) ? asked : ASCTIME.test(asked) ? `${asked} GMT` : "");
  return Number.isNaN(until) ? undefined : capped(until - now.getTime());
}

function capped(ms: number): number {
  return Math.min(Math.max(0, ms), LONGEST_RETRY_AFTER_MS);
}
