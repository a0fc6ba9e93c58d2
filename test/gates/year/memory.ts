import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Bytes of a buffer are given back in a later turn than the buffer itself: after one collection alone, what a round used may still count. */
const TURNS = 3;

/** What is held once everything that nobody needs is gone. */
export async function heldMb(): Promise<number> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    collect();
    await nextTurn();
  }
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1_048_576;
}

/**
 * By how much it grew over the later half of the samples, by the line that fits them best: the first half warms up (code is
 * compiled, caches fill), and a difference of two samples would be mostly chance.
 */
export function grownOver(samples: readonly number[]): number {
  if (samples.length < 2) return 0;
  const late = samples.slice(Math.floor(samples.length / 2));
  const middle = (late.length - 1) / 2;
  const mean = late.reduce((sum, value) => sum + value, 0) / late.length;
  const spread = late.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
  const lean = late.reduce((sum, value, i) => sum + (i - middle) * (value - mean), 0);
  return spread === 0 ? 0 : (lean / spread) * (late.length - 1);
}
