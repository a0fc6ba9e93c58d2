import { stat, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { exists } from "../../base/files.ts";
import { productRoot } from "../../config/product-root.ts";
import type { Call } from "../call.ts";
import type { Finding } from "./finding.ts";

const MEGABYTE = 1_048_576;
const ROOM_WANTED_MB = 200; // evidence of a run over some dozens of brokers, and the browser's temporary profile

export function checkNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const words = `Node ${process.versions.node} on ${process.platform} ${process.arch}`;
  if (major > 20 || (major === 20 && minor >= 19)) return { name: "node", state: "good", words };
  return { name: "node", state: "bad", words, mend: "install Node 20.19 or newer" };
}

export async function checkDisk(home: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(await nearestFolder(home));
  const freeMb = Math.floor((bavail * bsize) / MEGABYTE);
  if (freeMb >= ROOM_WANTED_MB) return { name: "disk", state: "good", words: `${freeMb} MB free` };
  return { name: "disk", state: "bad", words: `${freeMb} MB free`, mend: `make room: ${ROOM_WANTED_MB} MB are wanted where the home is` };
}

/** A clock that is behind makes everything look not yet due. It can't be earlier than the day this program was made. */
export async function checkClock({ clock, config }: Pick<Call, "clock" | "config">): Promise<Finding> {
  const now = clock.now();
  const words = now.toISOString();
  const { mtime } = await stat(join(productRoot(), "package.json"));
  if (config.now || now >= mtime) return { name: "clock", state: "good", words: config.now ? `${words}, set by --now` : words };
  return { name: "clock", state: "bad", words: `${words}, which is before unlist was made`, mend: "set the machine's clock" };
}

async function nearestFolder(path: string): Promise<string> {
  let folder = path;
  while (!(await exists(folder)) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}
