import type { Clock } from "../base/clock.ts";
import { UnauthorisedError } from "../base/errors.ts";
import type { RestsOn } from "../ledger/events.ts";
import { decide, endedAuthority, isOvertaken, type Act, type Refusal } from "./decide.ts";
import { restingOn, type Authority } from "./standing.ts";

export interface GateOf {
  readonly subject: string;
  /** As the disk has it at that moment. */
  readonly authority: () => Promise<Authority>;
  readonly clock: Clock;
}

/** Asks before each step whether it may be done, of what the disk says at that moment: a grant may be taken back meanwhile. */
export class Gate {
  readonly #of: GateOf;
  #ended: Refusal | undefined;

  constructor(of: GateOf) {
    this.#of = of;
  }

  /** Why nothing more may be begun, once a step was refused for that. */
  get ended(): Refusal | undefined {
    return this.#ended;
  }

  /** The document on which it may be done, or nothing where somebody acts for themself. Throws `UnauthorisedError` with the reason, which names nobody. */
  async require(act: Act): Promise<RestsOn | undefined> {
    const { subject, clock } = this.#of;
    const authority = await this.#of.authority();
    const now = clock.now();
    const { refusal, grant } = decide(act, authority, now);
    if (!refusal) return restingOn(grant);
    this.#ended = endedAuthority(authority, now);
    throw new UnauthorisedError(`${act.broker}: ${refusal.why}`, { hint: isOvertaken(refusal.reason) ? `unlist grant new ${subject} --terms FILE` : `unlist grant show ${subject}` });
  }
}
