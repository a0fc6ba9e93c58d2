import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { systemClock } from "../../../src/base/clock.ts";
import { DAY_MS } from "../../../src/base/duration.ts";
import { nodeFiles } from "../../../src/base/files.ts";
import { mailboxFile } from "../../../src/cli/mailbox-file.ts";
import { startLab, type Lab } from "../../../src/lab/lab-client.ts";
import { DAY0 } from "../../../src/lab/lab-clock.ts";
import { demoProfile } from "../../../src/lab/persona.ts";
import type { Truth } from "../../../src/lab/truth.ts";
import { brokerStandings } from "../../../src/ledger/broker-view.ts";
import { readLedger } from "../../../src/ledger/read-ledger.ts";
import type { State } from "../../../src/ledger/states.ts";
import type { LedgerView } from "../../../src/ledger/view.ts";
import { MailboxSettings } from "../../../src/mail/settings.ts";
import { addSubject } from "../../../src/subject/store.ts";
import { createHome } from "../../../src/vault/keys.ts";
import { writeSealedFile } from "../../../src/vault/sealed-file.ts";
import { openSubjectKey, subjectDir } from "../../../src/vault/subject-keys.ts";
import type { RealOrder } from "./real-child.ts";

export interface RunEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The lab in its own process, a rehearsal home for it, and runs with a real browser, each in a process of its own. */
export class RealStage implements AsyncDisposable {
  readonly lab: Lab;
  readonly dir: string;
  readonly #subject: string;
  readonly #homeKey: Uint8Array;
  readonly #childFile: string;
  #now: string = DAY0;

  private constructor(lab: Lab, dir: string, { subject, homeKey, childFile }: { subject: string; homeKey: Uint8Array; childFile: string }) {
    this.lab = lab;
    this.dir = dir;
    this.#subject = subject;
    this.#homeKey = homeKey;
    this.#childFile = childFile;
  }

  static async open(childFile: string): Promise<RealStage> {
    const lab = await startLab({ entry: join(process.cwd(), "dist", "lab.js") });
    const dir = await mkdtemp(join(tmpdir(), "unlist-real-"));
    await mkdir(join(dir, "tmp"));
    const bytes = randomBytes(32);
    await writeFile(join(dir, "key"), bytes, { mode: 0o600 });
    await writeFile(join(dir, "map.json"), JSON.stringify(lab.map));
    const home = join(dir, "home");
    const { homeKey } = await createHome({ dir: home, kind: "rehearsal", secret: { kind: "key-file", bytes }, files: nodeFiles });
    const opened = { home, kind: "rehearsal" as const, homeKey, files: nodeFiles };
    const subject = await addSubject(opened, demoProfile);
    await writeSealedFile(mailboxFile(opened), MailboxSettings.parse(lab.mailbox), nodeFiles);
    await writeFile(join(home, "config.yaml"), "mailWait: 20s\npatience: 6s\n");
    const stage = new RealStage(lab, dir, { subject, homeKey, childFile });
    await stage.goTo(0);
    return stage;
  }

  async goTo(days: number): Promise<void> {
    this.#now = new Date(new Date(DAY0).getTime() + days * DAY_MS).toISOString();
    await this.lab.setClock(this.#now);
  }

  /** A run that may be stopped, killed or robbed of its browser while it goes. */
  start(sites: readonly string[], more: Pick<RealOrder, "point" | "plant"> | object = {}): { readonly child: ChildProcess; readonly ended: Promise<RunEnd> } {
    const order = { ...this.#order(sites), ...more };
    return this.#spawn([this.#childFile, JSON.stringify(order)]);
  }

  run(sites: readonly string[], more: Pick<RealOrder, "point" | "plant"> | object = {}): Promise<RunEnd> {
    return this.start(sites, more).ended;
  }

  /** The command line itself. */
  unlist(args: readonly string[]): Promise<RunEnd> {
    const { home, keyFile, catalog, map, now } = this.#order([]);
    return this.#spawn([join(process.cwd(), "dist", "main.js"), "--json", "--home", home, "--key-file", keyFile, "--catalog", catalog, "--map", map, "--now", now, ...args]).ended;
  }

  async view(): Promise<LedgerView> {
    const home = join(this.dir, "home");
    const key = await openSubjectKey({ home, subject: this.#subject, homeKey: this.#homeKey, files: nodeFiles });
    return (await readLedger({ dir: subjectDir(home, this.#subject), subject: this.#subject, key, files: nodeFiles })).view;
  }

  async states(): Promise<ReadonlyMap<string, State>> {
    return new Map(brokerStandings(await this.view()).map(({ broker, state }) => [broker, state]));
  }

  /** Waits until the lab itself has seen it. */
  async until(has: (truth: Truth) => boolean): Promise<void> {
    for (let tries = 0; tries < 1_200; tries++) {
      if (has(await this.lab.truth())) return;
      await systemClock.sleep(50);
    }
    throw new Error("the lab did not see it within a minute");
  }

  #order(sites: readonly string[]): RealOrder {
    const catalog = join(process.cwd(), "src", "lab", "catalog");
    return { home: join(this.dir, "home"), keyFile: join(this.dir, "key"), subject: this.#subject, catalog, map: join(this.dir, "map.json"), now: this.#now, sites };
  }

  #spawn(args: readonly string[]): { readonly child: ChildProcess; readonly ended: Promise<RunEnd> } {
    const child = spawn(process.execPath, args, { env: { PATH: process.env["PATH"] ?? "", HOME: this.dir, TMPDIR: join(this.dir, "tmp") }, stdio: ["ignore", "pipe", "pipe"] });
    const closed = new Promise<Pick<RunEnd, "code" | "signal">>((resolve) => child.once("close", (code, signal) => resolve({ code, signal })));
    const ended = Promise.all([closed, text(child.stdout), text(child.stderr)]).then(([end, stdout, stderr]) => ({ ...end, stdout, stderr }));
    return { child, ended };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.lab[Symbol.asyncDispose]();
    await rm(this.dir, { recursive: true, force: true });
  }
}
