import { spawn } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { FixedClock } from "../../../src/base/clock.ts";
import { DAY_MS, HOUR_MS, after } from "../../../src/base/duration.ts";
import { isMissing, nodeFiles, type Files } from "../../../src/base/files.ts";
import type { Event } from "../../../src/ledger/events.ts";
import { parseLine } from "../../../src/ledger/journal-line.ts";
import type { State } from "../../../src/ledger/states.ts";
import { takeLock } from "../../../src/vault/lock.ts";
import { reader, runAttended, waitingIn } from "../scripted/attended.ts";
import type { BrokerServer } from "../scripted/broker-server.ts";
import { ScriptedBrokers } from "../scripted/brokers.ts";
import { withScriptedRooms } from "../scripted/rooms.ts";
import type { CrashPoint } from "./crasher.ts";
import { MemoryFiles } from "../model/memory-files.ts";
import type { ChildOrder } from "./scripted-child.ts";

const START = "2026-11-22T12:00:00Z";
/** After the next start: the mail's next hour, and the looks that follow. */
const LATER = [2 * HOUR_MS, DAY_MS + 3 * HOUR_MS, 4 * DAY_MS, 12 * DAY_MS, 20 * DAY_MS, 45 * DAY_MS, 80 * DAY_MS] as const;

export interface ChildEnd {
  readonly wasKilled: boolean;
  /** Events that the process was told are on the disk. */
  readonly kept: number;
  /** How often it called each port, when it came to its end. */
  readonly counts: ReadonlyMap<string, number>;
}

/** What became of one scene, by the brokers' own log and the journal. */
export interface Verdict {
  readonly doubles: readonly string[];
  /** Sent and not on record, or acknowledged and gone. */
  readonly lost: readonly string[];
  /** Neither done nor in a person's hands after 80 days. */
  readonly limbo: readonly string[];
}

/** One home and the brokers it deals with, from the first run to eighty days later. */
export class Scene implements AsyncDisposable {
  readonly brokers: ScriptedBrokers;
  readonly clock = new FixedClock(START);
  readonly home: string;
  readonly sites: readonly string[];
  readonly #child: readonly string[];
  /** What the next start has left, and the days that follow it: nothing more is killed, so they are played in memory. */
  readonly #after = new MemoryFiles();
  readonly #address: string;
  #mostKept = 0;
  #waiting: readonly string[] = [];
  #lost: string[] = [];

  private constructor(home: string, { server, child, sites }: SceneParts) {
    this.home = home;
    this.sites = sites;
    this.brokers = new ScriptedBrokers(() => this.clock.now().getTime());
    this.#child = child;
    this.#address = server.serve(this.brokers);
  }

  static async open(parts: SceneParts): Promise<Scene> {
    return new Scene(await mkdtemp(join(tmpdir(), "unlist-crash-")), parts);
  }

  get dir(): string {
    return join(this.home, "subject");
  }

  /** A run in a process of its own. What it acknowledged must be in the journal when it has ended. */
  async runChild(more: Partial<ChildOrder> & { readonly point?: CrashPoint } = {}): Promise<ChildEnd> {
    const order: ChildOrder = { home: this.home, dir: this.dir, now: this.clock.now().toISOString(), brokers: this.#address, sites: this.sites, ...more };
    const child = spawn(process.execPath, [...this.#child, JSON.stringify(order)], { stdio: ["ignore", "pipe", "pipe"] });
    const ended = new Promise<NodeJS.Signals | number | null>((resolve) => child.once("close", (code, signal) => resolve(signal ?? code)));
    const [out, err, how] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    if (how !== "SIGKILL" && how !== 0) throw new Error(`a run ended with ${String(how)}: ${err.slice(0, 2_000)}`);
    await this.#noteKept(out);
    return { wasKilled: how === "SIGKILL", kept: this.#mostKept, counts: countsIn(out) };
  }

  /** The next start on what the kill has left, in this process; the dead one's lock is in its way. */
  async recover(): Promise<ReadonlyMap<string, State>> {
    await using _lock = await takeLock(this.home, { clock: this.clock, command: "run" });
    return await this.#start(nodeFiles);
  }

  async #start(files: Files): Promise<ReadonlyMap<string, State>> {
    const { dir, clock, brokers, sites } = this;
    return await withScriptedRooms({ dir, files, clock, sites, net: async (asked) => brokers.ask(asked), inbox: async () => brokers.mails }, async (rooms) => {
      await runAttended(rooms, { person: reader });
      this.#waiting = waitingIn(rooms);
      return new Map([...rooms.ledger.view.cases.values()].map((held) => [`${held.broker}/${held.listing}`, held.state]));
    });
  }

  /** The next start, and everything that follows from it. Gives where each case stood after the first of them. */
  async playOn(): Promise<{ first: ReadonlyMap<string, State>; last: ReadonlyMap<string, State> }> {
    this.clock.set(after(START, HOUR_MS / 60));
    this.brokers.releasePost();
    const first = await this.recover();
    this.#after.putBack(await filesBelow(this.home));
    let last = first;
    for (const later of LATER) {
      this.clock.set(after(START, later));
      last = await this.#start(this.#after);
    }
    return { first, last };
  }

  async judge(last: ReadonlyMap<string, State>): Promise<Verdict> {
    const events = await this.events(this.#after);
    const isIntended = (site: string) => events.some((event) => event.type === "intended" && event.broker === site);
    const unrecorded = this.brokers.applied.filter(({ site }) => !isIntended(site)).map(({ site, form }) => `${site} took in ${form}, and no intent is on record`);
    const missing = this.sites.filter((site) => ![...last.keys()].some((key) => key.startsWith(`${site}/`)));
    return {
      doubles: this.brokers.doubles(),
      lost: [...this.#lost, ...unrecorded, ...missing.map((site) => `nothing is known of ${site}`)],
      limbo: [...[...last].filter(([, state]) => !SETTLED.includes(state)).map(([key, state]) => `${key} is ${state}`), ...this.#waiting.map((id) => `${id} waits for a person who was there`)],
    };
  }

  async events(files: Files = nodeFiles): Promise<Event[]> {
    const bytes = await files.read(join(this.dir, "journal.ndjson")).catch(isMissing);
    return (bytes || Buffer.alloc(0)).toString("utf8").split("\n").flatMap((line) => {
      const entry = parseLine(Buffer.from(line))?.entry;
      return entry && "event" in entry ? [entry.event] : [];
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.home, { recursive: true, force: true });
  }

  async #noteKept(out: string): Promise<void> {
    const told = [...out.matchAll(/^kept (\d+)$/gm)].map(([, count]) => Number(count));
    this.#mostKept = Math.max(this.#mostKept, ...told);
    const there = (await this.events()).length;
    if (there < this.#mostKept) this.#lost.push(`${this.#mostKept - there} acknowledged events are gone`);
  }
}

export interface SceneParts {
  readonly server: BrokerServer;
  /** What `node` is given to start one. */
  readonly child: readonly string[];
  readonly sites: readonly string[];
}

const SETTLED: readonly State[] = ["removed", "unverifiable", "needs-human"];

async function filesBelow(folder: string): Promise<Map<string, Buffer>> {
  const paths = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(await Promise.all(paths.map(async (path) => [path, await readFile(path)] as const)));
}

function countsIn(out: string): Map<string, number> {
  const found = /^calls (.*)$/m.exec(out)?.[1];
  return new Map(found === undefined ? [] : (JSON.parse(found) as [string, number][]));
}
