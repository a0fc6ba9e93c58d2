import { join } from "node:path";
import { UsageError } from "../base/errors.ts";
import { exists } from "../base/files.ts";
import type { Sameness } from "../catalog/fingerprints.ts";
import { knownFiles } from "../catalog/known-files.ts";
import { loadCatalog, type Catalog } from "../catalog/load.ts";
import { readTrusted } from "../catalog/manifest.ts";
import { openSnapshot } from "../catalog/snapshot.ts";
import type { Config } from "../config/config.ts";
import { productRoot } from "../config/product-root.ts";
import type { Authority } from "../grant/standing.ts";
import { readLedger, type LedgerReading } from "../ledger/read-ledger.ts";
import { plan, type PlanInput, type Selection } from "../plan/plan.ts";
import { mayAct } from "../plan/within-grant.ts";
import type { PersonsView } from "../report/put-aside.ts";
import { residenceOf, type Profile } from "../subject/profile.ts";
import { listSubjects, readProfile } from "../subject/store.ts";
import { isSubject, openSubjectKey, subjectDir } from "../vault/subject-keys.ts";
import type { Call } from "./call.ts";
import { authorityOf } from "./open-client.ts";
import type { OpenedHome } from "./open-home.ts";
import { stageOf } from "./rehearsal.ts";

/** One subject as the reading commands see it. No lock is needed: they fold the journal as far as it is valid. */
export interface SubjectView extends PersonsView {
  readonly subject: string;
  readonly profile: Profile;
  readonly ledger: LedgerReading;
  readonly authority: Authority;
}

/** Read once a round, however many people it is for. */
const CATALOGS = new WeakMap<Config, Promise<Catalog>>();

export function openCatalog(config: Config): Promise<Catalog> {
  const known = CATALOGS.get(config) ?? readCatalog(config);
  CATALOGS.set(config, known);
  return known;
}

/** The playbooks that came with the product vouch for themselves; a folder of one's own does not. Only the demo's files need no parsing there. */
export async function readCatalog({ catalogDir: dir, isBundledCatalog }: Config, same?: Sameness): Promise<Catalog> {
  if (!isBundledCatalog) return loadCatalog({ dir, known: await knownFiles(productRoot(), "lab-catalog") });
  // In a clone files change after the build; in a package they came together with it.
  const isClone = await exists(join(dir, "src"));
  return (await openSnapshot(dir, same ?? (isClone ? "times" : "always"))) ?? loadCatalog({ dir, trusted: await readTrusted(dir) });
}

/** The subjects a command is about: the one that was named, or all there are. */
export async function subjectsInHand({ config, files }: Pick<Call, "config" | "files">): Promise<string[]> {
  const { home, subject } = config;
  if (subject !== undefined) {
    if (await isSubject(subject, { home, files })) return [subject]; // and nobody else's folder is opened
    throw new UsageError("no such subject in this home", { hint: "unlist subject list names them" });
  }
  const all = await listSubjects({ home, files });
  if (all.length === 0) throw new UsageError("this home has no subject yet", { hint: "unlist subject add --profile FILE" });
  return all;
}

export async function viewSubject(call: Call, opened: OpenedHome, subject: string): Promise<SubjectView> {
  const catalog = await openCatalog(call.config);
  const profile = await readProfile(opened, subject);
  const key = await openSubjectKey({ ...opened, subject });
  const ledger = await readLedger({ dir: subjectDir(opened.home, subject), subject, key, files: opened.files });
  const cases = [...ledger.view.cases.values()];
  const now = call.clock.now();
  const { authority, ...planned } = await planning(call, opened, { subject, profile });
  return { subject, profile, catalog, cases, plan: plan({ ...planned, authority, catalog, cases, now }), asides: ledger.view.asides, now, ledger, authority };
}

export interface Planning extends Omit<PlanInput, "catalog" | "cases" | "now"> {
  readonly authority: Authority;
}

/** What a plan depends on besides the catalog, the ledger and the clock. */
export async function planning(call: Call, opened: OpenedHome, { subject, profile }: Pick<SubjectView, "subject" | "profile">): Promise<Planning> {
  const map = stageOf(call.config, opened.kind);
  const authority = await authorityOf(opened, subject);
  return {
    authority,
    subject: { hasAlias: profile.contact != null, hasMailbox: await exists(join(opened.home, "mailbox.sealed")), mayAct: mayAct(authority, call.clock.now()), approved: new Set(profile.approved), residence: residenceOf(profile), repliesTo: profile.contact?.email, asksAnew: profile.asksAnew ?? {} },
    selection: selectionOf(call),
    ...(map && { rehearsal: { hosts: new Set(map.keys()) } }),
    approvedPlaybooks: new Set(),
  };
}

/** `--only` and `--skip` name brokers, several parted by commas. */
function selectionOf({ options }: Call): Selection {
  const only = brokersIn(options.list("only"));
  const skip = brokersIn(options.list("skip"));
  return { ...(only.length > 0 && { only }), ...(skip.length > 0 && { skip }) };
}

function brokersIn(values: readonly string[]): string[] {
  return values.flatMap((value) => value.split(",")).map((slug) => slug.trim()).filter(Boolean);
}
