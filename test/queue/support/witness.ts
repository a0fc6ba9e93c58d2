import type { Clock } from "../../../src/base/clock.ts";
import { DAY_MS } from "../../../src/base/duration.ts";
import type { Pacing } from "../../../src/queue/pace.ts";
import { LONGEST_RETRY_AFTER_MS } from "../../../src/queue/retry-after.ts";
import type { SiteAnswer } from "../../../src/queue/visits.ts";
import { COOL_DOWN_MS } from "./schedules.ts";

const OPENS_AT = 5;

interface Seen {
  readonly cameAt: number[];
  guests: number;
  notBefore: number;
  failures: number;
  restUntil: number;
}

/** The site's own view: who came when, and whether that kept to the rules. Knows nothing of how they are kept. */
export class Witness {
  fault: string | undefined;
  readonly #hosts = new Map<string, Seen>();
  readonly #pacing: Pacing;
  readonly #clock: Clock;

  constructor(pacing: Pacing, clock: Clock) {
    this.#pacing = pacing;
    this.#clock = clock;
  }

  arrived(hosts: readonly string[]): void {
    for (const host of hosts) this.#arrivedAt(host, this.#seen(host));
  }

  left(hosts: readonly string[], { state, retryAfterMs }: SiteAnswer): void {
    const now = this.#clock.now().getTime();
    for (const seen of hosts.map((host) => this.#seen(host))) {
      seen.guests -= 1;
      seen.failures = state === "up" ? 0 : seen.failures + 1;
      if (seen.failures >= OPENS_AT) seen.restUntil = now + COOL_DOWN_MS;
      if (retryAfterMs !== undefined) seen.notBefore = Math.max(seen.notBefore, now + Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS));
    }
  }

  #arrivedAt(host: string, seen: Seen): void {
    const now = this.#clock.now().getTime();
    const { minIntervalMs, maxPerDay = Infinity } = this.#pacing;
    const today = seen.cameAt.filter((at) => at > now - DAY_MS).length;
    if (seen.guests > 0) this.#say(host, "two at a time");
    if (now < seen.notBefore) this.#say(host, "before the time the site named");
    if (now - (seen.cameAt.at(-1) ?? -Infinity) < minIntervalMs) this.#say(host, "sooner than the interval");
    if (today >= maxPerDay) this.#say(host, "more than the cap of a day");
    if (seen.failures >= OPENS_AT && now < seen.restUntil) this.#say(host, "while it was to be left alone");
    seen.guests += 1;
    seen.cameAt.push(now);
  }

  #say(host: string, rule: string): void {
    this.fault ??= `${host} was met ${rule}`;
  }

  #seen(host: string): Seen {
    const known = this.#hosts.get(host) ?? { cameAt: [], guests: 0, notBefore: 0, failures: 0, restUntil: 0 };
    this.#hosts.set(host, known);
    return known;
  }
}
