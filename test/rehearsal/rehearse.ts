import { z } from "zod";
import { demoInstants } from "../../src/lab/lab-clock.ts";
import { demoProfile } from "../../src/lab/persona.ts";
import { Machine, type Ended } from "../cli/run-cli.ts";
import { openSites, type OpenSites } from "../sites/open-sites.ts";
import { realSites } from "../sites/index.ts";

/** What `status --json` says, as far as it is looked at here. */
const Status = z.object({
  rehearsal: z.boolean(),
  subjects: z.array(
    z.object({
      brokers: z.array(
        z.object({
          broker: z.string(),
          state: z.string(),
          sent: z.array(z.string()),
          hosts: z.array(z.string()),
          listings: z.array(z.object({ listing: z.string(), state: z.string(), reason: z.string().optional(), fields: z.array(z.string()).optional() })),
        }),
      ),
    }),
  ),
});
export type BrokerStatus = z.infer<typeof Status>["subjects"][number]["brokers"][number];

/** A rehearsal home of the demo person, and the pages of the real brokers, on one clock. */
export class Rehearsal implements AsyncDisposable {
  readonly sites: OpenSites;
  readonly #machine: Machine;
  #at: Date;

  private constructor(machine: Machine, sites: OpenSites) {
    this.#machine = machine;
    this.sites = sites;
    this.#at = sites.clock.day0;
  }

  static async open(): Promise<Rehearsal> {
    const rehearsal = new Rehearsal(await Machine.open(), await openSites(realSites));
    await rehearsal.#setUp();
    return rehearsal;
  }

  /** One `run` on each of the first days of the demo's story. */
  async runDays(...days: readonly number[]): Promise<Ended[]> {
    const ended: Ended[] = [];
    for (const { day, at } of demoInstants()) {
      if (!days.includes(day)) continue;
      this.#at = at;
      this.sites.clock.set(at);
      ended.push(await this.unlist("run"));
    }
    return ended;
  }

  async status(): Promise<ReadonlyMap<string, BrokerStatus>> {
    const { stdout } = await this.#machine.keyedHere("status", "--json", ...this.#stage());
    const brokers = Status.parse(JSON.parse(stdout)).subjects.flatMap((subject) => subject.brokers);
    return new Map(brokers.map((row) => [row.broker, row]));
  }

  /** The built command line, as a process of its own. */
  unlist(...args: readonly string[]): Promise<Ended> {
    return this.#machine.keyed(...args, ...this.#stage());
  }

  #stage(): string[] {
    return ["--map", `${this.#machine.dir}/map.json`, "--now", this.#at.toISOString()];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.sites[Symbol.asyncDispose]();
    await this.#machine[Symbol.asyncDispose]();
  }

  async #setUp(): Promise<void> {
    const { imap, smtp } = this.sites.mailbox;
    await this.#machine.file("map.json", JSON.stringify(this.sites.map));
    const profile = await this.#machine.file("me.yaml", JSON.stringify(demoProfile));
    const mailbox = await this.#machine.file("mailbox.yaml", JSON.stringify({ imap: { ...imap, tls: false }, smtp: { ...smtp, tls: false } }));
    await this.#must("init", "--rehearsal");
    await this.#machine.file("unlist-home/config.yaml", "patience: 10s\nmailWait: 30s\n");
    await this.#must("subject", "add", "--profile", profile);
    await this.#must("mailbox", "add", "--file", mailbox);
  }

  async #must(...args: readonly string[]): Promise<void> {
    const { code, stderr } = await this.#machine.keyedHere(...args);
    if (code !== 0) throw new Error(`unlist ${args.join(" ")} ended with ${code ?? "a signal"}:\n${stderr}`);
  }
}
