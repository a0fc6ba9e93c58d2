import { join } from "node:path";
import type { Clock } from "../../../src/base/clock.ts";
import type { Files } from "../../../src/base/files.ts";
import { silentLog } from "../../../src/base/log.ts";
import { seededRandom } from "../../../src/base/random.ts";
import { openWireLog, wireOf } from "../../../src/browser/wire-log.ts";
import { EvidenceStore } from "../../../src/ledger/evidence.ts";
import { openLedger, type Ledger } from "../../../src/ledger/ledger.ts";
import type { Profile } from "../../../src/subject/profile.ts";
import { createLanes } from "../../../src/queue/lanes.ts";
import { noLimit, type Budget } from "../../../src/run/budget.ts";
import type { Rooms } from "../../../src/run/rooms.ts";
import { SITES, type SentMail } from "./brokers.ts";
import { JANE, scriptedCatalog } from "./catalog.ts";
import type { Send } from "./page.ts";
import { scriptedBrowsers } from "./session.ts";
import { scriptedMail } from "./mail.ts";

export interface Stage {
  /** The subject's folder. */
  readonly dir: string;
  readonly files: Files;
  readonly clock: Clock;
  readonly net: Send;
  readonly inbox: () => Promise<readonly SentMail[]>;
  readonly sites?: readonly string[] | undefined;
  readonly authorise?: Rooms["authorise"];
  /** What planning knows of the authority; true unless said otherwise. */
  readonly mayAct?: boolean;
  readonly stageRemoval?: Rooms["stageRemoval"];
  readonly budget?: Budget;
  /** Jane, unless it is about somebody else. */
  readonly who?: Who;
}

export interface Who {
  readonly subject: string;
  readonly key: Uint8Array;
  readonly profile: Profile;
}

export const JANE_HERSELF: Who = { subject: "scriptedjane", key: Buffer.alloc(32, 5), profile: JANE };
export const CATALOG = scriptedCatalog();

/** The rooms of a run as `cli/compose.ts` opens them, with pages, network and mailbox out of a script. */
export async function withScriptedRooms<T>(stage: Stage, work: (rooms: Rooms & { readonly ledger: Ledger }) => Promise<T>): Promise<T> {
  const { dir, files, clock, net, sites, who: { subject, key, profile } = JANE_HERSELF } = stage;
  const place = { dir, subject, key, files };
  const wirePath = join(dir, "wire.ndjson");
  await files.makeDir(dir);
  await using wire = await openWireLog(files, wirePath, clock);
  await using ledger = await openLedger({ ...place, clock });
  await using browsers = scriptedBrowsers({ net, wire, clock });
  const evidence = new EvidenceStore(place);
  const signal = new AbortController().signal;
  return await work({
    catalog: CATALOG,
    profile,
    ledger,
    browsers,
    mail: scriptedMail(stage.inbox),
    lanes: createLanes({ concurrency: 1, signal }),
    visit: async () => ({ again: async () => undefined, note: async () => undefined, [Symbol.asyncDispose]: async () => undefined }),
    stageRemoval: stage.stageRemoval ?? (async () => undefined),
    keep: (capture) => evidence.put(capture),
    wire: wireOf(files, wirePath, wire),
    authorise: stage.authorise ?? (async () => undefined),
    planning: planningFor(profile, { sites, ...(stage.mayAct !== undefined && { mayAct: stage.mayAct }) }),
    budget: stage.budget ?? noLimit,
    progress: { started: () => undefined, ended: () => undefined },
    patienceMs: 1_000,
    clock,
    random: seededRandom(1),
    log: silentLog,
    signal,
  });
}

export function planningFor(profile: Profile, { sites, mayAct = true }: Pick<Stage, "sites" | "mayAct">): Rooms["planning"] {
  return { subject: { hasAlias: true, hasMailbox: true, mayAct, approved: new Set(profile.approved) }, selection: { only: sites ?? SITES }, approvedPlaybooks: new Set() };
}
