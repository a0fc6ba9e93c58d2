import { UnauthorisedError } from "../base/errors.ts";
import { authorityIn } from "../client/authority.ts";
import { endedAuthority, isOvertaken, type Refusal } from "../grant/decide.ts";
import type { Plan, Skip } from "../plan/task.ts";
import type { Call } from "./call.ts";
import { placeOf, tellTrail } from "./open-client.ts";
import type { OpenedHome } from "./open-home.ts";

/** Why nothing may be done for this person now, if it may not; that somebody tried is in their trail then. */
export async function refusedFor(call: Call, opened: OpenedHome, subject: string): Promise<Refusal | undefined> {
  const place = await placeOf(opened, subject);
  const refusal = endedAuthority(await authorityIn(place), call.clock.now());
  if (refusal) await tellTrail(call, place, "refused", { reason: refusal.reason });
  return refusal;
}

/** For a command about one person: exit 7 when nobody may act for them. */
export async function requireGrant(call: Call, opened: OpenedHome, subject: string): Promise<void> {
  const refusal = await refusedFor(call, opened, subject);
  if (refusal) throw new UnauthorisedError(`nothing is done for ${subject}: ${refusal.why}`, { hint: `unlist grant show ${subject}` });
}

/** What the grant was given for and is no longer so: a client who moved, or an address that brokers would answer to instead. */
export function overtakenIn({ skips }: Plan): Skip | undefined {
  return skips.find(({ refusal }) => refusal !== undefined && isOvertaken(refusal));
}

/** The same as `requireGrant`, where a plan is at hand that tells more. */
export async function requireFitting(call: Call, opened: OpenedHome, { subject, plan }: { readonly subject: string; readonly plan: Plan }): Promise<void> {
  const skip = overtakenIn(plan);
  if (!skip) return;
  await tellTrail(call, await placeOf(opened, subject), "refused", { reason: skip.refusal ?? "" });
  throw new UnauthorisedError(`nothing is done for ${subject}: ${skip.why}`, { hint: `unlist grant new ${subject} --terms FILE` });
}
