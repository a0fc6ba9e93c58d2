import type { Locator as PageLocator } from "playwright";
import type { Armed } from "../browser/session.ts";
import { placedSteps, isIrreversible } from "../catalog/walk-steps.ts";
import type { DeniedReason } from "../ledger/events.ts";
import type { DisclosedField } from "../subject/fields.ts";
import { tell, type Here } from "./attempt.ts";
import type { Rest } from "./desk.ts";
import { keepFailure, keepShown, type Shown } from "./keep.ts";
import type { Outcome } from "./outcome.ts";
import { isPageFault } from "./page-fault.ts";
import { seeBlock } from "./see-block.ts";
import { stopLoading } from "./stop-loading.ts";
import { inTime, saidBy } from "./waiting.ts";
import { watchEnding, type Ending } from "./watch-ending.ts";

/** An irreversible step: what it sends where, how it is done, and by which words of theirs we know that it arrived. */
export interface Crossing {
  readonly fields: readonly DisclosedField[];
  readonly host: string;
  readonly cross: () => Promise<void>;
  readonly confirmed: PageLocator;
  readonly refused: readonly Refusal[];
  readonly withinMs: number;
  /** Looked at when the confirmation shows: a reason not to believe it. */
  readonly distrust?: () => string | undefined;
}

export interface Refusal {
  readonly sign: PageLocator;
  readonly reason: DeniedReason;
}

/**
 * Crosses once: intent on disk, proxy drained and armed, then the act, then their words. From the intent on every way out is
 * an outcome that says what is known of it, and no signal cuts it short: the step is finished before anything stops.
 */
export async function crossOnce(crossing: Crossing, here: Here): Promise<Outcome | undefined> {
  const { desk, session } = here.attempt.tools;
  await desk.intend({ step: here.id, fields: crossing.fields, hosts: [crossing.host], ...(here.attempt.byHand.size > 0 && { byHand: [...here.attempt.byHand] }) });
  here.attempt.markRecorded();
  tell(here, "intent is recorded");
  const armed = await arm(crossing.host, here);
  if (!armed) return { kind: "not-sent", step: here.id, proof: "never-armed" };
  try {
    using ending = watchEnding(session.page);
    const said = await crossAndWait(crossing, ending, here);
    return await judge(crossing, { armed, ending, said }, here);
  } finally {
    await armed[Symbol.asyncDispose]();
  }
}

/** All hosts of the site are armed, not the form's alone: a script may send the form elsewhere on the site, and that is no "not sent". */
async function arm(host: string, here: Here): Promise<Armed | undefined> {
  const { desk, session, log } = here.attempt.tools;
  const { site } = here.attempt.job.playbook.playbook.hosts;
  try {
    return await session.arm(desk.wireName(here.id), [...new Set([host, ...site])]);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    log.error({ step: here.id, code: error.name }, "the proxy could not be armed, so nothing was sent");
    return undefined;
  }
}

/** The words of the first of the signs that came to be seen. */
async function crossAndWait({ cross, confirmed, refused, withinMs }: Crossing, ending: Ending, here: Here): Promise<string | undefined> {
  const signs = refused.reduce((any, { sign }) => any.or(sign), confirmed);
  try {
    await cross();
    tell(here, `crossed, waiting ${withinMs} ms for their words`);
    // Each look that sees nothing waits longer for the next one: at a page that has just come one looks at once.
    const atNewPage = ending.arrived.then(() => saidBy(signs, withinMs));
    const said = await Promise.race([saidBy(signs, withinMs), atNewPage, ending.badly]);
    if (said !== undefined) return said;
  } catch (error) {
    if (!isPageFault(error)) throw error;
    tell(here, "the page failed while it was crossed");
    ending.markLost();
  }
  await stopLoading(here);
  return undefined;
}

interface Traces {
  readonly armed: Armed;
  readonly ending: Ending;
  readonly said: string | undefined;
}

async function judge(crossing: Crossing, traces: Traces, here: Here): Promise<Outcome | undefined> {
  const { armed, ending } = traces;
  const reason = ending.reason();
  const refusal = reason === undefined ? await firstShown(crossing.refused) : undefined;
  if (refusal) return { kind: "denied", step: here.id, reason: refusal.reason, evidence: await keepShown(here, "confirmation", { at: refusal.sign.first() }) };
  const confirmation = crossing.refused.length === 0 ? traces.said : undefined; // nothing else was waited for, so nobody need ask again
  const isConfirmed = reason === undefined && (confirmation !== undefined || (await isShown(crossing.confirmed)));
  const doubt = crossing.distrust?.();
  if (isConfirmed && armed.hasSent() && doubt === undefined) return acknowledge({ at: crossing.confirmed.first(), text: confirmation }, here);
  const evidence = await keepFailure(here);
  if (await provenUnsent(armed, here)) return { kind: "not-sent", step: here.id, proof: "no-byte" };
  const why = (armed.isBlown() ? "connection-lost" : reason) ?? doubt ?? (await blockReason(here)) ?? "no-confirmation";
  tell(here, `in doubt: ${why}`);
  return { kind: "doubted", step: here.id, reason: why, evidence };
}

async function acknowledge(shown: Shown, here: Here): Promise<undefined> {
  const { attempt } = here;
  const evidence = await keepShown(here, "confirmation", shown);
  await attempt.tools.desk.acknowledge(here.id, restAfter(here), evidence);
  tell(here, "their confirmation was matched");
  attempt.crossings += 1;
  attempt.disclosed.clear();
  attempt.recorded.clear();
  attempt.byHand.clear();
  attempt.filled.forgetAll();
  return undefined;
}

/** Where the playbook's next irreversible step is; when there is none, their confirmation of this one is the last word. */
function restAfter(here: Here): Rest {
  const { playbook } = here.attempt.job.playbook;
  const all = (["optOut", "confirm"] as const).flatMap((stage) => placedSteps(playbook, stage));
  const next = all.slice(all.findIndex(({ id }) => id === here.id) + 1).find(({ step }) => isIrreversible(step));
  if (!next) return "nothing";
  return next.stage === here.attempt.job.stage ? "same-stage" : "later-stage";
}

/** The page is left first, so that a script of it can't send a moment after it was said that nothing was sent. */
async function provenUnsent(armed: Armed, here: Here): Promise<boolean> {
  if (armed.hasSent()) return false;
  await inTime(here.attempt.tools.session.page.goto("about:blank", { timeout: here.patienceMs })).catch((error: unknown) => {
    if (!isPageFault(error)) throw error;
    tell(here, "the page could not be left");
  });
  await armed[Symbol.asyncDispose](); // its hosts stay closed from here on, so the answer can't change any more
  return !armed.hasSent();
}

async function firstShown(refusals: readonly Refusal[]): Promise<Refusal | undefined> {
  for (const refusal of refusals) if (await isShown(refusal.sign)) return refusal;
  return undefined;
}

async function isShown(sign: PageLocator): Promise<boolean> {
  return (await sign.count()) > 0;
}

async function blockReason(here: Here): Promise<string | undefined> {
  return (await seeBlock(here.attempt.tools.session))?.reason;
}
