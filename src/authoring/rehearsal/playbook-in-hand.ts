import { readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { InvalidFileError, UsageError } from "../../base/errors.ts";
import { isMissing } from "../../base/files.ts";
import { parseStrict } from "../../base/strict-yaml.ts";
import { Broker } from "../../catalog/broker.ts";
import { findPlaybookFaults } from "../../catalog/checks/index.ts";
import { loadPlaybook, type LoadedPlaybook } from "../../catalog/load.ts";
import { Slug } from "../../catalog/names.ts";

export interface PlaybookInHand {
  readonly loaded: LoadedPlaybook;
  /** Of the catalog that was named, else beside the playbook's own folder; a playbook can be rehearsed without one. */
  readonly broker: Broker | undefined;
}

/** One playbook by its file, or by its slug where a catalog was named. The rest of the catalog may be broken. */
export async function readPlaybookFile(name: string, catalogDir: string | undefined): Promise<PlaybookInHand> {
  const path = await findFile(name, catalogDir);
  const loaded = loadPlaybook({ file: join(basename(dirname(path)), basename(path)), text: await readFile(path, "utf8") });
  const faults = findPlaybookFaults(loaded).filter(({ severity }) => severity === "error");
  if (faults.length > 0) throw new InvalidFileError(faults);
  return { loaded, broker: await readBroker(catalogDir ?? join(dirname(path), ".."), loaded.playbook.broker) };
}

async function findFile(name: string, catalogDir: string | undefined): Promise<string> {
  const inCatalog = catalogDir !== undefined && Slug.safeParse(name).success ? [join(catalogDir, "playbooks", `${name}.yaml`)] : [];
  const relative = catalogDir === undefined ? [] : [resolve(catalogDir, name)];
  for (const path of [resolve(name), ...relative, ...inCatalog]) {
    const text = await readFile(path).catch(notAFile);
    if (text !== false) return path;
  }
  throw new UsageError(`there is no playbook at ${name}`);
}

async function readBroker(dir: string, slug: string): Promise<Broker | undefined> {
  const file = join("brokers", `${slug}.yaml`);
  const text = await readFile(join(dir, file), "utf8").catch(isMissing);
  return text === false ? undefined : parseStrict({ file, text }, Broker);
}

function notAFile(error: unknown): false {
  if (error instanceof Error && "code" in error && (error.code === "EISDIR" || error.code === "ENOTDIR")) return false;
  return isMissing(error);
}
