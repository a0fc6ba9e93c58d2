import { once } from "node:events";
import { join } from "node:path";
import { systemClock } from "../../../src/base/clock.ts";
import { BusyError } from "../../../src/base/errors.ts";
import { nodeFiles } from "../../../src/base/files.ts";
import { openLedger } from "../../../src/ledger/ledger.ts";
import { takeLock } from "../../../src/vault/lock.ts";

/** Makes updates in turns of ten, each turn under the home's lock; a turn that is refused is tried again. Says each that is kept. */
const [home = "", name = "", updates = "0", manner] = process.argv.slice(2);
const TURN = 10;
let [done, refused] = [0, 0];

say("ready");
await once(process.stdin, "data"); // both begin together
try {
  while (done < Number(updates)) {
    if (manner === "lockless") await turn();
    else await lockedTurn();
  }
  say(`done, refused ${refused}`);
} catch (error) {
  say(`broken: ${error instanceof Error ? error.name : "unknown"}`);
}
process.stdin.destroy();

async function lockedTurn(): Promise<void> {
  try {
    await using _lock = await takeLock(home, { clock: systemClock, command: name });
    await turn();
  } catch (error) {
    if (!(error instanceof BusyError)) throw error;
    refused += 1;
    await systemClock.sleep(5);
  }
}

async function turn(): Promise<void> {
  await using ledger = await openLedger({ dir: join(home, "subject"), subject: "sabcdefg", key: Buffer.alloc(32, 7), files: nodeFiles, clock: systemClock });
  for (let i = 0; i < TURN && done < Number(updates); i += 1) {
    const code = `${name}${done}`;
    await ledger.append({ type: "deferred", broker: `broker-${name}`, listings: ["-"], reason: "backoff", until: "2027-01-01T00:00:00Z", code });
    done += 1;
    say(`kept ${code}`);
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
