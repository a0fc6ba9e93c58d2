import { nodeFiles } from "../../../src/base/files.ts";
import { openCall } from "../../../src/cli/call.ts";
import { withRooms } from "../../../src/cli/compose.ts";
import { lockHome, openTheHome } from "../../../src/cli/open-home.ts";
import { run } from "../../../src/run.ts";
import { Crasher, killThisProcess, type CrashPoint } from "../crash/crasher.ts";
import { crashingFiles } from "../crash/crashing-files.ts";
import { crashingRooms } from "../crash/crashing-rooms.ts";
import { PLANTS as OF_ORDER } from "../crash/planted.ts";
import { credulous } from "./credulous.ts";

/** What a child is told in its one argument. */
export interface RealOrder {
  readonly home: string;
  readonly keyFile: string;
  readonly subject: string;
  readonly catalog: string;
  readonly map: string;
  readonly now: string;
  readonly sites: readonly string[];
  readonly point?: CrashPoint;
  readonly plant?: keyof typeof PLANTS;
}

const PLANTS = { ...OF_ORDER, credulous };

/** `unlist run` with the adapters that the command line chooses, real browser and all, in ports that kill the process. */
const { home, keyFile, subject, catalog, map, now, sites, point, plant = "nothing" } = JSON.parse(process.argv[2] ?? "{}") as RealOrder;
const crasher = new Crasher(point, killThisProcess);
const around = { env: process.env, stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, leave: () => undefined, signal: new AbortController().signal };
const call = await openCall({ name: "run", args: [], options: { only: [sites.join(",")] }, globals: { home, keyFile, subject, catalog, map, now, json: true } }, around);
const opened = await openTheHome(call);
{
  await using _lock = await lockHome(call, "run");
  const progress = { started: () => undefined, ended: () => undefined };
  await withRooms({ call: { ...call, files: crashingFiles(nodeFiles, crasher) }, opened, subject, progress }, (rooms) => run(PLANTS[plant](crashingRooms(rooms, crasher))));
}
process.exit(0); // a browser that was killed leaves timers of Playwright's
