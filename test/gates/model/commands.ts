import fc from "fast-check";
import { DAY_MS } from "../../../src/base/duration.ts";
import { BusyError } from "../../../src/base/errors.ts";
import { systemClock } from "../../../src/base/clock.ts";
import { takeLock } from "../../../src/vault/lock.ts";
import { RUN_PLACES } from "../crash/places.ts";
import { broken } from "./invariants.ts";
import type { Mishap, Person } from "./person.ts";
import type { World } from "./world.ts";

/** What the sequence so far allows; everything else is the oracle's, which reads the journal. */
export interface Allowed {
  readonly hasBackup: Set<number>;
}

type Act = (world: World, allowed: Allowed) => Promise<void>;

/** One thing that happens, after which everything that was promised must still be so. */
class Command implements fc.AsyncCommand<Allowed, World> {
  readonly #words: string;
  readonly #act: Act;
  readonly #check: (allowed: Readonly<Allowed>) => boolean;

  constructor(words: string, act: Act, check: (allowed: Readonly<Allowed>) => boolean = () => true) {
    this.#words = words;
    this.#act = act;
    this.#check = check;
  }

  check(allowed: Readonly<Allowed>): boolean {
    return this.#check(allowed);
  }

  async run(allowed: Allowed, world: World): Promise<void> {
    await this.#act(world, allowed);
    const wrong = await broken(world);
    if (wrong.length > 0) throw new Error(`after ${this.#words}: ${[...new Set(wrong)].join("; ")}`);
  }

  toString(): string {
    return this.#words;
  }
}

const who = fc.constantFrom(0, 1);
const port = fc.constantFrom(...RUN_PLACES);
/** Where a form may be out and not answered yet. */
const underway = fc.constantFrom(...RUN_PLACES.filter((place) => place.moment === "after" && (place.port === "network" || place.port === "click")));

/** A folder for the one command that needs a real lock between processes. */
export function commandsIn(home: string, sites: readonly string[]): fc.Arbitrary<fc.AsyncCommand<Allowed, World>>[] {
  const site = fc.constantFrom(...sites);
  const of = (world: World, index: number): Person => world.people[index === 0 ? 0 : 1];
  const runs = who.map((p) => new Command(`run(${p})`, (world) => of(world, p).run()));
  return [
    runs,
    runs,
    runs,
    who.map((p) => new Command(`plan(${p})`, (world) => planInert(world, of(world, p)))),
    fc.tuple(who, port, fc.integer({ min: 1, max: 9 })).map(([p, place, nth]) => new Command(`kill(${p}, ${place.port} ${place.moment} #${nth})`, (world) => of(world, p).run({ point: { ...place, nth } }))),
    fc.tuple(who, port, fc.integer({ min: 1, max: 9 })).map(([p, place, nth]) => new Command(`kill and restart(${p}, ${place.port} ${place.moment} #${nth})`, async (world) => {
      await of(world, p).run({ point: { ...place, nth } });
      await of(world, p).run();
    })),
    fc.tuple(who, fc.integer({ min: 0, max: 30 })).map(([p, writesLeft]) => new Command(`disk full(${p}, after ${writesLeft})`, (world) => of(world, p).run({ writesLeft }))),
    fc.tuple(who, fc.integer({ min: 1, max: 4 })).map(([p, dropsAt]) => new Command(`connection drops(${p}, at ${dropsAt})`, (world) => of(world, p).run({ dropsAt }))),
    fc.tuple(who, site, fc.constantFrom("people", "optout")).map(([p, at, page]) => new Command(`page down(${p}, ${at}/${page})`, (world) => of(world, p).run({ down: { site: at, page } }))),
    fc.tuple(who, fc.boolean()).map(([p, isGranted]) => new Command(`${isGranted ? "authorise" : "revoke"}(${p})`, async (world) => void (of(world, p).isGranted = isGranted))),
    fc.tuple(who, fc.boolean()).map(([p, isApproved]) => new Command(`${isApproved ? "approve" : "disapprove"}(${p})`, async (world) => void (of(world, p).isApproved = isApproved))),
    who.map((p) => new Command(`mail held up(${p})`, async (world) => void (of(world, p).brokers.isPostHeld = true))),
    who.map((p) => new Command(`mail comes(${p})`, async (world) => of(world, p).brokers.releasePost())),
    fc.tuple(who, site).map(([p, at]) => new Command(`mail twice(${p}, ${at})`, async (world) => of(world, p).brokers.mailAgain(at))),
    fc.tuple(who, site).map(([p, at]) => new Command(`phish(${p}, ${at})`, async (world) => of(world, p).brokers.forge(at))),
    fc.tuple(who, site).map(([p, at]) => new Command(`broker removes(${p}, ${at})`, async (world) => of(world, p).brokers.remove(at))),
    fc.tuple(who, site).map(([p, at]) => new Command(`broker relists(${p}, ${at})`, async (world) => of(world, p).brokers.relist(at))),
    fc.constantFrom(-2, 0.2, 1, 3, 8, 8, 15, 40).map((days) => new Command(`clock(${days} days)`, async ({ clock }) => clock.set(new Date(clock.now().getTime() + days * DAY_MS)))),
    fc.tuple(who, fc.integer({ min: 1, max: 6 })).map(([p, nth]) => new Command(`second process(${p}, at call ${nth})`, (world) => secondProcess(home, { world, person: of(world, p), nth }))),
    fc.tuple(who, fc.integer({ min: 1, max: 2 })).map(([p, revokedAfter]) => new Command(`revoke midway(${p}, after ${revokedAfter})`, (world) => of(world, p).run({ revokedAfter }))),
    who.map((p) => new Command(`backup(${p})`, async (world, { hasBackup }) => {
      of(world, p).backup = withoutWire(world.files.under(of(world, p).dir));
      hasBackup.add(p);
    })),
    who.map((p) => new Command(`record lost(${p})`, (world, { hasBackup }) => loseRecord(world, of(world, p), () => hasBackup.delete(p)))),
    fc.tuple(who, underway, fc.integer({ min: 1, max: 9 })).map(([p, place, nth]) => new Command(`kill, record lost and restart(${p}, ${place.port} ${place.moment} #${nth})`, async (world, { hasBackup }) => {
      await of(world, p).run({ point: { ...place, nth } });
      await loseRecord(world, of(world, p), () => hasBackup.delete(p));
      await of(world, p).run();
    })),
    who.map((p) => new Command(`restore(${p})`, async (world) => restore(world, of(world, p)), ({ hasBackup }) => hasBackup.has(p))),
  ];
}

async function planInert(world: World, person: Person): Promise<void> {
  const before = fingerprint(world);
  await person.plan();
  if (fingerprint(world) !== before) throw new Error("a plan changed something");
}

function fingerprint({ files, people }: World): string {
  return JSON.stringify([[...files.under("")].map(([name, bytes]) => [name, bytes.toString("base64")]), people.map(({ brokers }) => [brokers.applied, [...brokers.opened], [...brokers.told]])]);
}

/** The same command begun a second time while the first is at work: it is told who holds the home and changes nothing, and a reader reads on. */
async function secondProcess(home: string, { world, person, nth }: { readonly world: World; readonly person: Person; readonly nth: number }): Promise<void> {
  const act = async (): Promise<void> => {
    const before = fingerprint(world);
    const { ledger } = await person.plan();
    const end = await runAlone(home, person).catch((error: unknown) => error);
    if (!(end instanceof BusyError)) throw new Error("two processes work in one home");
    if (ledger.isDamaged || fingerprint(world) !== before) throw new Error("a second process changed something");
  };
  await runAlone(home, person, { meanwhile: { nth, act } });
}

/** `unlist run`, as far as other processes go: it works only while it holds the home. */
async function runAlone(home: string, person: Person, mishap: Mishap = {}): Promise<void> {
  await using _lock = await takeLock(home, { clock: systemClock, command: "run" });
  await person.run(mishap);
}

/** The proxy's record is this machine's memory of what went out, and no part of a backup. */
function withoutWire(files: ReadonlyMap<string, Buffer>): ReadonlyMap<string, Buffer> {
  return new Map([...files].filter(([name]) => !name.endsWith("wire.ndjson")));
}

/** Somebody tidies the record away. An older backup put back after that would know of nothing, as on another machine: not promised. */
async function loseRecord({ files }: World, person: Person, forgetBackup: () => void): Promise<void> {
  await files.remove(`${person.dir}/wire.ndjson`);
  person.backup = undefined;
  forgetBackup();
}

async function restore({ files }: World, person: Person): Promise<void> {
  for (const name of withoutWire(files.under(person.dir)).keys()) await files.remove(name);
  files.putBack(person.backup ?? new Map());
  person.kept = 0; // what came after the backup is gone, as anybody would expect, and with it the record of what was told
  person.brokers.told.clear();
}
