import { openBare } from "./bare.ts";
import { interleave, median, type Figure } from "./figures.ts";
import { Product } from "./product.ts";
import type { Runner } from "./runner.ts";
import { openSite } from "./site.ts";

const LANES = [1, 2];
/** Many short rounds rather than few long ones: what else the machine does then falls on both sides of a ratio. */
const ROUNDS = 25;
const FLOWS_A_LANE = 2;

/** The same flow through unlist and through bare Playwright, in the same Chromium against the same pages. */
export async function measureFlows(): Promise<Figure[]> {
  await using site = await openSite();
  await using bare = await openBare(site);
  await using product = await Product.open(site);
  const runners = { bare, plain: product.runner(false), evident: product.runner(true) };
  const contenders = Object.values(runners);
  await product.findAll(ids.slice(0, contenders.length * LANES.reduce((flows, lanes) => flows + lanes * ROUNDS * FLOWS_A_LANE, 1)));
  for (const runner of contenders) await runner.flow(nextId()); // the first one warms caches
  const figures: Figure[] = [];
  for (const lanes of LANES) figures.push(...(await measureAt(lanes, runners)));
  return figures;
}

async function measureAt(lanes: number, { bare, plain, evident }: Record<"bare" | "plain" | "evident", Runner>): Promise<Figure[]> {
  const through = (runner: Runner) => () => runFlows(runner, lanes);
  const rounds = await interleave(ROUNDS, { bare: through(bare), plain: through(plain), evident: through(evident) });
  const rateOf = (times: readonly number[]): string => ((lanes * FLOWS_A_LANE) / (median(times) / 1_000)).toFixed(2);
  const bareRate = rateOf(rounds.map((round) => round.bare));
  const at = lanes === 1 ? "1 lane" : `${lanes} lanes`;
  return [
    { what: `flows per second, ${at}, no evidence`, value: median(rounds.map((round) => round.bare / round.plain)), unit: "×", wanted: { atLeast: 0.85 }, beside: `${rateOf(rounds.map((round) => round.plain))} against ${bareRate} of bare Playwright` },
    { what: `flows per second, ${at}, evidence`, value: median(rounds.map((round) => round.bare / round.evident)), unit: "×", wanted: { atLeast: 0.65 }, beside: `${rateOf(rounds.map((round) => round.evident))} against ${bareRate} of bare Playwright` },
  ];
}

async function runFlows(runner: Runner, lanes: number): Promise<void> {
  const left = Array.from({ length: lanes * FLOWS_A_LANE }, nextId);
  const lane = async (): Promise<void> => {
    for (let id = left.pop(); id !== undefined; id = left.pop()) await runner.flow(id);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** Every flow has a listing of its own. */
const ids = Array.from({ length: 1_000 }, (_, i) => `rec${String(i).padStart(6, "0")}`);
let used = 0;

function nextId(): string {
  const id = ids[used];
  used += 1;
  if (id === undefined) throw new Error("more flows than listings");
  return id;
}
