import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { z } from "zod";
import { clockStartingAt, type Clock } from "../../src/base/clock.ts";
import { DAY_MS, HOUR_MS } from "../../src/base/duration.ts";
import { isMissing } from "../../src/base/files.ts";
import { jsonOrNothing } from "../../src/base/json.ts";
import type { GlobalFlags } from "../../src/config/config.ts";
import { searchForCanaries } from "../../src/cli/demo/canary.ts";
import { startLab, type Lab } from "../../src/lab/lab-client.ts";
import { DAY0 } from "../../src/lab/lab-clock.ts";
import { demoProfile } from "../../src/lab/persona.ts";
import type { Truth } from "../../src/lab/truth.ts";
import type { Event, EventType } from "../../src/ledger/events.ts";
import { parseLine } from "../../src/ledger/journal-line.ts";
import type { Profile } from "../../src/subject/profile.ts";
import { Machine, type Ended, type Started } from "../cli/run-cli.ts";
import { typeInto, type Answers, type Typed } from "../cli/support/terminal.ts";
import { isThere } from "./processes.ts";

const LAB = fileURLToPath(new URL("../../dist/lab.js", import.meta.url));
export const LAB_CATALOG = fileURLToPath(new URL("../../src/lab/catalog", import.meta.url));

/** For tests that run the browser several times, on a machine that has other things to do. */
export const PATIENT = { timeout: 240_000 };
const SOON = { timeout: 60_000, interval: 20 };

export interface HomeOptions {
  readonly profiles?: readonly Profile[];
  readonly mailbox?: Lab["mailbox"];
  readonly map?: Readonly<Record<string, string>>;
  /** `<home>/config.yaml`. */
  readonly config?: string;
  /** Those of the lab's brokers that the catalog is to have; each command reads all that are there. */
  readonly brokers?: readonly string[];
}

export function openLab(): Promise<Lab> {
  return startLab({ entry: LAB });
}

/** A rehearsal home that the command line made itself, on a machine of its own, for the lab beside it. */
export class Rehearsal implements AsyncDisposable {
  readonly machine: Machine;
  readonly lab: Lab;
  /** As the command line called them when they were added. */
  readonly subjects: readonly string[];
  readonly #map: string;
  readonly #catalog: string;
  readonly #running = new Set<Started>();
  #clock: Clock = clockStartingAt(new Date(DAY0));

  private constructor({ machine, subjects }: People, lab: Lab, { map, catalog }: { map: string; catalog: string }) {
    this.machine = machine;
    this.subjects = subjects;
    this.lab = lab;
    this.#map = map;
    this.#catalog = catalog;
  }

  /** One of the lab's playbooks as if the broker had changed its ways, in a home that has a catalog of its own. */
  async rewrite(broker: string, from: string, to: string): Promise<void> {
    const path = join(this.#catalog, "playbooks", `${broker}.yaml`);
    const text = await readFile(path, "utf8");
    if (this.#catalog === LAB_CATALOG || !text.includes(from)) throw new TypeError(`nothing to rewrite in ${path}`);
    await writeFile(path, text.replace(from, to));
  }

  static async open(lab: Lab, { profiles = [demoProfile], mailbox = lab.mailbox, map = lab.map, config = "mailWait: 30s\n", brokers }: HomeOptions = {}): Promise<Rehearsal> {
    const people = await homeOf(profiles);
    const { machine } = people;
    const catalog = brokers ? await catalogOf(brokers, join(machine.dir, "catalog")) : LAB_CATALOG;
    const home = new Rehearsal(people, lab, { map: await machine.file("map.json", JSON.stringify(map)), catalog });
    await mkdir(home.tmp);
    await writeFile(join(machine.home, "config.yaml"), config);
    await handOver(machine, mailbox, ["mailbox", "add", "--json", "--file"]);
    return home;
  }

  get tmp(): string {
    return join(this.machine.dir, "tmp");
  }

  /** The person's clock and the brokers', both running on from there. */
  async goTo({ day, hour = 0 }: { day: number; hour?: number }): Promise<void> {
    const at = new Date(new Date(DAY0).getTime() + day * DAY_MS + hour * HOUR_MS);
    this.#clock = clockStartingAt(at);
    await this.lab.setClock(at);
  }

  async unlist(args: readonly string[], input = ""): Promise<Finished> {
    return finished(await this.start(args, { input }).ended);
  }

  /** The same in this process, where a process is not the point. A browser's folder is then not in `tmp`, but below this process's own. */
  here(args: readonly string[], input = ""): Promise<Finished> {
    return finished(this.machine.here(["--json", ...this.#always(), ...args], { input, env: { TMPDIR: this.tmp } }));
  }

  /** For whoever has something to do with the process while it runs. */
  start(args: readonly string[], { input = "", env = {}, isJson = true }: { input?: string; env?: Record<string, string>; isJson?: boolean } = {}): Started {
    // What is said again in `args` counts, so it comes last.
    const started = this.machine.start([...(isJson ? ["--json"] : []), ...this.#always(), ...args], { input, env: { TMPDIR: this.tmp, ...env } });
    this.#running.add(started);
    void started.ended.finally(() => this.#running.delete(started));
    return started;
  }

  /** As a scheduler does it: by a unit's own words, with the key as a credential. What stands in for the world comes after them. */
  async scheduled(unit: readonly string[], args: readonly string[]): Promise<Ended> {
    const credentials = join(this.machine.dir, "credentials");
    await cp(join(this.machine.dir, "key"), join(credentials, "home-key"));
    const started = this.machine.start([...this.#stage(), ...args], { program: unit, env: { TMPDIR: this.tmp, CREDENTIALS_DIRECTORY: credentials } });
    this.#running.add(started);
    return started.ended.finally(() => this.#running.delete(started));
  }

  /** The same, for a test that calls a command's parts in this process. */
  globals(): GlobalFlags {
    return { home: this.machine.home, keyFile: join(this.machine.dir, "key"), catalog: this.#catalog, map: this.#map, now: this.#clock.now().toISOString() };
  }

  /** As a person does it, in a terminal of 80 columns: each answer is typed once its question is shown. */
  typed(args: readonly string[], answers: Answers = [], env: Record<string, string> = {}): Promise<Typed> {
    const environment = (): Record<string, string> => this.machine.environment({ TERM: "xterm", TMPDIR: this.tmp, ...env });
    return typeInto({ environment }, [...this.#always(), ...args], answers);
  }

  #always(): string[] {
    return ["--key-file", join(this.machine.dir, "key"), ...this.#stage()];
  }

  #stage(): string[] {
    return ["--catalog", this.#catalog, "--map", this.#map, "--now", this.#clock.now().toISOString()];
  }

  run(...brokers: string[]): Promise<Finished> {
    return this.unlist(["run", "--only", brokers.join(",")]);
  }

  /** For a run that only brings the story to its next day: to load all of it anew costs a second of processor time. */
  runHere(...brokers: string[]): Promise<Finished> {
    return this.here(["run", "--only", brokers.join(",")]);
  }

  /** Where each broker stands, by `status`. */
  async status(): Promise<ReadonlyMap<string, BrokerRow>> {
    return brokersOf(await this.here(["status"]));
  }

  /** Where the first subject's record is kept. */
  get subjectDir(): string {
    return join(this.machine.home, "subjects", this.subjects[0] ?? "");
  }

  get journal(): string {
    return join(this.subjectDir, "journal.ndjson");
  }

  /** How often the journal tells of such an event. */
  async count(type: EventType, broker: string): Promise<number> {
    return eventsIn(await readOrEmpty(this.journal)).filter((event) => event.type === type && event.broker === broker).length;
  }

  /** Files on this machine in which a value of one of these people stands open. */
  async leaks(...people: readonly Profile[]): Promise<readonly string[]> {
    return (await searchForCanaries([this.machine.dir], ...(people.length > 0 ? people : [demoProfile]))).hits;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const running = [...this.#running];
    for (const { child } of running) child.kill("SIGKILL");
    await Promise.all(running.map(({ ended }) => ended));
    await this.machine[Symbol.asyncDispose]();
  }
}

type People = Pick<Rehearsal, "machine" | "subjects">;
const ADDED = new Map<string, readonly string[]>();

/** A home that the command line made, for these people; for the same ones a second time it is copied. */
async function homeOf(profiles: readonly Profile[]): Promise<People> {
  const who = JSON.stringify(profiles);
  const machine = await Machine.made(`a rehearsal of ${who}`, async (fresh) => {
    await succeeded(fresh.keyedHere("init", "--rehearsal"));
    const ids: string[] = [];
    for (const profile of profiles) ids.push(Added.parse(await handOver(fresh, profile, ["subject", "add", "--json", "--profile"])).subject);
    ADDED.set(who, ids);
  });
  return { machine, subjects: ADDED.get(who) ?? [] };
}

/** Gives a file that holds personal values to a command, then removes it, as the command says. */
async function handOver(machine: Machine, content: object, args: readonly string[]): Promise<unknown> {
  const file = await machine.file("to-hand-over.json", JSON.stringify(content));
  const { json } = await succeeded(machine.keyedHere(...args, file));
  await rm(file);
  return json;
}

async function catalogOf(brokers: readonly string[], dir: string): Promise<string> {
  const files = brokers.flatMap((broker) => ["brokers", "playbooks"].map((folder) => join(folder, `${broker}.yaml`)));
  for (const file of files) await cp(join(LAB_CATALOG, file), join(dir, file));
  return dir;
}

export interface Finished extends Ended {
  /** What stood on stdout, if it was one JSON value. */
  readonly json: unknown;
}

export async function finished(ended: Ended | Promise<Ended>): Promise<Finished> {
  const result = await ended;
  return { ...result, json: jsonOrNothing(result.stdout) };
}

const Row = z.object({
  broker: z.string(),
  state: z.string(),
  next: z.string(),
  nextAt: z.string().optional(),
  cameBack: z.number(),
  listings: z.array(z.object({ listing: z.string(), state: z.string(), cycle: z.number(), reason: z.string().optional() })),
});
export type BrokerRow = z.infer<typeof Row>;
const Report = z.object({ subjects: z.array(z.object({ subject: z.string(), brokers: z.array(Row) })) });
const Added = z.object({ subject: z.string() });

/** The first subject's brokers in the report of `run` or `status`. */
export function brokersOf({ json }: Finished): ReadonlyMap<string, BrokerRow> {
  return new Map(Report.parse(json).subjects[0]?.brokers.map((row) => [row.broker, row]));
}

export function eventsIn(journal: string): Event[] {
  return journal.split("\n").flatMap((line) => {
    const entry = parseLine(Buffer.from(line))?.entry;
    return entry && "event" in entry ? [entry.event] : [];
  });
}

export async function readOrEmpty(path: string): Promise<string> {
  const bytes = await readFile(path).catch(isMissing);
  return bytes === false ? "" : bytes.toString("utf8");
}

/** Waits until the lab itself has seen it. */
export async function untilLab(lab: Lab, has: (truth: Truth) => boolean): Promise<void> {
  await expect.poll(async () => has(await lab.truth()), SOON).toBe(true);
}

export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(isSo, SOON).toBe(true);
}

/** Waits until none of the processes is left. */
export async function untilGone(pids: readonly number[]): Promise<void> {
  await expect.poll(() => pids.filter(isThere), SOON).toEqual([]);
}

export function applied(truth: Truth, site: string): number {
  return truth.submissions.filter((one) => one.site === site).length;
}

export function requestsAt(truth: Truth, host: string): number {
  return truth.received.filter((one) => one.host === host).length;
}

async function succeeded(running: Promise<Ended>): Promise<Finished> {
  const result = await finished(running);
  expect(result).toMatchObject({ code: 0 });
  return result;
}
