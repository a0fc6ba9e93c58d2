import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { loadCatalog } from "../../src/catalog/load.ts";
import { openSnapshot } from "../../src/catalog/snapshot.ts";
import { interleave, median, type Figure } from "./figures.ts";

const ROUNDS = 7;

/** What the whole catalog costs a command: opened as the build kept it, against its files; and a lint of everything. */
export async function measureCatalog(root: string): Promise<Figure[]> {
  await openSnapshot(root, "times"); // warm: the first round would pay for a cold disk
  const rounds = await interleave(ROUNDS, { open: () => openSnapshot(root, "times"), files: () => loadCatalog({ dir: root }), lint: async () => lint(root) });
  const at = (name: "open" | "files" | "lint") => median(rounds.map((round) => round[name]));
  return [
    { what: "the catalog as the build kept it, warm", value: at("open"), unit: "ms", wanted: { atMost: 300 }, beside: `${at("files").toFixed(0)} ms from its files` },
    { what: "playbooks lint of everything", value: at("lint"), unit: "ms", wanted: { atMost: 2000 }, beside: "a process of its own, every file read" },
  ];
}

function lint(root: string): void {
  const { status } = spawnSync(process.execPath, [join(root, "dist", "main.js"), "playbooks", "lint"], { stdio: "ignore" });
  if (status !== 0) throw new Error(`playbooks lint ended with ${String(status)}`);
}
