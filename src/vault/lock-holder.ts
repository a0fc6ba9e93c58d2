import { createHash } from "node:crypto";
import { z } from "zod";
import { isMissing, nodeFiles } from "../base/files.ts";
import { jsonOrNothing } from "../base/json.ts";
import { ProcessId } from "../base/process-alive.ts";

/** Who holds a lock, as its file says it. */
export const Holder = ProcessId.extend({
  startedAt: z.string(),
  host: z.string(),
  command: z.string(),
  /** Drawn anew for each holding. */
  nonce: z.string().regex(/^[0-9a-f]{8,64}$/),
});
export type Holder = z.infer<typeof Holder>;

/** The holder of the lock at `path`, or nothing when there is no lock. */
export async function readHolder(path: string): Promise<Holder | undefined> {
  const bytes = await nodeFiles.read(path).catch(isMissing);
  if (bytes === false) return undefined;
  const result = Holder.safeParse(jsonOrNothing(bytes.toString("utf8")));
  return result.success ? result.data : nobody(bytes);
}

/** A lock appears whole, so one that can't be read was left by a power cut: its holder is dead, whoever it was. */
function nobody(bytes: Buffer): Holder {
  const nonce = createHash("sha256").update(bytes).digest("hex");
  return { pid: 2 ** 31 - 1, startTicks: "none", startedAt: "", host: "", command: "", nonce };
}
