import { UsageError } from "../base/errors.ts";
import { authorityIn } from "../client/authority.ts";
import type { TrailWord } from "../client/trail-entry.ts";
import { addToTrail, type ClientPlace } from "../client/trail.ts";
import type { Authority, HeldGrant } from "../grant/standing.ts";
import { isSubject, openSubjectKey, subjectDir } from "../vault/subject-keys.ts";
import type { Call } from "./call.ts";
import type { OpenedHome } from "./open-home.ts";

/** A client's folder with its key, and what the client has granted. */
export interface OpenClient extends ClientPlace {
  readonly grants: readonly HeldGrant[];
}

/** A subject's own folder, with its key. */
export async function placeOf(opened: OpenedHome, subject: string): Promise<ClientPlace> {
  return { dir: subjectDir(opened.home, subject), subject, key: await openSubjectKey({ ...opened, subject }), files: opened.files };
}

/** The client that is named first on the command line, or by `--subject`. */
export async function clientNamed(call: Call, opened: OpenedHome): Promise<OpenClient> {
  const place = await placeOf(opened, await clientId(call));
  const authority = await authorityIn(place);
  if (authority.as === "self") throw new UsageError(`${place.subject} is here for themself and needs no grant`, { hint: "unlist client list names the clients" });
  return { ...place, grants: authority.grants };
}

/** The subject in hand together with who may act for them. */
export async function authorityOf(opened: OpenedHome, subject: string): Promise<Authority> {
  return authorityIn(await placeOf(opened, subject));
}

/** Enters into the client's trail what the operator at this machine did. */
export async function tellTrail(call: Pick<Call, "clock" | "config">, place: ClientPlace, did: TrailWord, about: Readonly<Record<string, string | number>> = {}): Promise<void> {
  await addToTrail(place, call.clock, { by: call.config.operator, did, about });
}

/** The same for whoever is in hand: of who acts for themself nobody keeps a trail. */
export async function tellClientTrail(call: Pick<Call, "clock" | "config">, opened: OpenedHome, { subject, did, about }: { readonly subject: string; readonly did: TrailWord; readonly about?: Readonly<Record<string, string | number>> }): Promise<void> {
  const place = await placeOf(opened, subject);
  if ((await authorityIn(place)).as === "client") await tellTrail(call, place, did, about);
}

async function clientId({ args, config, files }: Call): Promise<string> {
  const named = args[0] ?? config.subject;
  if (named !== undefined && (await isSubject(named, { home: config.home, files }))) return named;
  throw new UsageError(named === undefined ? "which client?" : "no such client in this home", { hint: "unlist client list names them" });
}
