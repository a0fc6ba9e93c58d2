import type { Clock } from "../../base/clock.ts";
import { PlaybookError, PolicyError, TransientError } from "../../base/errors.ts";
import type { Log } from "../../base/log.ts";
import type { Browsers } from "../../browser/session.ts";
import type { Broker } from "../../catalog/broker.ts";
import type { LoadedPlaybook } from "../../catalog/load.ts";
import type { Stage } from "../../catalog/playbook.ts";
import { scanExtract } from "../../catalog/walk-steps.ts";
import type { MailPort, StageJob } from "../../playbook/desk.ts";
import { identityOf } from "../../playbook/extract/identity.ts";
import { matchListing } from "../../playbook/match/match.ts";
import { splitName } from "../../playbook/match/names.ts";
import { runStage } from "../../playbook/run-stage.ts";
import type { ReadRow } from "../../playbook/stage-watch.ts";
import type { ListingDetails } from "../../subject/listing-details.ts";
import { requestLookup, scanLookup } from "../../subject/lookup.ts";
import type { Profile } from "../../subject/profile.ts";
import { queriesOf, type SubjectQuery } from "../../subject/queries.ts";
import { requestFacts, scanFacts } from "../../subject/subject-facts.ts";
import { AttemptRecord, type StepProgress } from "./attempt-record.ts";
import { HeldBack, RehearsalDesk } from "./rehearsal-desk.ts";
import type { AttemptEnd } from "./say-outcome.ts";

/** How far to go; each goes through those before it, since an opt-out needs its listing. */
export const REHEARSED = ["scan", "opt-out", "all"] as const;
export type Rehearsed = (typeof REHEARSED)[number];

export interface RehearsalWish {
  readonly loaded: LoadedPlaybook;
  readonly broker: Broker | undefined;
  readonly profile: Profile;
  readonly upTo: Rehearsed;
  /** Hosts that have a stand-in on this machine. */
  readonly mapped: ReadonlySet<string>;
  readonly browsers: Browsers;
  readonly mail: MailPort;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly patienceMs: number;
  readonly progress: StepProgress;
}

export interface RehearsedAttempt {
  readonly record: AttemptRecord;
  readonly end: AttemptEnd;
  /** Which of the listings it was about. */
  readonly listing?: number;
}

export interface Rehearsal {
  /** Every row that was read and understood, once, in the order shown. */
  readonly listings: readonly ReadRow[];
  readonly attempts: readonly RehearsedAttempt[];
}

/** A playbook from its first look to its last confirmation, on local pages, with a ledger of nobody. */
export async function rehearse(wish: RehearsalWish): Promise<Rehearsal> {
  const attempts: RehearsedAttempt[] = [];
  const { scan, optOut } = wish.loaded.playbook;
  if (scan) for (const query of queriesOf(wish.profile, scan.query)) attempts.push(await look(wish, query));
  const listings = distinctRows(attempts.flatMap(({ record }) => record.rows));
  if (wish.upTo !== "scan" && optOut) for (const index of toBeAskedFor(wish, listings)) attempts.push(...(await ask(wish, listings, index)));
  return { listings, attempts };
}

/** The places of the listings that get a request each; one that is about no listing has none. */
function toBeAskedFor({ loaded }: RehearsalWish, listings: readonly ReadRow[]): (number | undefined)[] {
  const own = listings.flatMap(({ match }, index) => (match.verdict === "match" ? [index] : []));
  if (!loaded.playbook.scan) return [undefined];
  return loaded.playbook.optOut?.per === "subject" ? own.slice(0, 1) : own;
}

async function look(wish: RehearsalWish, query: SubjectQuery): Promise<RehearsedAttempt> {
  return attempt(wish, "scan", { lookup: scanLookup(query), about: scanFacts(wish.profile, query, wish.clock.now()), matches: (row) => matchListing(row, wish.profile, query, wish.clock.now()) });
}

async function ask(wish: RehearsalWish, listings: readonly ReadRow[], index: number | undefined): Promise<RehearsedAttempt[]> {
  const { profile, broker, loaded, clock } = wish;
  const listing = index === undefined ? namedListing(wish) : listings[index]?.details;
  const slug = loaded.playbook.broker;
  // Nothing leaves the machine, so the author need not be asked what a person would be.
  const willing = { ...profile, approved: [...profile.approved, slug] };
  const lookup = requestLookup({ profile: willing, broker: slug, category: broker?.category ?? "other", ...(listing && { listing }), splitName });
  const [query] = queriesOf(profile, "name");
  const matches: StageJob["matches"] = (row) => matchListing(row, profile, query ?? { name: { first: "", last: "" } }, clock.now());
  const job = { lookup, matches, about: requestFacts(profile, listing, clock.now()), ...identityIn(wish, listing) };
  const number = index === undefined ? {} : { listing: index };
  const asked = { ...(await attempt(wish, "optOut", job)), ...number };
  if (wish.upTo !== "all" || asked.end.kind !== "acknowledged" || !loaded.playbook.confirm) return [asked];
  return [asked, { ...(await attempt(wish, "confirm", job)), ...number }];
}

/** Where nobody can look, a form that wants the address of a listing is told one, as the person would: any on its own pages does. */
function namedListing({ loaded: { playbook } }: RehearsalWish): ListingDetails | undefined {
  if (playbook.scan || !playbook.discloses.optOut.includes("listing.url")) return undefined;
  return { name: "", aliases: [], addresses: [], phones: [], relatives: [], extras: {}, url: `https://${playbook.hosts.site[0] ?? ""}/listing` };
}

function identityIn({ loaded }: RehearsalWish, listing: ListingDetails | undefined): { identity?: string } {
  const extract = scanExtract(loaded.playbook);
  return listing && extract ? { identity: identityOf(listing, extract) } : {};
}

async function attempt(wish: RehearsalWish, stage: Stage, job: Pick<StageJob, "lookup" | "matches" | "about" | "identity">): Promise<RehearsedAttempt> {
  const { loaded, browsers, clock, log, signal, patienceMs, progress, mapped, mail } = wish;
  await using session = await browsers.open({ id: `rehearsal-${stage}`, hosts: loaded.playbook.hosts, phase: stage }, signal);
  const record = new AttemptRecord({ stage, clock, progress, hostNow: () => new URL(session.page.url()).hostname });
  const desk = new RehearsalDesk({ mapped, record, mail });
  const tools = { session, desk, clock, log, signal, patienceMs, isRehearsal: true, watch: record };
  const end = await runStage({ ...job, stage, playbook: loaded, isCrossed: () => false }, tools).catch(endOfError);
  record.refusals = session.refusals();
  return { record, end };
}

function endOfError(error: unknown): AttemptEnd {
  if (error instanceof HeldBack) return { kind: "held-back", hosts: error.hosts };
  if (error instanceof TransientError) return { kind: "unreachable" };
  if (error instanceof PolicyError || error instanceof PlaybookError) return { kind: "refused", why: error.message };
  throw error;
}

/** Several questions show the same row: it is judged by the one that fits it best. */
function distinctRows(rows: readonly ReadRow[]): ReadRow[] {
  const best = new Map<string, ReadRow>();
  for (const row of rows) {
    const key = JSON.stringify(row.details);
    if (RANK[row.match.verdict] >= RANK[best.get(key)?.match.verdict ?? "no"]) best.set(key, row);
  }
  return [...best.values()];
}

const RANK = { no: 0, unsure: 1, match: 2 } as const;
