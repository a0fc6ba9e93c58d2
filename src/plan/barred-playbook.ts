import type { LoadedPlaybook } from "../catalog/load.ts";
import type { PlanInput } from "./plan.ts";
import type { Skip } from "./task.ts";

/** Why a playbook is not run at all, if it is not. */
export function barredPlaybook(slug: string, { playbook }: LoadedPlaybook, { rehearsal, now }: Pick<PlanInput, "rehearsal" | "now">): Skip | undefined {
  const unmapped = rehearsal && playbook.hosts.site.find((host) => !rehearsal.hosts.has(host) && !isAlias(host, playbook.hosts.site, rehearsal.hosts));
  if (unmapped) return { broker: slug, reason: "not-mapped", why: `${unmapped} is not in the rehearsal's map` };
  if (playbook.health === "draft") return { broker: slug, reason: "playbook-unfinished", why: "its playbook is a draft that its author has yet to complete" };
  if (playbook.health === "withdrawn" || playbook.health === "broken") return { broker: slug, reason: "playbook-out-of-date", why: `its playbook is marked ${playbook.health}` };
  if (playbook.withdrawnOn !== undefined && now >= new Date(playbook.withdrawnOn)) return { broker: slug, reason: "playbook-out-of-date", why: `its playbook was given up on ${playbook.withdrawnOn}` };
  if (playbook.expires !== undefined && now >= new Date(playbook.expires)) return { broker: slug, reason: "playbook-out-of-date", why: `its playbook was good until ${playbook.expires}` };
  return undefined;
}

/** One that did not come with unlist, or that nobody has rehearsed, looks and asks nothing until its exact text is approved. */
export function mayAsk({ isBundled, hash }: LoadedPlaybook, { rehearsal, approvedPlaybooks }: Pick<PlanInput, "rehearsal" | "approvedPlaybooks">): boolean {
  return isBundled || rehearsal !== undefined || approvedPlaybooks.has(hash);
}

/** A rehearsal need not map both acme.example and www.acme.example: one of them is enough to reach the pages. */
function isAlias(host: string, all: readonly string[], mapped: ReadonlySet<string>): boolean {
  const bare = (name: string) => name.replace(/^www\./, "");
  return all.some((other) => mapped.has(other) && bare(other) === bare(host));
}
