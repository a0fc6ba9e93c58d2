import fc from "fast-check";

/** A seeded run of random inputs: the same seed tries the same ones. */
export interface Fuzz {
  readonly seed: number;
  readonly runs: number;
}

/** The shortest input that breaks the promise, in words; nothing where there is none. */
export function brokenBy<T>(inputs: fc.Arbitrary<T>, promise: (input: T) => void, { seed, runs }: Fuzz): string | undefined {
  const details = fc.check(fc.property(inputs, promise), { seed, numRuns: runs });
  return details.failed ? `${fc.defaultReportMessage(details)}\n${String(details.errorInstance)}` : undefined;
}

const PATIENCE_MS = 1_000;

/** CPU time is measured, since the machine may have other work. */
export function withinASecond<T>(work: () => T): T {
  const startedAt = process.cpuUsage();
  const done = work();
  const ms = process.cpuUsage(startedAt).user / 1_000;
  if (ms > PATIENCE_MS) throw new Error(`took ${ms.toFixed(0)} ms`);
  return done;
}

export function promised(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

/** Any text at all, and the kinds of text that have brought readers down before. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.constantFrom("\u001b[31m", "\u202e", "\u0000", "\ud800", "__proto__", "constructor", "\n", "|", ", ", "+3 more", "80+"),
  fc.tuple(fc.constantFrom(" ,", "(", "1 ", "a ", "+", "-", "|a", ". "), fc.nat({ max: 20_000 })).map(([piece, count]) => piece.repeat(count)),
);
