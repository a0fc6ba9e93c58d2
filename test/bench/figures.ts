/** One measured figure, with what was wanted of it. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: "×" | "ms" | "MB";
  /** Nothing: printed for its own sake. */
  readonly wanted?: { readonly atLeast: number } | { readonly atMost: number };
  readonly beside: string;
}

export function isMet({ value, wanted }: Figure): boolean | undefined {
  if (!wanted) return undefined;
  return "atLeast" in wanted ? value >= wanted.atLeast : value <= wanted.atMost;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const [low = 0, high = low] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

export async function msOf(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Each contender once per round, the order turning with the round: what else the machine does falls on all of them alike. */
export async function interleave<Name extends string>(rounds: number, contenders: Readonly<Record<Name, () => Promise<unknown>>>): Promise<Record<Name, number>[]> {
  const names = keysOf(contenders);
  const times: Record<Name, number>[] = [];
  for (let round = 0; round < rounds; round++) {
    const turned = [...names.slice(round % names.length), ...names.slice(0, round % names.length)];
    const took = new Map<Name, number>();
    for (const name of turned) took.set(name, await msOf(contenders[name]));
    times.push(Object.fromEntries(took) as Record<Name, number>);
  }
  return times;
}

function keysOf<Name extends string>(record: Readonly<Record<Name, unknown>>): Name[] {
  return Object.keys(record) as Name[];
}
