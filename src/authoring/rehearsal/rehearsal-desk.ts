import { PolicyError } from "../../base/errors.ts";
import type { Desk, Intent, MailPort } from "../../playbook/desk.ts";
import type { AttemptRecord } from "./attempt-record.ts";

/** Thrown at the last moment before an irreversible step that would leave the map. */
export class HeldBack extends PolicyError {
  readonly hosts: readonly string[];

  constructor(hosts: readonly string[]) {
    super(`held back: the map does not name ${hosts.join(", ")}`);
    this.hosts = hosts;
  }
}

export interface DeskParts {
  readonly mapped: ReadonlySet<string>;
  readonly record: AttemptRecord;
  readonly mail: MailPort;
}

/** Lets an irreversible step go only where the map leads; keeps nothing of what it sees. */
export class RehearsalDesk implements Desk {
  readonly mail: MailPort;
  readonly #parts: DeskParts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.mail = {
      await: async (wish, signal) => {
        const answer = await parts.mail.await(wish, signal);
        parts.record.awaited(wish, answer);
        return answer;
      },
    };
  }

  async disclose(): Promise<void> {}

  async intend(intent: Intent): Promise<void> {
    const { mapped, record } = this.#parts;
    const away = intent.hosts.filter((host) => !mapped.has(host));
    record.intended(intent, away.length === 0);
    if (away.length > 0) throw new HeldBack(away);
  }

  wireName(step: string): string {
    return `rehearsal#${step}`;
  }

  async acknowledge(): Promise<void> {}

  async keep(): Promise<string> {
    return "kept nothing";
  }
}
