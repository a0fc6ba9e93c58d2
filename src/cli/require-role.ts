import { PolicyError } from "../base/errors.ts";
import { OPERATOR_ROLES, type OperatorRole } from "../config/config-file.ts";
import type { Call } from "./call.ts";

/** An order between colleagues: whoever can open the home could do without it. What was done is in the client's trail either way. */
export function requireRole({ config }: Pick<Call, "config">, least: OperatorRole): void {
  const { operator, operatorRole: role } = config;
  if (role === undefined) return;
  if (role === "stranger") throw new PolicyError(`nobody in this home is called ${operator}`, { hint: "set UNLIST_OPERATOR to a name under operators: in the home's config.yaml" });
  if (OPERATOR_ROLES.indexOf(role) < OPERATOR_ROLES.indexOf(least)) throw new PolicyError(`${operator} is a ${role} here, and this takes a ${least}`, { hint: "ask one of them, or change operators: in the home's config.yaml" });
}
