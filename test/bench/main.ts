import { availableParallelism, loadavg } from "node:os";
import { measureAppends } from "./appends.ts";
import { measureCaseload } from "./caseload.ts";
import { measureCatalog } from "./catalog.ts";
import { isMet, type Figure } from "./figures.ts";
import { measureExtraction } from "./extraction.ts";
import { measureFlows } from "./flows.ts";
import { measureHandOff } from "./hand-off.ts";
import { measureLaneMemory } from "./lane-memory.ts";
import { measureQuickExit } from "./quick-exit.ts";
import { measureStartUp } from "./start-up.ts";

/** `npm run bench`: what unlist costs beside what it is built on, each ratio out of one interleaved run. It judges nothing. */
const [root = process.cwd(), ...args] = process.argv.slice(2);
const parts: Readonly<Record<string, () => Promise<Figure[]>>> = {
  "start-up": () => measureStartUp(root),
  "quick-exit": () => measureQuickExit(root),
  catalog: () => measureCatalog(root),
  appends: measureAppends,
  caseload: () => measureCaseload(root),
  memory: measureLaneMemory,
  extraction: measureExtraction,
  "hand-off": measureHandOff,
  flows: measureFlows,
};
const USAGE = `npm run bench -- [PART …] [--json]\n\nparts: ${Object.keys(parts).join(", ")}; all of them when none is named\n`;
if (args.includes("--help")) {
  process.stdout.write(USAGE);
  process.exit(0);
}
const isJson = args.includes("--json");
const asked = args.filter((arg) => arg !== "--json");
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  process.stderr.write(`bench: there is no ${unknown.join(", ")}\n${USAGE}`);
  process.exit(2);
}

const figures: Figure[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  process.stderr.write(`bench: measuring ${name}\n`);
  figures.push(...(await measure()));
}
const machine = { cores: availableParallelism(), load: loadavg()[0] ?? 0, node: process.versions.node };
process.stdout.write(isJson ? `${JSON.stringify({ machine, figures: figures.map((figure) => ({ ...figure, met: isMet(figure) })) }, null, 2)}\n` : table());

function table(): string {
  const rows = figures.map((figure) => [figure.what, measured(figure), wanted(figure), figure.beside]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => (column === 1 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join("  "));
  return `\n${lines.join("\n")}\n\n${machine.cores} cores, load ${machine.load.toFixed(1)}, Node ${machine.node}\n`;
}

function measured({ value, unit }: Figure): string {
  return `${value.toFixed(unit === "MB" ? 0 : 2)} ${unit}`;
}

function wanted(figure: Figure): string {
  if (!figure.wanted) return "";
  const limit = "atLeast" in figure.wanted ? `≥ ${figure.wanted.atLeast}` : `≤ ${figure.wanted.atMost}`;
  return `wanted ${limit}: ${isMet(figure) === true ? "met" : "not met"}`;
}
