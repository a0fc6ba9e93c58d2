import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { loadCatalog } from "../../src/catalog/load.ts";
import { openSnapshot } from "../../src/catalog/snapshot.ts";
import { interleave, median, type Figure } from "./figures.ts";
import { largeCatalog } from "./large-catalog.ts";

const ROUNDS = 7;

const LARGE = { brokers: 1_500, playbooks: 200 };

/** What the whole catalog costs a command: opened as the build kept it, against its files; and a lint of everything, of a larger one too. */
export async function measureCatalog(root: string): Promise<Figure[]> {
  await openSnapshot(root, "times"); // warm: the first round would pay for a cold disk
  await using large = await largeCatalog(root, LARGE);
  const contenders = { open: () => openSnapshot(root, "times"), files: () => loadCatalog({ dir: root }), lint: async () => lint(root), lintLarge: async () => lint(root, large.dir) };
  const rounds = await interleave(ROUNDS, contenders);
  const at = (name: keyof typeof contenders) => median(rounds.map((round) => round[name]));
  return [
    { what: "the catalog as the build kept it, warm", value: at("open"), unit: "ms", wanted: { atMost: 300 }, beside: `${at("files").toFixed(0)} ms from its files` },
    { what: "playbooks lint of everything", value: at("lint"), unit: "ms", wanted: { atMost: 2000 }, beside: "a process of its own; what the build found holds while the bytes are the same" },
    { what: `playbooks lint of ${LARGE.brokers} brokers, ${LARGE.playbooks} playbooks`, value: at("lintLarge"), unit: "ms", wanted: { atMost: 2000 }, beside: "a folder of an author's own: files whose bytes came with the product are not parsed again, the others are" },
  ];
}

function lint(root: string, ...paths: readonly string[]): void {
  const { status, stdout } = spawnSync(process.execPath, [join(root, "dist", "main.js"), "playbooks", "lint", ...paths], { stdio: ["ignore", "pipe", "ignore"], encoding: "utf8" });
  if (paths.length > 0 && !stdout.includes(`${LARGE.brokers} brokers and ${LARGE.playbooks} playbooks`)) throw new Error("the larger catalog is not as large as it should be");
  if (status !== 0) throw new Error(`playbooks lint ended with ${String(status)}`);
}
