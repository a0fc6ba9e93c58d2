/** Where a process ends: at the n-th call of a port, before the call, in the middle of its bytes, or when it has had its effect. */
export interface CrashPoint {
  readonly port: string;
  readonly moment: Moment;
  readonly nth: number;
}
export type Moment = "before" | "torn" | "after";

/** Ends the process, or throws for one that is only played. */
export type Die = () => Promise<never>;

/** Counts the calls of ports, and ends everything at one of them. */
export class Crasher {
  /** Calls of each port so far. */
  readonly counts = new Map<string, number>();
  readonly #point: CrashPoint | undefined;
  readonly #die: Die;
  #part = "";
  #isDead = false;

  constructor(point: CrashPoint | undefined, die: Die) {
    this.#point = point;
    this.#die = die;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** From here on ports go by another name: the same call is another point there. */
  enter(part: string): void {
    this.#part = `${part} `;
  }

  /** `half` does the call's work by half, as a cut in the middle of a write would. */
  async call<T>(named: string, work: () => Promise<T>, half?: () => Promise<unknown>): Promise<T> {
    if (this.#isDead) return this.#die(); // nothing has an effect any more
    const port = this.#part + named;
    const nth = (this.counts.get(port) ?? 0) + 1;
    this.counts.set(port, nth);
    const moment = this.#point?.port === port && this.#point.nth === nth ? this.#point.moment : undefined;
    if (moment === undefined) return work();
    if (moment === "torn") await half?.();
    if (moment === "after") await work();
    this.#isDead = true;
    return this.#die();
  }
}

export const killThisProcess: Die = () => {
  process.kill(process.pid, "SIGKILL");
  return new Promise(() => undefined); // the signal is on its way, and nothing must happen meanwhile
};
