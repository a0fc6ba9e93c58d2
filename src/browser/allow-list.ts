import type { Hosts } from "../catalog/playbook.ts";
import type { Refusal, SessionWish } from "./session.ts";

/** What decides whether a host may be reached at this moment of a session. */
export interface Reach {
  readonly hosts: Hosts;
  readonly phase: SessionWish["phase"];
  readonly isChallengeOpen: boolean;
}

/** Why a host may not be reached now, or nothing when it may. */
export function refusalOf(host: string, reach: Reach): Refusal["reason"] | undefined {
  if (reach.hosts.site.includes(host) || reach.hosts.assets.includes(host)) return undefined;
  if (reach.isChallengeOpen && reach.hosts.challenge.includes(host)) return undefined;
  if (reach.phase === "confirm" && reach.hosts.mailLink.includes(host)) return undefined;
  return reach.hosts.challenge.includes(host) || reach.hosts.mailLink.includes(host) ? "phase" : "not-listed";
}

/** Only the site may be sent something; a challenge that is being solved has to post its answer, too. */
export function mayReceive(host: string, reach: Reach): boolean {
  return reach.hosts.site.includes(host) || (reach.isChallengeOpen && reach.hosts.challenge.includes(host));
}

export function isReading(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}
