import type { FixedClock } from "../../../src/base/clock.ts";
import { DAY_MS } from "../../../src/base/duration.ts";
import type { Random } from "../../../src/base/random.ts";
import { ScriptedBrokers, SITES, type Asked } from "../scripted/brokers.ts";
import { ConnectionLostError, type Send } from "../scripted/page.ts";

/** One request as a broker's own log has it. */
export interface Logged {
  readonly at: number;
  readonly site: string;
  readonly what: "look" | "ask" | "link" | "other";
  /** The connection dropped before anything was answered. */
  readonly isLost: boolean;
  /** Whether the person stood there, as far as it is a look. */
  readonly isListed: boolean;
}

/** What happens at the brokers in a year, by their own time: listings come back, lines drop, the post is late. */
export class World {
  readonly log: Logged[] = [];
  readonly brokers: ScriptedBrokers;
  readonly #clock: FixedClock;
  readonly #random: Random;
  readonly #returns = new Map<string, number>();
  #postUntil = 0;

  constructor(clock: FixedClock, random: Random) {
    this.#clock = clock;
    this.#random = random;
    this.brokers = new ScriptedBrokers(() => clock.now().getTime());
  }

  get now(): number {
    return this.#clock.now().getTime();
  }

  readonly net: Send = async (asked) => {
    const { site, what } = placeOf(asked);
    const isLost = (what === "look" || what === "other") && this.#random.next() < 0.03;
    const shown = isLost ? undefined : this.brokers.ask(asked);
    this.log.push({ at: this.now, site, what, isLost, isListed: (shown?.rows.length ?? 0) > 1 });
    if (!shown) throw new ConnectionLostError("net::ERR_CONNECTION_RESET");
    return shown;
  };

  /** Whatever came to pass since the last round. */
  goOn(): void {
    for (const site of SITES) if (site !== "whole") this.#perhapsRelist(site);
    if (this.#postUntil > 0 && this.now > this.#postUntil) {
      this.brokers.releasePost();
      this.#postUntil = 0;
    } else if (this.#postUntil === 0 && this.#random.next() < 0.02) {
      this.brokers.isPostHeld = true;
      this.#postUntil = this.now + this.#random.next() * DAY_MS;
    }
  }

  /** Every 60 to 160 days somebody sells the same record again. */
  #perhapsRelist(site: string): void {
    const due = this.#returns.get(site);
    if (due === undefined || this.now >= due) {
      if (due !== undefined) this.brokers.relist(site);
      this.#returns.set(site, this.now + (60 + this.#random.next() * 100) * DAY_MS);
    }
  }
}

function placeOf({ method, url }: Asked): Pick<Logged, "site" | "what"> {
  const { hostname, pathname } = new URL(url);
  const site = hostname.split(".")[1] ?? "";
  if (method === "POST") return { site, what: "ask" };
  if (pathname.startsWith("/people")) return { site, what: "look" };
  return { site, what: pathname.startsWith("/confirm") ? "link" : "other" };
}
