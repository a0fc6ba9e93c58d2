import { join } from "node:path";
import { createLog } from "../base/log.ts";
import { systemRandom } from "../base/random.ts";
import { openWireLog, wireOf } from "../browser/wire-log.ts";
import { EvidenceStore } from "../ledger/evidence.ts";
import { authorityIn } from "../client/authority.ts";
import { Gate } from "../grant/gate.ts";
import { mayReadReplies } from "../grant/standing.ts";
import { openLedger } from "../ledger/ledger.ts";
import { actOf } from "../plan/within-grant.ts";
import { createLanes } from "../queue/lanes.ts";
import type { Visits } from "../queue/visits.ts";
import { noLimit, type Budget } from "../run/budget.ts";
import type { Progress, Rooms } from "../run/rooms.ts";
import { readProfile } from "../subject/store.ts";
import { openSubjectKey, subjectDir } from "../vault/subject-keys.ts";
import type { Call } from "./call.ts";
import { openMail } from "./compose-mail.ts";
import { openPace } from "./compose-pace.ts";
import { openFence } from "./open-fence.ts";
import type { OpenedHome } from "./open-home.ts";
import { stageOf } from "./rehearsal.ts";
import { openCatalog, planning } from "./subject-view.ts";

export interface RunOf {
  readonly call: Call;
  readonly opened: OpenedHome;
  readonly subject: string;
  /** Shared with others who are worked for at the same time. */
  readonly visits?: Visits;
  readonly progress: Progress;
  /** None, where somebody looks on. */
  readonly budget?: Budget;
  /** With a window, for the person to work in. */
  readonly isHeaded?: true | undefined;
}

/** Once nobody may act any more, nothing is begun that would only be refused like the step before it. */
function untilEnded(budget: Budget, gate: Gate): Budget {
  return { admits: (task) => gate.ended === undefined && budget.admits(task), begun: (task) => budget.begun(task) };
}

/**
 * The one place where adapters are chosen: opens every room for one subject, lends them to `work`, and closes them in turn.
 * The fence is up and tested before anything personal is opened for it. The home's lock is the caller's.
 */
export async function withRooms<T>({ call, opened, subject, visits, progress, budget = noLimit, isHeaded }: RunOf, work: (rooms: Rooms) => Promise<T>): Promise<T> {
  const { config, clock, files, signal } = call;
  const log = createLog(config.logLevel);
  const catalog = await openCatalog(config);
  const dir = subjectDir(opened.home, subject);
  const wirePath = join(dir, "wire.ndjson");
  await using wireLog = await openWireLog(files, wirePath, clock);
  await using browsers = await openFence(call, { log, wireLog, map: stageOf(config, opened.kind), opened, ...(isHeaded && { isHeaded }) });
  const profile = await readProfile(opened, subject);
  const key = await openSubjectKey({ ...opened, subject });
  await using ledger = await openLedger({ dir, subject, key, files, clock });
  const evidence = new EvidenceStore({ dir, subject, key, files });
  await using mail = await openMail({ call, opened, log });
  const pace = await openPace({ call, opened, catalog, person: { subject, profile }, ...(visits && { visits }) });
  const planned = await planning(call, opened, { subject, profile });
  const gate = new Gate({ subject, authority: () => authorityIn({ dir, subject, key, files }), clock });
  return await work({
    catalog,
    profile,
    ledger,
    browsers,
    mail: mayReadReplies(planned.authority, clock.now()) ? mail.port : undefined,
    lanes: createLanes({ concurrency: config.concurrency, signal }),
    visit: (hosts, broker) => pace.visit(hosts, broker),
    stageRemoval: () => pace.stageRemoval(),
    keep: (capture) => evidence.put(capture),
    wire: wireOf(files, wirePath, wireLog),
    authorise: (task) => gate.require(actOf(task, { subject: planned.subject, cases: [...ledger.view.cases.values()] })),
    planning: planned,
    budget: untilEnded(budget, gate),
    progress,
    patienceMs: config.patienceMs,
    clock,
    random: systemRandom,
    log,
    signal,
  });
}
