import { join } from "node:path";
import { z } from "zod";
import { jsonOrNothing } from "../base/json.ts";
import { isMissing, type Files } from "../base/files.ts";

/** What is left of a client who is gone: that there was one, what was kept, and why. In clear, since there is no key any more. */
export const Tombstone = z.strictObject({
  client: z.string(),
  closedAt: z.iso.datetime(),
  by: z.string(),
  kept: z.array(z.strictObject({ what: z.string(), why: z.string() })),
  destroyed: z.array(z.string()),
  /** Of the trail's last line, which the client's own copy ends with, too. */
  trailHead: z.string(),
});
export type Tombstone = z.infer<typeof Tombstone>;

export const KEPT: Tombstone["kept"] = [
  { what: "trail.ndjson: who did what when, in fixed words and counts", why: "so that it can be shown later that the work kept to the grant" },
  { what: "closed.json: this note", why: "so that nobody takes the client for lost" },
];
export const DESTROYED = ["profile", "grants and their documents", "ledger", "evidence", "drafts", "the client's key"];

export async function writeTombstone(dir: string, tombstone: Tombstone, files: Files): Promise<void> {
  await files.replace(tombstonePath(dir), `${JSON.stringify(tombstone, null, 2)}\n`);
}

export async function readTombstone(dir: string, files: Files): Promise<Tombstone | undefined> {
  const bytes = await files.read(tombstonePath(dir)).catch(isMissing);
  if (bytes === false) return undefined;
  const result = Tombstone.safeParse(jsonOrNothing(bytes.toString("utf8")));
  return result.success ? result.data : undefined;
}

function tombstonePath(dir: string): string {
  return join(dir, "closed.json");
}
