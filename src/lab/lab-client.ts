import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { FatalError } from "../base/errors.ts";
import { Announcement, CaptchaAnswer, type LabEvent } from "./announcement.ts";
import { Truth } from "./truth.ts";

/** A lab that runs in a process of its own, as its harness (the demo, a test) sees it. */
export interface Lab extends AsyncDisposable {
  readonly map: Announcement["map"];
  readonly mailbox: Announcement["mailbox"];
  readonly pid: number | undefined;
  setClock(at: Date | string): Promise<void>;
  truth(): Promise<Truth>;
  /** `route` as the site declares it: `POST /optout`. */
  event(name: LabEvent, site?: string, route?: string): Promise<void>;
  /** What a human would read off the picture that a site showed last. */
  captchaAnswer(site: string): Promise<string | undefined>;
}

export interface LabOptions {
  /** The lab's built file; beside the file that this module was built into, unless given. */
  readonly entry?: string;
  readonly day0?: Date | string;
}

type Child = ChildProcessByStdio<Writable, Readable, null>;

const START_TIMEOUT_MS = 20_000;
const STOP_TIMEOUT_MS = 5_000;

export async function startLab({ entry = besideThis(), day0 }: LabOptions = {}): Promise<Lab> {
  const day0Argument = day0 === undefined ? [] : [new Date(day0).toISOString()];
  const child = spawn(process.execPath, [entry, ...day0Argument], { stdio: ["pipe", "pipe", "inherit"] });
  // A lab that is gone already doesn't mind that its stdin can't be closed any more.
  child.stdin.on("error", () => child.stdin.destroy());
  try {
    const announcement = Announcement.parse(JSON.parse(await firstLine(child)));
    return connect(child, announcement);
  } catch (cause) {
    child.kill("SIGKILL");
    throw new FatalError("the lab did not start", { cause, hint: "npm run build" });
  }
}

function connect(child: Child, { control, token, map, mailbox }: Announcement): Lab {
  const ask = async (path: string, order?: object): Promise<unknown> => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${control}${path}`, order ? { method: "POST", headers, body: JSON.stringify(order) } : { headers });
    if (!response.ok) throw new FatalError(`the lab refused ${path.split("?", 1)[0] ?? path} with status ${response.status}`);
    return response.json();
  };
  return {
    map,
    mailbox,
    pid: child.pid,
    async setClock(at) {
      await ask("/clock", { now: new Date(at).toISOString() });
    },
    truth: async () => Truth.parse(await ask("/truth")),
    async event(name, site, route) {
      await ask("/event", { name, ...(site === undefined ? {} : { site }), ...(route === undefined ? {} : { route }) });
    },
    captchaAnswer: async (site) => CaptchaAnswer.parse(await ask(`/captcha?site=${encodeURIComponent(site)}`)).answer ?? undefined,
    [Symbol.asyncDispose]: () => stop(child),
  };
}

async function firstLine(child: Child): Promise<string> {
  const signal = AbortSignal.timeout(START_TIMEOUT_MS);
  const lines = createInterface({ input: child.stdout, signal });
  for await (const line of lines) return line;
  throw new Error(signal.aborted ? `no line within ${START_TIMEOUT_MS / 1000} s` : "it ended before it said where it is");
}

async function stop(child: Child): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.stdin.end();
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(timer);
}

/** The build puts this module into `dist/` or into a chunk one folder below it. */
function besideThis(): string {
  const places = ["./lab.js", "../lab.js"].map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const entry = places.find((place) => existsSync(place));
  if (entry === undefined) throw new FatalError("the lab is not built", { hint: "npm run build" });
  return entry;
}
