import { PolicyError } from "../base/errors.ts";
import { OPERATOR_ROLES, type OperatorRole } from "../config/config-file.ts";
import { isSubject } from "../vault/subject-keys.ts";
import type { Call } from "./call.ts";
import { tellClientTrail } from "./open-client.ts";
import { openTheHome, type OpenedHome } from "./open-home.ts";

/**
 * An order between colleagues: whoever can open the home could do without it. What was done is in the client's trail either way,
 * and so is that somebody tried, where it was about one client.
 */
export async function requireRole(call: Call, least: OperatorRole, opened?: OpenedHome): Promise<void> {
  const refusal = unfit(call.config, least);
  if (!refusal) return;
  const subject = await subjectNamed(call);
  if (subject !== undefined) await tellClientTrail(call, opened ?? (await openTheHome(call)), { subject, did: "refused", about: { reason: "role" } });
  throw refusal;
}

function unfit({ operator, operatorRole: role }: Call["config"], least: OperatorRole): PolicyError | undefined {
  if (role === undefined) return undefined;
  if (role === "stranger") return new PolicyError(`nobody in this home is called ${operator}`, { hint: "set UNLIST_OPERATOR to a name under operators: in the home's config.yaml; a scheduled run goes by unnamed there" });
  if (OPERATOR_ROLES.indexOf(role) >= OPERATOR_ROLES.indexOf(least)) return undefined;
  return new PolicyError(`${operator} is a ${role} here, and this takes a ${least}`, { hint: "ask one of them, or change operators: in the home's config.yaml" });
}

async function subjectNamed({ args, config: { home, subject }, files }: Call): Promise<string | undefined> {
  for (const named of [subject, args[0]]) if (named !== undefined && (await isSubject(named, { home, files }))) return named;
  return undefined;
}
