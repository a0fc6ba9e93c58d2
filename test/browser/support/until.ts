import { systemClock } from "../../../src/base/clock.ts";

/** Resolves true when it holds, false when that takes too long. Looks every few milliseconds; for harnesses that run outside vitest, too. */
export async function until(holds: () => boolean | Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const startedAt = performance.now();
  while (performance.now() - startedAt < timeoutMs) {
    if (await holds()) return true;
    await systemClock.sleep(10);
  }
  return false;
}
