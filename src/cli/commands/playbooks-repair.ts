import { basename, isAbsolute } from "node:path";
import { isAddress } from "../../authoring/draft/draft-all.ts";
import { liveAddress, withLivePage } from "../../authoring/page/live-page.ts";
import { SavedPages } from "../../authoring/page/saved-pages.ts";
import { repair, type PageSource, type Repair } from "../../authoring/repair/repair.ts";
import { segmentsOf } from "../../authoring/repair/uses.ts";
import { ExitCode, UsageError } from "../../base/errors.ts";
import type { LaunchedBrowsers } from "../../browser/browsers.ts";
import { loadPlaybook } from "../../catalog/load.ts";
import type { Call } from "../call.ts";
import { openReader } from "../open-reader.ts";
import { readGivenFile } from "../read-given-file.ts";
import { safeText } from "../safe-text.ts";

/** Compares a playbook with its pages and proposes a diff. Writes only when told to, and sends nothing. */
export async function playbooksRepairCommand(call: Call): Promise<ExitCode> {
  const [path = "", ...pages] = call.args;
  const source = { file: isAbsolute(path) ? basename(path) : path, text: (await readGivenFile(path)).toString("utf8") };
  const named = pages.length > 0 ? pages : ownAddresses(source);
  const repaired = await onPages(call, named, (sources) => repair(source, sources));
  const isWritten = call.options.isSet("write") && repaired.diff !== "";
  if (isWritten) await call.files.replace(path, repaired.text);
  call.out.result(jsonOf(path, repaired, isWritten), linesOf(repaired));
  if (repaired.diff !== "" && !isWritten) call.out.next("look each line over, then unlist playbooks repair … --write");
  return repaired.broken.length === 0 ? ExitCode.done : ExitCode.needsHuman;
}

/** The pages that the playbook opens without saying anything about anybody. */
function ownAddresses(source: { file: string; text: string }): string[] {
  const addresses = segmentsOf(loadPlaybook(source).playbook).map(({ address }) => address).filter((address) => address !== "" && !address.includes("{{"));
  if (addresses.length === 0) throw new UsageError("every page of this playbook is opened with something about a person", { hint: "save the page from your own browser, and name the file" });
  return [...new Set(addresses)];
}

async function onPages<T>(call: Call, names: readonly string[], work: (sources: readonly PageSource[]) => Promise<T>): Promise<T> {
  await using browsers = await openReader(call);
  await using saved = new SavedPages({ browsers, clock: call.clock, signal: call.signal });
  const sources = await Promise.all(names.map((name) => sourceOf(name, { call, browsers, saved })));
  return await work(sources);
}

async function sourceOf(name: string, { call, browsers, saved }: { call: Call; browsers: LaunchedBrowsers; saved: SavedPages }): Promise<PageSource> {
  if (isAddress(name)) {
    const url = liveAddress(name);
    return { name, show: (work) => withLivePage(url, { browsers, signal: call.signal, patienceMs: call.config.patienceMs }, work) };
  }
  const html = await readGivenFile(name);
  return { name, show: (work) => saved.show(html, work) };
}

function jsonOf(file: string, { intact, broken, unseen, diff }: Repair, isWritten: boolean) {
  return {
    file,
    intact,
    broken: broken.map(({ finding: { use, count, candidate }, page }) => ({ step: use.step, locator: use.locator, kind: use.kind, found: count, page, candidate: candidate ?? null })),
    notSeen: unseen.map(({ stage, address }) => ({ stage, address })),
    diff,
    isWritten,
  };
}

function linesOf({ intact, broken, unseen, diff }: Repair): string[] {
  const told = broken.flatMap(({ finding: { use, count, candidate } }) => [
    `${use.step}  ${use.locator}`,
    `  ${count === 0 ? "not on the page" : `on the page ${count} times`}; ${candidate ? `${safeText(candidate.locator)} (${Math.round(candidate.confidence * 100)} %: ${safeText(candidate.why)})` : "nothing stands out in its place"}`,
  ]);
  const missing = unseen.map(({ stage, address }) => `${stage}: its page${address === "" ? "" : ` (${address})`} was not among those shown`);
  return [`${intact} intact, ${broken.length} broken`, ...told, ...missing, ...(diff === "" ? [] : ["", ...diff.trimEnd().split("\n").map(safeText)])];
}
