import { join } from "node:path";
import { sha256 } from "../base/sha256.ts";
import { shred } from "../vault/wipe.ts";
import { trailLines, type ClientPlace } from "./trail.ts";
import { DESTROYED, KEPT, writeTombstone, type Tombstone } from "./tombstone.ts";

const STAYS = ["trail.ndjson", "closed.json"];

/** The note first, then the key, then what it opened: interrupted anywhere, what is left opens for nobody. */
export async function closeClient({ dir, subject, files }: ClientPlace, { by, at }: { readonly by: string; readonly at: Date }): Promise<Tombstone> {
  const last = (await trailLines({ dir, files })).at(-1) ?? "";
  const tombstone: Tombstone = { client: subject, closedAt: at.toISOString(), by, kept: KEPT, destroyed: DESTROYED, trailHead: sha256(last) };
  await writeTombstone(dir, tombstone, files);
  await shred(join(dir, "key.sealed"));
  for (const name of await files.list(dir)) if (!STAYS.includes(name)) await files.removeDir(join(dir, name));
  return tombstone;
}
