import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Log } from "../base/log.ts";
import { launchBrowsers, type LaunchedBrowsers } from "../browser/browsers.ts";
import type { Teachable } from "../browser/question.ts";
import { requireFence } from "../browser/self-test.ts";
import type { WireLog } from "../browser/wire-log.ts";
import type { HostMap } from "../config/host-map.ts";
import { QUESTIONS } from "../playbook/questions.ts";
import type { Call } from "./call.ts";
import type { OpenedHome } from "./open-home.ts";
import { upstreamWay, type Opening } from "./upstream.ts";

/** As it was at the start: while a browser is launched, its own folder stands in for it. */
const SYSTEM_TEMP = tmpdir();

export interface FenceWish {
  readonly log: Log;
  readonly wireLog: WireLog;
  /** What stands in for the hosts. With a map, even an empty one, no other host is reached. */
  readonly map: HostMap | undefined;
  /** With a window, for somebody to work in. */
  readonly isHeaded?: true;
  /** The home, which holds the login of the person's own proxy. */
  readonly opened?: OpenedHome;
  /** What its pages will be asked, where that is more than a run asks. */
  readonly questions?: readonly Teachable[];
}

/** The browser behind its fence, which was tried from inside before anybody is handed it. */
export async function openFence(call: Pick<Call, "clock"> & Opening, { log, wireLog, map, isHeaded, opened, questions = QUESTIONS }: FenceWish): Promise<LaunchedBrowsers> {
  const { config, clock, files } = call;
  const upstream = map ? undefined : await upstreamWay(call, opened); // local pages of a rehearsal are nobody's to hide from
  const browsers = await launchBrowsers({
    executablePath: config.browserPath,
    headless: isHeaded !== true,
    wireLog,
    files,
    log,
    tmpDir: join(SYSTEM_TEMP, `unlist-${process.getuid?.() ?? "user"}`),
    clock,
    questions,
    ...(map && { map }),
    ...(upstream && { upstream }),
  });
  try {
    await requireFence(browsers);
    return browsers;
  } catch (error) {
    await browsers[Symbol.asyncDispose]();
    throw error;
  }
}
