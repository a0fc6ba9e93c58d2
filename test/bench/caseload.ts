import { randomBytes } from "node:crypto";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { systemClock } from "../../src/base/clock.ts";
import { newId } from "../../src/base/ids.ts";
import { durableFiles, nodeFiles, type Files } from "../../src/base/files.ts";
import { nodeDisk } from "../../src/base/disk.ts";
import { authorityIn } from "../../src/client/authority.ts";
import { writeWorkload } from "../../src/client/caseload.ts";
import { addToTrail, type ClientPlace } from "../../src/client/trail.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import { draftGrant, keepSignature, stateAs } from "../../src/grant/store.ts";
import { completed, GrantWish } from "../../src/grant/terms.ts";
import { openLedger } from "../../src/ledger/ledger.ts";
import { readLedger } from "../../src/ledger/read-ledger.ts";
import { plan } from "../../src/plan/plan.ts";
import { Profile } from "../../src/subject/profile.ts";
import { addSubject, readProfile } from "../../src/subject/store.ts";
import { createHome } from "../../src/vault/keys.ts";
import { openSubjectKey, subjectDir } from "../../src/vault/subject-keys.ts";
import { median, msOf, type Figure } from "./figures.ts";

const CLIENTS = 1_000;
const BROKERS = 500;
/** Enough for a run to keep no more of each than of a thousand. */
const FEW = 60;
/** Those who have a record of that many brokers; the caseload opens nobody's, so the others need none to weigh the same. */
const WITH_RECORD = 200;
const PLANNED = 20;
const TIMES = 5;

interface BenchHome {
  readonly home: string;
  readonly homeKey: Uint8Array;
}

/** What an advocate waits for with a thousand clients, and what one of them costs. */
export async function measureCaseload(root: string): Promise<Figure[]> {
  const dir = await mkdtemp(join(tmpdir(), "unlist-bench-caseload-"));
  try {
    const small = await homeOf(join(dir, "small"), { clients: FEW, records: FEW });
    const large = await homeOf(join(dir, "large"), { clients: CLIENTS, records: WITH_RECORD });
    const [few, many] = [listing(root, small.home), listing(root, large.home)];
    const planned = await planEach(root, large);
    const catalog = await catalogIn(join(dir, "catalog"));
    const [ran, ranAll] = [running(root, small.home, catalog), running(root, large.home, catalog)];
    const [wiped, wipedAll] = [wiping(root, small.home), wiping(root, large.home)];
    return [
      { what: `client list, ${CLIENTS} clients`, value: many.ms, unit: "ms", wanted: { atMost: 1_000 }, beside: `the whole command, ${many.cpuMs.toFixed(0)} ms of processor time; ${few.ms.toFixed(0)} ms with ${FEW} clients` },
      { what: `memory of client list, ${CLIENTS} clients`, value: many.megabytes - few.megabytes, unit: "MB", wanted: { atMost: 60 }, beside: `more than with ${FEW} clients (${few.megabytes.toFixed(0)} MB)` },
      { what: `plan of one client among ${CLIENTS}`, value: planned.ms, unit: "ms", wanted: { atMost: 200 }, beside: `a record of ${BROKERS} brokers, profile and grant opened, the catalog at hand; median of ${PLANNED}` },
      { what: "files of others touched by it", value: planned.strays, unit: "×", wanted: { atMost: 0 }, beside: "paths read or listed outside the client's folder" },
      { what: "memory of planning one after another", value: planned.growsMegabytes, unit: "MB", wanted: { atMost: 5 }, beside: `live heap after ${PLANNED * TIMES} plans against after ${PLANNED}` },
      { what: `memory of a run over ${CLIENTS} clients`, value: ranAll.megabytes - ran.megabytes, unit: "MB", wanted: { atMost: 20 }, beside: `most live heap, more than over ${FEW} (${ran.megabytes.toFixed(0)} MB); nothing due, ${WITH_RECORD} with a record of ${BROKERS} brokers` },
      { what: `wipe, ${CLIENTS} clients`, value: wipedAll, unit: "ms", wanted: { atMost: 2_000 }, beside: `the whole command: every key overwritten, every file gone; ${wiped.toFixed(0)} ms with ${FEW} clients` },
      { what: "a run's time for a client with nothing due", value: ranAll.ms / CLIENTS, unit: "ms", beside: `over ${CLIENTS}, the collector's and the disk's included; over ${FEW}: ${(ran.ms / FEW).toFixed(0)} ms` },
    ];
  } finally {
    await rm(dir, { recursive: true });
  }
}

async function homeOf(home: string, { clients, records }: { readonly clients: number; readonly records: number }): Promise<BenchHome & { readonly ids: readonly string[] }> {
  const key = randomBytes(64);
  const { homeKey } = await createHome({ dir: home, kind: "rehearsal", secret: { kind: "key-file", bytes: key }, files: nodeFiles });
  await writeFile(`${home}.key`, key, { mode: 0o600 });
  const ids: string[] = [];
  for (let i = 0; i < clients; i++) ids.push(await addClient({ home, homeKey }, { number: i, hasRecord: i < records }));
  return { home, homeKey, ids };
}

async function addClient({ home, homeKey }: BenchHome, { number, hasRecord }: { readonly number: number; readonly hasRecord: boolean }): Promise<string> {
  const [subject, now] = [newId(), systemClock.now()];
  const profile = Profile.parse({ names: [{ first: `P${number}`, last: "Roe" }], addresses: [{ city: "Austin", state: "TX" }], contact: { email: `p${number}@clients.example` }, residence: "us-tx" });
  const place = (ownKey: Uint8Array): ClientPlace => ({ dir: subjectDir(home, subject), subject, key: ownKey, files: nodeFiles });
  await addSubject({ home, homeKey, files: nodeFiles }, profile, { subject, beforeIt: (ownKey) => stateAs("client", place(ownKey), now) });
  const own = place(await openSubjectKey({ home, homeKey, subject, files: nodeFiles }));
  const { id } = await draftGrant(own, completed(GrantWish.parse({ holder: { name: "Ada" } }), { id: `g${newId(11)}`, residence: "us-tx", alias: profile.contact?.email, now }));
  await addToTrail(own, systemClock, { by: "ana", did: "grant-drafted", about: { grant: id } });
  await keepSignature(own, id, { signature: { at: now.toISOString(), document: { id: `LOA-${id}`, sha256: "0".repeat(64), kind: "scan" }, by: { kind: "pen" } }, document: Buffer.from("%PDF-") });
  await writeWorkload(own, { asOf: now.toISOString(), due: { "2026-11-22": 3, "2026-12-24": 40 }, answers: { "2026-12-24": 12 }, needsYou: 4, asked: 60, gone: 20 });
  if (hasRecord) await keepRecord(own);
  return subject;
}

/** A look at each of so many brokers. */
async function keepRecord(place: ClientPlace): Promise<void> {
  await using ledger = await openLedger({ ...place, clock: systemClock });
  await ledger.append(...Array.from({ length: BROKERS }, (_, i) => ({ type: "absent" as const, broker: `broker-${i}`, listings: ["-"], others: 1, againAfterMs: 604_800_000 })));
}

/** The command as a person starts it; what memory it took is said by the process itself as it ends. */
function listing(root: string, home: string): { ms: number; cpuMs: number; megabytes: number } {
  const tell = "data:text/javascript,process.on('exit',()=>{const u=process.resourceUsage();process.stderr.write('rss='+u.maxRSS+' cpu='+(u.userCPUTime+u.systemCPUTime))})";
  const runs = Array.from({ length: TIMES }, () => {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, ["--import", tell, join(root, "dist", "main.js"), "client", "list", "--home", home, "--key-file", `${home}.key`], { encoding: "utf8" });
    if (status !== 0) throw new Error(`client list ended with ${String(status)}: ${stderr}`);
    return { ms: performance.now() - start, cpuMs: Number(/cpu=(\d+)/.exec(stderr)?.[1] ?? 0) / 1_000, megabytes: Number(/rss=(\d+)/.exec(stderr)?.[1] ?? 0) / 1_024 };
  });
  return { ms: median(runs.map(({ ms }) => ms)), cpuMs: median(runs.map(({ cpuMs }) => cpuMs)), megabytes: median(runs.map(({ megabytes }) => megabytes)) };
}

/** As many brokers as the records know, which a person asks by hand: everything is planned, and nothing is due. */
async function catalogIn(dir: string): Promise<string> {
  await mkdir(join(dir, "brokers"), { recursive: true });
  const text = (name: string): string => `name: ${name}\ndomains: [${name}.example]\ncategory: marketing\nroutes: [{ kind: human, basis: documented, reason: somebody asks, steps: [ask them] }]\nasOf: 2026-11-22\n`;
  await Promise.all(Array.from({ length: BROKERS }, (_, i) => writeFile(join(dir, "brokers", `broker-${i}.yaml`), text(`broker-${i}`))));
  return dir;
}

/** The whole command; how much of its heap was in use at most is said by the process itself, which collects what is not. */
function running(root: string, home: string, catalog: string): { ms: number; megabytes: number } {
  const tell = "data:text/javascript,let most=0;setInterval(()=>{gc();most=Math.max(most,process.memoryUsage().heapUsed)},500).unref();process.on('exit',()=>process.stderr.write('live='+most))";
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ["--expose-gc", "--import", tell, join(root, "dist", "main.js"), "run", "--home", home, "--key-file", `${home}.key`, "--catalog", catalog], { encoding: "utf8", maxBuffer: 256 * 1_048_576 });
  if (status !== 0) throw new Error(`run ended with ${String(status)}: ${stderr.slice(0, 500)}`);
  return { ms: performance.now() - start, megabytes: Number(/live=(\d+)/.exec(stderr)?.[1] ?? 0) / 1_048_576 };
}

/** The whole command, after which nothing is left of the home. */
function wiping(root: string, home: string): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [join(root, "dist", "main.js"), "wipe", "--yes", "--home", home], { encoding: "utf8" });
  if (status !== 0 || existsSync(home)) throw new Error(`wipe ended with ${String(status)}: ${stderr}`);
  return performance.now() - start;
}

async function planEach(root: string, { home, homeKey, ids }: BenchHome & { readonly ids: readonly string[] }): Promise<{ ms: number; strays: number; growsMegabytes: number }> {
  const catalog = await loadCatalog({ dir: root });
  const touched = new Set<string>();
  const files = noting(touched);
  const times: number[] = [];
  const heaps: number[] = [];
  let strays = 0;
  for (let round = 0; round < TIMES; round++) {
    for (const subject of ids.slice(0, PLANNED)) {
      touched.clear();
      times.push(await msOf(() => planOne({ home, homeKey, files, subject, catalog })));
      strays += [...touched].filter((path) => !path.startsWith(subjectDir(home, subject))).length;
    }
    heaps.push(liveHeap() / 1_048_576);
  }
  return { ms: median(times), strays, growsMegabytes: Math.max(0, (heaps.at(-1) ?? 0) - (heaps[0] ?? 0)) };
}

/** What is left once all has gone that nobody holds. */
function liveHeap(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc()");
  return process.memoryUsage().heapUsed;
}

async function planOne({ home, homeKey, files, subject, catalog }: BenchHome & { files: Files; subject: string; catalog: Awaited<ReturnType<typeof loadCatalog>> }): Promise<number> {
  const place = { dir: subjectDir(home, subject), subject, key: await openSubjectKey({ home, homeKey, subject, files }), files };
  const profile = await readProfile({ home, homeKey, files }, subject);
  const authority = await authorityIn(place);
  const { view } = await readLedger(place);
  const facts = { hasAlias: true, hasMailbox: false, mayAct: true, approved: new Set(profile.approved), residence: "us-tx" };
  return plan({ catalog, cases: [...view.cases.values()], now: systemClock.now(), subject: facts, selection: {}, approvedPlaybooks: new Set(), authority }).tasks.length;
}

/** The disk, with every path that is read or listed written down. */
function noting(touched: Set<string>): Files {
  const files = durableFiles(nodeDisk);
  return {
    ...files,
    read: (path) => (touched.add(path), files.read(path)),
    list: (path) => (touched.add(path), files.list(path)),
  };
}
