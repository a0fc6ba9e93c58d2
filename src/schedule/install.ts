import { dirname } from "node:path";
import { FatalError } from "../base/errors.ts";
import { exists, isMissing, type Files } from "../base/files.ts";
import { holdsLines, withLines, withoutLines } from "./cron.ts";
import type { Argv, Installation, UnitFile } from "./installation.ts";
import type { RunTool, ToolEnd } from "./tool.ts";

/** The system as an installation meets it. */
export interface System {
  readonly files: Files;
  readonly tool: RunTool;
}

/** In place of what is there of this job. A file that was written stays when the scheduler does not take it, and is said. */
export async function install(name: string, installation: Installation, system: System): Promise<void> {
  if (await isInstalled(name, installation, system)) await forget(installation, system);
  for (const file of installation.files) await write(file, system.files);
  if (installation.table) await writeTable(withLines(await readTable(system), name, installation.table), system);
  for (const argv of installation.enable) await must(argv, system);
}

/** False where there was nothing to remove. */
export async function remove(name: string, installation: Installation, system: System): Promise<boolean> {
  if (!(await isInstalled(name, installation, system))) return false;
  await forget(installation, system);
  for (const { path } of installation.files) await system.files.remove(path).catch(isMissing);
  if (installation.table) await writeTable(withoutLines(await readTable(system), name), system);
  return true;
}

export async function isInstalled(name: string, { files, table }: Installation, system: System): Promise<boolean> {
  if (table) return holdsLines(await readTable(system), name);
  const there = await Promise.all(files.map(({ path }) => exists(path)));
  return there.includes(true);
}

/** Whether the scheduler means to start it; a tool that is not there says no. */
export async function isOn({ ask }: Installation, { tool }: System): Promise<boolean> {
  return (await tool(ask)).code === 0;
}

/** A scheduler that does not know the job any more has nothing to forget, so what it says is not asked. */
async function forget({ disable }: Installation, { tool }: System): Promise<void> {
  for (const argv of disable) await tool(argv);
}

async function write({ path, text, encoding }: UnitFile, files: Files): Promise<void> {
  await files.makeDir(dirname(path));
  await files.replace(path, encoding === undefined ? text : Buffer.from(`\ufeff${text}`, encoding));
}

/** Nothing where the user has no table yet, which `crontab -l` calls a failure. */
async function readTable({ tool }: System): Promise<string> {
  const { code, out } = await tool(["crontab", "-l"]);
  return code === 0 ? out : "";
}

async function writeTable(table: string, system: System): Promise<void> {
  await must(["crontab", "-"], system, table);
}

async function must(argv: Argv, { tool }: System, input?: string): Promise<void> {
  const end = await tool(argv, input);
  if (end.code !== 0) throw new FatalError(`${argv[0]} did not take the job (${sayEnd(end)})`, { hint: `by hand: ${argv.join(" ")}; or another --kind. What was written so far stays: unlist schedule remove takes it away` });
}

function sayEnd({ code }: ToolEnd): string {
  return code === undefined ? "it is not there" : `exit ${code}`;
}
