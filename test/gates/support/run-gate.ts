import type { Control, Gate, Scale, Tell, Verdict } from "./gate.ts";

/** One line of `--json`. */
export interface GateRow {
  readonly gate: string;
  readonly figure: string;
  readonly limit: string;
  readonly ok: boolean;
  readonly control: Control;
}

export interface Ran {
  readonly row: GateRow;
  readonly details: readonly string[];
}

/** Measures, then plants the fault. A gate that fails to run has not held; its control has not caught anything. */
export async function runGate(gate: Gate, scale: Scale, tell: Tell): Promise<Ran> {
  const { figure, ok, details = [] } = await gate.run(scale, tell).catch(itself);
  tell("planting its fault");
  const control = await gate.control(tell).catch((error: unknown): Control => {
    tell(`its control could not be run: ${words(error)}`);
    return "missed";
  });
  return { row: { gate: gate.name, figure, limit: gate.limit, ok, control }, details };
}

export function holds({ ok, control }: GateRow): boolean {
  return ok && control === "caught";
}

function itself(error: unknown): Verdict {
  return { figure: "could not be measured", ok: false, details: [words(error)] };
}

function words(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
