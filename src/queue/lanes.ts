import { availableParallelism } from "node:os";
import PQueue from "p-queue";

/** Work for a lane. It ends by itself soon after the signal: the step in hand is finished, never torn off. */
export type Job = (signal: AbortSignal) => Promise<void>;

export interface Lanes {
  /** Queues behind the lane's other jobs. Left out when the lanes are stopped before its turn comes. */
  add(lane: string, job: Job): void;
  /** Resolves when every job has ended, also those added meanwhile; then throws the first error that a job threw. */
  onIdle(): Promise<void>;
  /** Takes no more work, tells the jobs in hand, and resolves when the last of them has ended. */
  stop(): Promise<void>;
}

export interface LaneOptions {
  /** Jobs at a time, over all lanes. */
  readonly concurrency?: number;
  /** Aborting it stops taking work, as `stop` does. */
  readonly signal?: AbortSignal;
}

/** Real sites wait on the network, so two at a time pay even on one core. */
export function defaultConcurrency(): number {
  return Math.max(2, availableParallelism());
}

/** Serial lanes side by side: one job at a time in each (a broker family is never met twice at once), `concurrency` in all. */
export function createLanes({ concurrency = defaultConcurrency(), signal }: LaneOptions = {}): Lanes {
  const slots = new PQueue({ concurrency });
  const stopping = new AbortController();
  const stopped = signal ? AbortSignal.any([signal, stopping.signal]) : stopping.signal;
  const tails = new Map<string, Promise<void>>();
  const errors: unknown[] = [];

  function add(lane: string, job: Job): void {
    const before = tails.get(lane) ?? Promise.resolve();
    // A lane asks for a slot only when its own turn has come, so a long lane can't push the short ones back.
    const tail = before
      .then(() => slots.add(() => begin(job)))
      .catch(halt)
      .then(() => {
        if (tails.get(lane) === tail) tails.delete(lane);
      });
    tails.set(lane, tail);
  }

  async function begin(job: Job): Promise<void> {
    if (!stopped.aborted) await job(stopped);
  }

  /** A job reports what a site did to it as an outcome; one that throws found a fault of ours, and nothing more is begun. */
  function halt(error: unknown): void {
    errors.push(error);
    stopping.abort();
  }

  async function ended(): Promise<void> {
    while (tails.size > 0) await Promise.all(tails.values());
  }

  async function onIdle(): Promise<void> {
    await ended();
    if (errors.length > 0) throw errors[0];
  }

  async function stop(): Promise<void> {
    stopping.abort();
    await ended();
  }

  return { add, onIdle, stop };
}
