import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../../src/base/clock.ts";
import { nodeFiles } from "../../../src/base/files.ts";
import { silentLog } from "../../../src/base/log.ts";
import { launchBrowsers, type BrowsersOptions, type LaunchedBrowsers } from "../../../src/browser/browsers.ts";
import type { SessionWish } from "../../../src/browser/session.ts";
import { openWireLog, readWire } from "../../../src/browser/wire-log.ts";
import { AUTHORING_QUESTIONS } from "../../../src/authoring/questions.ts";
import type { WireRecord } from "../../../src/browser/session.ts";

export interface Rig extends AsyncDisposable {
  readonly browsers: LaunchedBrowsers;
  readonly folder: string;
  readonly wirePath: string;
  wire(intent: string): Promise<WireRecord>;
}

/** A real Chromium behind a real proxy, with a wire log, in a folder of its own. */
export async function startRig(options: Partial<BrowsersOptions> = {}): Promise<Rig> {
  const folder = await mkdtemp(join(tmpdir(), "unlist-test-"));
  const wirePath = join(folder, "wire.ndjson");
  const wireLog = await openWireLog(nodeFiles, wirePath, systemClock);
  const tmpDir = join(folder, "tmp");
  const browsers = await launchBrowsers({ headless: true, wireLog, files: nodeFiles, log: silentLog, tmpDir, questions: AUTHORING_QUESTIONS, ...options });
  return {
    browsers,
    folder,
    wirePath,
    wire: (intent) => readWire(nodeFiles, wirePath, intent),
    async [Symbol.asyncDispose]() {
      await browsers[Symbol.asyncDispose]();
      await wireLog[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}

export function wish(hosts: Partial<SessionWish["hosts"]> & { site: string[] }, phase: SessionWish["phase"] = "scan"): SessionWish {
  return { id: "test", hosts: { assets: [], challenge: [], mailLink: [], ...hosts }, phase };
}

export const never = new AbortController().signal;
