import { readFileSync, readdirSync } from "node:fs";
import type { Session } from "../../src/browser/session.ts";
import type { Figure } from "./figures.ts";
import { Product } from "./product.ts";
import { HOST, openSite } from "./site.ts";

const LANES = [1, 2, 4];

/** What the browser takes with one, two and four sessions open, each on a page. Linux only: it is read from /proc. */
export async function measureLaneMemory(): Promise<Figure[]> {
  if (process.platform !== "linux") return [];
  await using site = await openSite();
  await using product = await Product.open(site);
  const open: Session[] = [];
  const taken: { lanes: number; rss: number; pss: number }[] = [];
  for (const lanes of LANES) {
    while (open.length < lanes) open.push(await onAPage(product));
    taken.push({ lanes, ...memoryOf(browserTree()) });
  }
  for (const session of open) await session[Symbol.asyncDispose]();
  const [first, last] = [taken[0], taken.at(-1)];
  const perLane = first && last ? (last.rss - first.rss) / (last.lanes - first.lanes) : 0;
  const beside = taken.map(({ lanes, rss, pss }) => `${lanes}: ${rss.toFixed(0)} (${pss.toFixed(0)})`).join(", ");
  return [{ what: "memory of one more lane (RSS)", value: perLane, unit: "MB", beside: `by lanes, shared pages counted once in brackets: ${beside}` }];
}

async function onAPage(product: Product): Promise<Session> {
  const hosts = { site: [HOST], assets: [], challenge: [], mailLink: [] };
  const session = await product.browsers.open({ id: "memory", hosts, phase: "scan" }, new AbortController().signal);
  await session.page.goto(`https://${HOST}/search?id=memory`);
  return session;
}

/** Every process below this one: no other child runs meanwhile. */
function browserTree(): number[] {
  const parents = new Map(readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap((pid) => parentOf(Number(pid))));
  const below = (pid: number): number[] => [...parents].filter(([, parent]) => parent === pid).flatMap(([child]) => [child, ...below(child)]);
  return below(process.pid);
}

function parentOf(pid: number): [number, number][] {
  const status = readOrNothing(`/proc/${pid}/status`);
  const parent = /^PPid:\s+(\d+)/m.exec(status)?.[1];
  return parent === undefined ? [] : [[pid, Number(parent)]];
}

function memoryOf(pids: readonly number[]): { rss: number; pss: number } {
  const rollups = pids.map((pid) => readOrNothing(`/proc/${pid}/smaps_rollup`));
  const sum = (name: string) => rollups.reduce((total, text) => total + Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(text)?.[1] ?? 0), 0) / 1_024;
  return { rss: sum("Rss"), pss: sum("Pss") };
}

/** A process may end while it is looked at. */
function readOrNothing(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
