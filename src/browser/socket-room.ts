import { join } from "node:path";
import { FatalError } from "../base/errors.ts";

/** A full Chromium keeps this below its temporary folder (the headless shell has none), */
const SOCKET = join("org.chromium.Chromium.XXXXXX", "SingletonSocket");
/** and Linux takes no longer address for a socket (unix(7): 108 bytes with the one that ends it). */
const LONGEST = 107;

/** Chromium ends at once where its socket has no room (measured, 156), and says so where nobody sees it. */
export function requireRoomForSocket(temp: string, platform: NodeJS.Platform = process.platform): void {
  const over = Buffer.byteLength(join(temp, SOCKET)) - LONGEST;
  if (platform !== "linux" || over <= 0) return;
  throw new FatalError(`the path of the temporary folder is too long by ${over} for Chromium`, { hint: "set TMPDIR to a shorter one, as /tmp" });
}
