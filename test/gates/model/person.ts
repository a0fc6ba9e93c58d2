import { UnauthorisedError } from "../../../src/base/errors.ts";
import type { FixedClock } from "../../../src/base/clock.ts";
import type { Files } from "../../../src/base/files.ts";
import type { Event } from "../../../src/ledger/events.ts";
import { parseLine } from "../../../src/ledger/journal-line.ts";
import { plan } from "../../../src/plan/plan.ts";
import { readLedger, type LedgerReading } from "../../../src/ledger/read-ledger.ts";
import { run } from "../../../src/run.ts";
import type { Rooms } from "../../../src/run/rooms.ts";
import type { Plan } from "../../../src/plan/task.ts";
import type { Profile } from "../../../src/subject/profile.ts";
import { Crasher, type CrashPoint } from "../crash/crasher.ts";
import { crashingFiles } from "../crash/crashing-files.ts";
import { crashingRooms } from "../crash/crashing-rooms.ts";
import { ScriptedBrokers, type Listed } from "../scripted/brokers.ts";
import { ConnectionLostError, type Send } from "../scripted/page.ts";
import { CATALOG, planningFor, withScriptedRooms, type Stage } from "../scripted/rooms.ts";
import type { MemoryFiles } from "./memory-files.ts";
import { KilledError, fullDisk } from "./ends.ts";
import { tell } from "./oracle.ts";

export interface Casting {
  readonly subject: string;
  readonly key: Uint8Array;
  readonly profile: Profile;
  readonly lists: Listed;
}

/** What happens to a run besides its work. */
export interface Mishap {
  readonly point?: CrashPoint;
  /** The disk takes this many writes more. */
  readonly writesLeft?: number;
  /** The connection drops after the n-th form or link of this run was taken in. */
  readonly dropsAt?: number;
  /** A broker of whom this page can't be reached. */
  readonly down?: { readonly site: string; readonly page: string };
  /** Something else on this machine, at the n-th call to a broker. */
  readonly meanwhile?: { readonly nth: number; act(): Promise<void> };
  /** The grant is taken back when so many forms or links of this run were taken in. */
  readonly revokedAfter?: number;
}

/** A planted fault. */
export interface Plant {
  /** Between the runner and its ports. */
  readonly rooms?: (rooms: Rooms) => Rooms;
  /** Between the person's files and the disk. */
  readonly files?: (disk: Files, casting: Casting) => Files;
  /** In what is planned. */
  readonly plan?: (plan: Plan) => Plan;
}

/** One subject with a ledger of their own, and the brokers as they list that person. */
export class Person {
  readonly casting: Casting;
  readonly brokers: ScriptedBrokers;
  readonly sites: readonly string[];
  isGranted = true;
  isApproved = false;
  backup: ReadonlyMap<string, Buffer> | undefined;
  /** Events that were acknowledged and must stay. */
  kept = 0;
  readonly wrong: string[] = [];
  readonly #files: MemoryFiles;
  readonly #clock: FixedClock;
  readonly #plant: Plant;
  #intentsAtRevocation = Infinity;

  constructor(casting: Casting, { files, clock, sites, plant }: { files: MemoryFiles; clock: FixedClock; sites: readonly string[]; plant: Plant }) {
    this.casting = casting;
    this.#files = files;
    this.#clock = clock;
    this.#plant = plant;
    this.sites = sites;
    this.brokers = new ScriptedBrokers(() => clock.now().getTime(), casting.lists);
  }

  get dir(): string {
    return `/home/${this.casting.subject}`;
  }

  get events(): Event[] {
    const bytes = this.#files.under(this.dir).get(`${this.dir}/journal.ndjson`) ?? Buffer.alloc(0);
    return bytes.toString("utf8").split("\n").flatMap((line) => {
      const entry = parseLine(Buffer.from(line))?.entry;
      return entry && "event" in entry ? [entry.event] : [];
    });
  }

  async run(mishap: Mishap = {}): Promise<void> {
    const crasher = new Crasher(mishap.point, () => Promise.reject(new KilledError()));
    this.#intentsAtRevocation = this.isGranted ? Infinity : this.#intents();
    try {
      await withScriptedRooms(this.#stage(crasher, mishap), (rooms) => run(this.#planted(this.#watched(crashingRooms(rooms, crasher), crasher))));
    } catch (error) {
      if (!isExpected(error, mishap)) throw error;
    }
    if (this.#intents() > this.#intentsAtRevocation) this.wrong.push("an intent came after the grant was taken back");
  }

  /** A plan from the ledger as it stands; it may touch nothing. */
  async plan(): Promise<{ readonly plan: Plan; readonly ledger: LedgerReading }> {
    const ledger = await readLedger({ dir: this.dir, subject: this.casting.subject, key: this.casting.key, files: this.#files });
    const cases = [...ledger.view.cases.values()];
    const planned = plan({ ...planningFor(this.#profile, { sites: this.sites, mayAct: this.isGranted }), catalog: CATALOG, cases, now: this.#clock.now() });
    return { ledger, plan: this.#plant.plan?.(planned) ?? planned };
  }

  #planted(rooms: Rooms): Rooms {
    return this.#plant.rooms?.(rooms) ?? rooms;
  }

  get #profile(): Profile {
    return { ...this.casting.profile, approved: this.isApproved ? ["whole"] : [] };
  }

  #stage(crasher: Crasher, mishap: Mishap): Stage {
    const { subject, key } = this.casting;
    const who = { subject, key, profile: this.#profile };
    return {
      who,
      dir: this.dir,
      sites: this.sites,
      clock: this.#clock,
      files: crashingFiles(fullDisk(this.#plant.files?.(this.#files, this.casting) ?? this.#files, mishap.writesLeft), crasher),
      net: this.#net(crasher, mishap),
      inbox: async () => this.brokers.mails,
      mayAct: this.isGranted,
      authorise: async () => {
        if (!this.isGranted) throw new UnauthorisedError("the grant was taken back");
        return undefined;
      },
    };
  }

  /** The way to the brokers. What a form or a link takes with it must have been intended, on the disk, before. */
  #net(crasher: Crasher, { dropsAt, down, meanwhile, revokedAfter }: Mishap): Send {
    let [calls, crossings] = [0, 0];
    return (asked) =>
      crasher.call("network", async () => {
        if ((calls += 1) === meanwhile?.nth) await meanwhile.act();
        const site = new URL(asked.url).hostname.split(".")[1] ?? "";
        if (site === down?.site && asked.url.includes(`/${down.page}`)) throw new ConnectionLostError("down");
        const isCrossing = asked.method === "POST" || asked.url.includes("/confirm");
        if (isCrossing && !this.#hasOpenIntent(site)) this.wrong.push(`${site} was sent something that no intent on the disk tells of`);
        if (site === "whole" && asked.method === "POST" && !this.isApproved) this.wrong.push("a name went to a broker without approval");
        const shown = this.brokers.ask(asked);
        if (isCrossing && (crossings += 1) === revokedAfter) this.#revoke();
        if (isCrossing && crossings === dropsAt) throw new ConnectionLostError("dropped");
        return shown;
      });
  }

  #revoke(): void {
    this.isGranted = false;
    this.#intentsAtRevocation = this.#intents();
  }

  #hasOpenIntent(site: string): boolean {
    return [...tell(this.events).tales].some(([key, { open }]) => key.startsWith(`${site}/`) && open.size > 0);
  }

  #intents(): number {
    return this.events.filter(({ type }) => type === "intended").length;
  }

  /** Notes what was acknowledged: `append` has resolved. */
  #watched(rooms: Rooms & { readonly ledger: { append: Rooms["ledger"]["append"]; readonly view: { readonly events: readonly Event[] } } }, crasher: Crasher): Rooms {
    const { ledger } = rooms;
    const append = ledger.append.bind(ledger);
    ledger.append = async (...events) => {
      await append(...events);
      if (!crasher.isDead) this.kept = ledger.view.events.length;
    };
    return rooms;
  }
}

function isExpected(error: unknown, { point, writesLeft }: Mishap): boolean {
  const text = wordsIn(error);
  if (point !== undefined && text.includes("KilledError")) return true;
  return writesLeft !== undefined && text.includes("ENOSPC");
}

/** What failed, and what failed while that was cleaned up. */
function wordsIn(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const inner = ["cause", "error", "suppressed"].flatMap((key) => (key in error ? [(error as unknown as Record<string, unknown>)[key]] : []));
  return [error.name, error.message, ...inner.map(wordsIn)].join(" ");
}

