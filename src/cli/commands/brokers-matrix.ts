import { writeFile } from "node:fs/promises";
import { ExitCode } from "../../base/errors.ts";
import { readRehearsals } from "../../catalog/rehearsals.ts";
import { matrix } from "../../report/matrix.ts";
import type { Call } from "../call.ts";
import { openCatalog } from "../subject-view.ts";

export async function brokersMatrixCommand({ config, options, out }: Call): Promise<ExitCode> {
  const catalog = await openCatalog(config);
  const text = matrix(catalog, await readRehearsals(config.catalogDir));
  const file = options.text("write");
  if (file !== undefined) await writeFile(file, text);
  const counts = { brokers: catalog.brokers.size, playbooks: catalog.playbooks.size };
  out.result({ ...counts, file: file ?? null }, file === undefined ? text.split("\n") : [`${counts.brokers} brokers written to ${file}`]);
  return ExitCode.done;
}
