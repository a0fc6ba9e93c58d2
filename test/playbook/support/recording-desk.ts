import type { Capture, Desk, Intent, MailAnswer, MailPort, MailWish, Rest } from "../../../src/playbook/desk.ts";

/** A desk that writes down what it is asked, in order. */
export class RecordingDesk implements Desk {
  readonly log: string[] = [];
  readonly intents: Intent[] = [];
  readonly disclosed: Intent[] = [];
  readonly acknowledged: { step: string; rest: Rest; evidence: string }[] = [];
  readonly kept: Capture[] = [];
  readonly wishes: MailWish[] = [];
  readonly mail: MailPort;
  /** What `intend` throws, if anything. */
  refusal: Error | undefined;

  constructor(answer: MailAnswer = { kind: "none" }) {
    this.mail = {
      await: async (wish) => {
        this.wishes.push(wish);
        return answer;
      },
    };
  }

  async disclose(disclosed: Intent): Promise<void> {
    this.disclosed.push(disclosed);
  }

  async intend(intent: Intent): Promise<void> {
    if (this.refusal) throw this.refusal;
    this.log.push(`intend ${intent.step}`);
    this.intents.push(intent);
  }

  wireName(step: string): string {
    return `wire:${step}`;
  }

  async acknowledge(step: string, rest: Rest, evidence: string): Promise<void> {
    this.log.push(`acknowledge ${step}`);
    this.acknowledged.push({ step, rest, evidence });
  }

  async keep(shown: Omit<Capture, "png">, picture: () => Promise<Buffer | undefined>): Promise<string> {
    const png = await picture();
    this.kept.push({ ...shown, ...(png && { png }) });
    return `evidence-${this.kept.length}`;
  }
}
