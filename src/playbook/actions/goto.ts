import { EgressError, TransientError } from "../../base/errors.ts";
import { LISTING_ADDRESS } from "../../catalog/locator.ts";
import type { Refusal } from "../../browser/session.ts";
import { broken, tell, type Action, type Here } from "../attempt.ts";
import { disclose } from "../disclose.ts";
import { unclear } from "../explain-failure.ts";
import { needsPerson } from "../field-gate.ts";
import type { Outcome } from "../outcome.ts";
import { isPageFault } from "../page-fault.ts";
import { renderText, renderUrl } from "../render.ts";
import { seeBlock } from "../see-block.ts";
import { abortable } from "../waiting.ts";

/** Opens an address of the site. */
export const goto: Action<"goto"> = async (step, here) => {
  const { job } = here.attempt;
  const rendered = step.goto === LISTING_ADDRESS ? renderText(step.goto, job) : renderUrl(step.goto, job);
  if (rendered.kind === "missing") return needsPerson(here.id, rendered.missing);
  if (!isOnSite(rendered.text, here)) return broken(here, "host-refused");
  tell(here, `opening ${step.goto}`);
  here.attempt.row = undefined;
  for (const field of rendered.fields) here.attempt.disclosed.add(field);
  await disclose(here, rendered.text);
  const failed = await open(rendered.text, here);
  return failed ?? refusedByStatus(here);
};

/** A listing's own address was read off a page, and may lead anywhere. */
function isOnSite(address: string, here: Here): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url?.protocol === "https:" && url.port === "" && here.attempt.job.playbook.playbook.hosts.site.includes(url.hostname);
}

/** Loads an address; its words (they may hold a name) never reach an error. */
export async function open(url: string, here: Here): Promise<Outcome | undefined> {
  const { session, signal } = here.attempt.tools;
  const refusedBefore = session.refusals().length;
  try {
    await abortable(signal, session.page.goto(url, { waitUntil: "domcontentloaded", timeout: here.patienceMs }));
    return undefined;
  } catch (error) {
    if (!isPageFault(error)) throw error;
    return whyNot(session.refusals().slice(refusedBefore), here);
  }
}

/** Nothing irreversible has happened here, so what may be luck is thrown and tried again. */
function whyNot(refusals: readonly Refusal[], here: Here): Outcome {
  const place = here.attempt.job.playbook.place(here.id);
  if (refusals.some(({ reason }) => reason === "private-address")) throw new EgressError(`${place} ${here.id}: the host's name leads to a private address`);
  if (refusals.some(({ reason }) => reason !== "unresolved")) return broken(here, "host-refused");
  tell(here, "the connection failed");
  throw new TransientError(`${place} ${here.id}: the page could not be loaded`);
}

async function refusedByStatus(here: Here): Promise<Outcome | undefined> {
  // A challenge comes with 403 or 503 as a wall does; where the playbook knows of one, `settle` is what tells them apart.
  if (here.rest[0] && "settle" in here.rest[0]) return undefined;
  const { session } = here.attempt.tools;
  if ((session.status ?? 200) < 400) return undefined;
  const block = await seeBlock(session);
  return block && unclear(block, here);
}
