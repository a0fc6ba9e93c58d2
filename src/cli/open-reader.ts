import { basename } from "node:path";
import { AUTHORING_QUESTIONS } from "../authoring/questions.ts";
import { UsageError } from "../base/errors.ts";
import { createLog } from "../base/log.ts";
import { isMissing } from "../base/files.ts";
import type { LaunchedBrowsers } from "../browser/browsers.ts";
import { noWireLog } from "../browser/wire-log.ts";
import { readHostMap, type HostMap } from "../config/host-map.ts";
import type { Call } from "./call.ts";
import { openFence } from "./open-fence.ts";

/** A fenced browser for pages that are only read: a step that would send something is a fault there. */
export async function openReader(call: Call, { isHeaded }: { isHeaded?: true } = {}): Promise<LaunchedBrowsers> {
  return openFence(call, { log: createLog(call.config.logLevel), wireLog: noWireLog, map: await mapOf(call), questions: AUTHORING_QUESTIONS, ...(isHeaded && { isHeaded }) });
}

async function mapOf({ mapFile, config, files }: Call): Promise<HostMap | undefined> {
  if (mapFile === undefined || config.map) return config.map;
  const text = await files.read(mapFile).catch(isMissing);
  if (text === false) throw new UsageError(`--map: there is no file ${mapFile}`);
  return readHostMap({ file: basename(mapFile), text: text.toString("utf8") });
}
