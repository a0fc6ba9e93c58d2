import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { ExitCode, UsageError, type FileIssue } from "../../base/errors.ts";
import { errorCode, exists } from "../../base/files.ts";
import type { CatalogFile } from "../../authoring/pir/files-of.ts";
import { importPir } from "../../authoring/pir/import-pir.ts";
import type { Call } from "../call.ts";
import { readGivenFile } from "../read-given-file.ts";

/** Recipes of another format as files of a catalog. What can't be said is refused by name; a recipe is written whole or not at all. */
export async function playbooksImportPirCommand(call: Call): Promise<ExitCode> {
  const dir = call.options.text("out");
  if (dir === undefined) throw new UsageError("there is no place for the files", { hint: "--out DIR, where brokers/ and playbooks/ go" });
  const paths = await recipesIn(call.args);
  const sources = await Promise.all(paths.map(async (path) => ({ file: basename(path), text: (await readGivenFile(path)).toString("utf8") })));
  const { files, refusals } = importPir(sources, call.clock.now().toISOString().slice(0, 10));
  const written = await writeAll(files, dir, call);
  const named = (folder: string) => written.filter((path) => path.startsWith(`${folder}/`)).map((path) => ({ file: join(dir, path) }));
  const result = { brokers: named("brokers"), playbooks: named("playbooks"), refusals };
  call.out.result(result, [...refusals.flatMap(refusalLines), `${result.brokers.length} brokers and ${result.playbooks.length} playbooks written to ${dir}, ${refusals.length} ${refusals.length === 1 ? "thing" : "things"} refused`]);
  if (written.length > 0) call.out.next(`unlist playbooks lint --catalog ${dir}`);
  return refusals.length > 0 ? ExitCode.usage : ExitCode.done;
}

/** A folder stands for the recipes in it. */
async function recipesIn(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      const names = await readdir(path).catch((error: unknown) => {
        if (["ENOTDIR", "ENOENT"].includes(errorCode(error) ?? "")) return undefined;
        throw error;
      });
      return names === undefined ? [path] : names.filter((name) => name.endsWith(".json")).sort().map((name) => join(path, name));
    }),
  );
  return found.flat();
}

async function writeAll(files: readonly CatalogFile[], dir: string, { files: disk }: Call): Promise<string[]> {
  const written: string[] = [];
  for (const folder of ["brokers", "playbooks"]) await disk.makeDir(join(dir, folder));
  for (const { path, text, isStandIn } of files) {
    if (!(isStandIn && (await exists(join(dir, path))))) await disk.replace(join(dir, path), text);
    written.push(path);
  }
  return written;
}

function refusalLines({ file, line, column, path, message, hint }: FileIssue): string[] {
  return [`${file}:${line}:${column} ${path}`, `  ${message}${hint === undefined ? "" : `: ${hint}`}`];
}
