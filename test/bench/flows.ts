import { openBare } from "./bare.ts";
import { interleave, median, type Figure } from "./figures.ts";
import { Product } from "./product.ts";
import type { Runner } from "./runner.ts";
import { openSite } from "./site.ts";

const ROUNDS = 9;
const FLOWS_A_ROUND = 4;

/** The same flow through unlist and through bare Playwright, in the same Chromium against the same pages. */
export async function measureFlows(): Promise<Figure[]> {
  await using site = await openSite();
  await using bare = await openBare(site);
  await using product = await Product.open(site);
  const runners = { bare, plain: product.runner(false), evident: product.runner(true) };
  for (const runner of Object.values(runners)) await runner.flow(nextId()); // the first one warms caches
  const figures: Figure[] = [];
  for (const lanes of [1, 2]) figures.push(...(await measureAt(lanes, runners)));
  return figures;
}

async function measureAt(lanes: number, { bare, plain, evident }: Record<"bare" | "plain" | "evident", Runner>): Promise<Figure[]> {
  const through = (runner: Runner) => () => runFlows(runner, lanes);
  const rounds = await interleave(ROUNDS, { bare: through(bare), plain: through(plain), evident: through(evident) });
  const bareRate = rateOf(rounds.map((round) => round.bare));
  const at = lanes === 1 ? "1 lane" : `${lanes} lanes`;
  return [
    { what: `flows per second, ${at}, no evidence`, value: median(rounds.map((round) => round.bare / round.plain)), unit: "×", wanted: { atLeast: 0.85 }, beside: `${rateOf(rounds.map((round) => round.plain))} against ${bareRate} of bare Playwright` },
    { what: `flows per second, ${at}, evidence`, value: median(rounds.map((round) => round.bare / round.evident)), unit: "×", wanted: { atLeast: 0.65 }, beside: `${rateOf(rounds.map((round) => round.evident))} against ${bareRate} of bare Playwright` },
  ];
}

async function runFlows(runner: Runner, lanes: number): Promise<void> {
  const ids = Array.from({ length: FLOWS_A_ROUND }, nextId);
  const lane = async (): Promise<void> => {
    for (let id = ids.pop(); id !== undefined; id = ids.pop()) await runner.flow(id);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

function rateOf(times: readonly number[]): string {
  return (FLOWS_A_ROUND / (median(times) / 1_000)).toFixed(2);
}

let count = 0;

function nextId(): string {
  count += 1;
  return `rec${String(count).padStart(6, "0")}`;
}
