import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { interleave, median, type Figure } from "./figures.ts";

const ROUNDS = 15;

/** How long a person waits for `--help`, against how long Node needs to start at all. */
export async function measureStartUp(root: string): Promise<Figure[]> {
  const starting = (...args: string[]) => async () => {
    const { status } = spawnSync(process.execPath, args, { stdio: "ignore" });
    if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${String(status)}`);
  };
  const rounds = await interleave(ROUNDS, { node: starting("-e", "0"), built: starting(join(root, "dist", "main.js"), "--help"), clone: starting(join(root, "scripts", "unlist.mjs"), "--help") });
  const nodeMs = median(rounds.map((round) => round.node));
  const figure = (what: string, times: "built" | "clone"): Figure => ({
    what,
    value: median(rounds.map((round) => round[times] / round.node)),
    unit: "×",
    beside: `${median(rounds.map((round) => round[times])).toFixed(0)} ms against ${nodeMs.toFixed(0)} ms of bare Node`,
  });
  return [{ ...figure("--help of the built command line", "built"), wanted: { atMost: 2 } }, figure("--help in a clone (looks whether dist/ is current)", "clone")];
}
