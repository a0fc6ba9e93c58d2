import { startupSnapshot } from "node:v8";
import { FixedClock } from "../../../src/base/clock.ts";
import { nodeFiles } from "../../../src/base/files.ts";
import { takeLock } from "../../../src/vault/lock.ts";
import { reader, runAttended } from "../scripted/attended.ts";
import type { SentMail, Shown } from "../scripted/brokers.ts";
import type { Send } from "../scripted/page.ts";
import { withScriptedRooms } from "../scripted/rooms.ts";
import { Crasher, killThisProcess, type CrashPoint } from "./crasher.ts";
import { crashingFiles } from "./crashing-files.ts";
import { crashingPerson, crashingRooms } from "./crashing-rooms.ts";
import { HAND_OFF } from "./places.ts";
import { PLANTS, type Plant } from "./planted.ts";

/** What a child is told in its one argument. */
export interface ChildOrder {
  readonly home: string;
  readonly dir: string;
  readonly now: string;
  /** The brokers' process, and which of its worlds is ours. */
  readonly brokers: string;
  readonly sites: readonly string[];
  readonly point?: CrashPoint;
  readonly plant?: Plant;
}

// Started out of a snapshot in which all is loaded (`built-snapshot.ts`): loading takes five times as long as the run.
startupSnapshot.setDeserializeMainFunction(() => {
  void runOnce(JSON.parse(process.argv[2] ?? "{}") as ChildOrder);
});

/** One run of the real runner, and a sitting for what it leaves to a person, in a process of its own, which kills itself at the point it was given. */
async function runOnce(order: ChildOrder): Promise<void> {
  const crasher = new Crasher(order.point, killThisProcess);
  const clock = new FixedClock(order.now);
  const net: Send = (asked) => crasher.call("network", async () => (await tell(order, "ask", asked)) as Shown);
  const inbox = async (): Promise<readonly SentMail[]> => (await tell(order, "inbox", {})) as SentMail[];

  await using _lock = await takeLock(order.home, { clock, command: "run" });
  await withScriptedRooms({ dir: order.dir, files: crashingFiles(nodeFiles, crasher), clock, net, inbox, sites: order.sites }, async (rooms) => {
    const append = rooms.ledger.append.bind(rooms.ledger);
    rooms.ledger.append = async (...events) => {
      await append(...events);
      process.stdout.write(`kept ${rooms.ledger.view.events.length}\n`); // a pipe is written before this returns
    };
    const planted = PLANTS[order.plant ?? "nothing"](crashingRooms(rooms, crasher));
    await runAttended(planted, { person: crashingPerson(reader, crasher), onSitting: () => crasher.enter(HAND_OFF) });
  });
  process.stdout.write(`calls ${JSON.stringify([...crasher.counts])}\n`);
}

async function tell(order: ChildOrder, what: string, body: unknown): Promise<unknown> {
  const response = await fetch(`${order.brokers}/${what}`, { method: "POST", body: JSON.stringify(body) });
  return response.json();
}
