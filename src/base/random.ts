import { randomInt } from "node:crypto";

/** Chance, as a parameter. `next()` is in [0, 1). */
export interface Random {
  next(): number;
}

export const systemRandom: Random = { next: () => randomInt(0, 2 ** 47) / 2 ** 47 };

/** The same numbers for the same seed (mulberry32), for tests and simulated schedules. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return {
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
  };
}
