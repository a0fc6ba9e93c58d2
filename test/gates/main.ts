import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Gate } from "./support/gate.ts";
import { holds, runGate, type GateRow } from "./support/run-gate.ts";
import { duration, gateLines } from "./support/table.ts";

/** `npm run gates [-- [--quick] [--json] [NAME…]]`: every gate, one after another; exit code 0 only when all of them hold. */
const [built = "", ...args] = process.argv.slice(2);
const OPTIONS = ["--quick", "--json"];
const asked = args.filter((arg) => !arg.startsWith("-"));
const gates = await discover();
refuseUnknown();

const scale = args.includes("--quick") ? "quick" : "full";
const isJson = args.includes("--json");
const chosen = gates.filter(({ name }) => asked.length === 0 || asked.includes(name));
const rows: GateRow[] = [];
const startedAt = performance.now();
for (const [index, gate] of chosen.entries()) rows.push(await one(gate, `${index + 1}/${chosen.length} ${gate.name}`));
const took = duration(performance.now() - startedAt);

if (isJson) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
say(`${rows.filter(holds).length} of ${rows.length} gates hold (${scale}), in ${took}`);
process.exitCode = rows.length > 0 && rows.every(holds) ? 0 : 1;

async function one(gate: Gate, place: string): Promise<GateRow> {
  const begunAt = performance.now();
  const tell = (line: string) => say(`${place}: ${line}`);
  tell(scale === "full" ? "measuring" : "measuring a sample");
  const { row, details } = await runGate(gate, scale, tell);
  tell(`${holds(row) ? "holds" : "does not hold"}, ${duration(performance.now() - begunAt)}`);
  if (isJson) for (const line of details) say(line);
  else process.stdout.write(`${[...gateLines(row), ...details.map((line) => `       ${line}`), ""].join("\n")}\n`);
  return row;
}

async function discover(): Promise<Gate[]> {
  const files = readdirSync(built).filter((name) => name.endsWith(".gate.js")).sort();
  return Promise.all(files.map(async (name): Promise<Gate> => ((await import(pathToFileURL(join(built, name)).href)) as { gate: Gate }).gate));
}

function refuseUnknown(): void {
  const unknown = [...asked.filter((name) => !gates.some((gate) => gate.name === name)), ...args.filter((arg) => arg.startsWith("-") && !OPTIONS.includes(arg))];
  if (unknown.length === 0) return;
  say(`there is no ${unknown.join(", ")}; options are ${OPTIONS.join(", ")}, and gates:`);
  for (const { name } of gates) say(`  ${name}`);
  process.exit(2);
}

function say(line: string): void {
  process.stderr.write(`gates: ${line}\n`);
}
