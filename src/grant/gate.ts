import type { Clock } from "../base/clock.ts";
import { UnauthorisedError } from "../base/errors.ts";
import { endedAuthority, refusalOf, type Act, type Refusal } from "./decide.ts";
import type { Authority } from "./standing.ts";

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

  /** Throws `UnauthorisedError` with the reason, which names nobody. */
  async require(act: Act): Promise<void> {
    const { subject, clock } = this.#of;
    const authority = await this.#of.authority();
    const now = clock.now();
    const refusal = refusalOf(act, authority, now);
    if (!refusal) return;
    this.#ended = endedAuthority(authority, now);
    throw new UnauthorisedError(`${act.broker}: ${refusal.why}`, { hint: `unlist grant show ${subject}` });
  }
}
