import { systemClock } from "../../../src/base/clock.ts";
import { nodeFiles } from "../../../src/base/files.ts";
import { openLedger } from "../../../src/ledger/ledger.ts";

/** Appends until it is killed, and says after each append how many events are now on the disk. */
const [, , dir = "", subject = "", key = ""] = process.argv;
const ledger = await openLedger({ dir, subject, key: Buffer.from(key, "hex"), files: nodeFiles, clock: systemClock });

for (;;) {
  await ledger.append({ type: "unclear", broker: "acme", listings: ["-"], reason: "no-sign" });
  process.stdout.write(`kept ${ledger.view.events.length}\n`);
}
