import type { Clock } from "../../base/clock.ts";
import { FatalError, UnlistError } from "../../base/errors.ts";
import type { Log } from "../../base/log.ts";
import type { Browsers } from "../../browser/session.ts";
import type { LoadedPlaybook } from "../../catalog/load.ts";
import type { Desk } from "../../playbook/desk.ts";
import type { Outcome } from "../../playbook/outcome.ts";
import { runStage } from "../../playbook/run-stage.ts";
import { scanLookup } from "../../subject/lookup.ts";
import { liveAddress, withLivePage } from "../page/live-page.ts";
import { findDrift } from "../repair/find-drift.ts";
import { segmentsOf, type Segment } from "../repair/uses.ts";
import type { Health } from "./health.ts";
import { NOBODY } from "./invented.ts";

export interface CheckTools {
  readonly browsers: Browsers;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly patienceMs: number;
  /** Waits until a host may be asked again. */
  readonly visit: (hosts: readonly string[], broker: string) => Promise<AsyncDisposable>;
}

type Look = Health["looks"][number];

/** Holds a playbook against its pages as they are today: a search for nobody, and a reading look at each page that names nobody. */
export async function checkPlaybook(loaded: LoadedPlaybook, tools: CheckTools): Promise<Health> {
  const { playbook, hash } = loaded;
  const looks: Look[] = [];
  if (playbook.scan) looks.push(await looked("scan", tools, () => searchForNobody(loaded, tools)));
  for (const segment of segmentsOf(playbook).filter(({ stage, address }) => stage === "optOut" && address !== "" && !address.includes("{{"))) {
    looks.push(await looked(segment.address, tools, () => lookAtPage(segment, loaded, tools)));
  }
  return { broker: playbook.broker, checkedAt: tools.clock.now().toISOString(), playbook: hash, verdict: worst(looks), looks };
}

function worst(looks: readonly Look[]): Health["verdict"] {
  if (looks.some(({ verdict }) => verdict === "drifted")) return "drifted";
  return looks.length === 0 || looks.some(({ verdict }) => verdict === "unclear") ? "unclear" : "ok";
}

/** A page that can't be reached today is no drift. */
async function looked(what: string, { signal }: CheckTools, look: () => Promise<Omit<Look, "what">>): Promise<Look> {
  try {
    return { what, ...(await look()) };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof UnlistError)) throw error;
    return { what, verdict: "unclear", words: error.message };
  }
}

async function searchForNobody(loaded: LoadedPlaybook, tools: CheckTools): Promise<Omit<Look, "what">> {
  const { hosts, broker } = loaded.playbook;
  await using _visit = await tools.visit(hosts.site, broker);
  await using session = await tools.browsers.open({ id: `check-${broker}`, hosts, phase: "scan" }, tools.signal);
  const job = { stage: "scan", playbook: loaded, lookup: scanLookup(NOBODY), matches: () => NO_MATCH, isCrossed: () => false } as const;
  return said(await runStage(job, { ...tools, session, desk: idleDesk, isRehearsal: false }));
}

const NO_MATCH = { verdict: "no", matched: [], contradicts: ["name"], missing: [] } as const;

/** A check keeps nothing and may not cross anything: a scan that tried to is a fault of ours. */
const idleDesk: Desk = {
  intend: () => Promise.reject(new FatalError("a check came to a step that can't be taken back")),
  disclose: async () => undefined, // an invented name is nobody's
  wireName: (step) => step,
  acknowledge: async () => undefined,
  keep: async () => "",
  mail: { await: async () => ({ kind: "none" }) },
};

/** What the search for nobody showed. Rows are other people's: the sign should have been there instead. */
function said(outcome: Outcome): Omit<Look, "what"> {
  if (outcome.kind === "looked" && outcome.look.kind === "seen") {
    const { hasNoneSign, others } = outcome.look;
    if (hasNoneSign) return { verdict: "ok", words: "the no-results sign shows for an invented name" };
    return { verdict: "unclear", words: others > 0 ? "shows rows for an invented name, and no sign that nobody was found" : "shows no sign that nobody was found" };
  }
  if (outcome.kind === "looked" && outcome.look.kind === "unclear") return unclear(outcome.look.reason);
  if (outcome.kind === "unclear") return unclear(outcome.reason);
  if (outcome.kind === "broken") return { verdict: "drifted", words: `${outcome.step}: ${outcome.code}` };
  return { verdict: "unclear", words: outcome.kind === "human" ? `${outcome.step}: wants a person (${outcome.reason})` : `ended as ${outcome.kind}` };
}

function unclear(reason: string): Omit<Look, "what"> {
  const isDrift = ["no-sign", "drift", "not-found", "empty-page"].includes(reason);
  return { verdict: isDrift ? "drifted" : "unclear", words: `the page gave no answer (${reason})` };
}

/** Reading only: the page's host can be sent nothing meanwhile. */
async function lookAtPage(segment: Segment, { playbook }: LoadedPlaybook, tools: CheckTools): Promise<Omit<Look, "what">> {
  await using _visit = await tools.visit(playbook.hosts.site, playbook.broker);
  const findings = await withLivePage(liveAddress(segment.address), tools, (page) => findDrift(page, beforeFirstClick(segment)));
  const gone = findings.filter(({ isIntact }) => !isIntact);
  if (gone.length === 0) return { verdict: "ok", words: `all ${findings.length} controls are there` };
  return { verdict: "drifted", words: gone.map(({ use, count }) => `${use.step}: ${use.locator} ${count === 0 ? "is gone" : `is there ${count} times`}`).join("; ") };
}

/** What comes after a click may not be there before it, and a check clicks nothing. */
function beforeFirstClick(segment: Segment): Segment {
  const click = segment.uses.findIndex(({ kind }) => kind === "button");
  return click < 0 ? segment : { ...segment, uses: segment.uses.slice(0, click + 1) };
}
