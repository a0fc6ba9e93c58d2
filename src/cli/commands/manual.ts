import { writeFile } from "node:fs/promises";
import { ExitCode } from "../../base/errors.ts";
import type { Call } from "../call.ts";
import { CARDS } from "../cards/index.ts";
import { GLOBAL_OPTIONS } from "../global-options.ts";
import { manual } from "../manual.ts";

export async function manualCommand({ options, out }: Call): Promise<ExitCode> {
  const text = manual(CARDS, GLOBAL_OPTIONS);
  const file = options.text("write");
  if (file !== undefined) await writeFile(file, text);
  out.result({ commands: CARDS.length, file: file ?? null }, file === undefined ? text.trimEnd().split("\n") : [`${CARDS.length} commands written to ${file}`]);
  return ExitCode.done;
}
