import type { Clock } from "../base/clock.ts";
import { UnauthorisedError } from "../base/errors.ts";
import { endedAuthority, refusalOf, type Act, type Refusal } from "./decide.ts";
import { readAuthority, type GrantPlace } from "./store.ts";

/** Asks before each step whether it may be done, of what the disk says at that moment: a grant may be taken back meanwhile. */
export class Gate {
  readonly #place: GrantPlace;
  readonly #clock: Clock;
  #ended: Refusal | undefined;

  constructor(place: GrantPlace, clock: Clock) {
    this.#place = place;
    this.#clock = clock;
  }

  /** Why nothing more may be begun, once a step was refused for that. */
  get ended(): Refusal | undefined {
    return this.#ended;
  }

  /** Throws `UnauthorisedError` with the reason, which names nobody. */
  async require(act: Act): Promise<void> {
    const authority = await readAuthority(this.#place);
    const now = this.#clock.now();
    const refusal = refusalOf(act, authority, now);
    if (!refusal) return;
    this.#ended = endedAuthority(authority, now);
    throw new UnauthorisedError(`${act.broker}: ${refusal.why}`, { hint: `unlist grant show ${this.#place.subject}` });
  }
}
