import { ExitCode, UsageError } from "../../base/errors.ts";
import { revokeGrant } from "../../grant/store.ts";
import type { Call } from "../call.ts";
import { grantNamed } from "../grant-document.ts";
import { clientNamed, tellTrail } from "../open-client.ts";
import { openTheHome } from "../open-home.ts";

/** Takes a grant back. It waits for no run: the one that is at work asks before its next step, and begins none. */
export async function grantRevokeCommand(call: Call): Promise<ExitCode> {
  const opened = await openTheHome(call);
  const client = await clientNamed(call, opened);
  const held = grantNamed(call, client, (one) => one.revokedAt === undefined);
  if (held.revokedAt !== undefined) throw new UsageError(`grant ${held.terms.id} is taken back already`);
  await revokeGrant(client, held.terms.id, call.clock.now());
  await tellTrail(call, client, "grant-revoked", { grant: held.terms.id });
  call.out.result({ client: client.subject, grant: held.terms.id, state: "revoked" }, [`Taken back. Nothing more is begun for ${client.subject} under it; what was sent stays sent, and on record.`]);
  return ExitCode.done;
}
