import { ExitCode, UsageError } from "../../base/errors.ts";
import { NO_LISTING } from "../../ledger/events.ts";
import type { Call } from "../call.ts";
import { openCatalog } from "../subject-view.ts";
import { caseNamed, withLedger } from "../with-ledger.ts";

export async function stopCommand(call: Call): Promise<ExitCode> {
  const [id = ""] = call.args;
  const stopped = await withLedger(call, "request stop", async (ledger) => {
    const held = caseNamed(id, ledger.view.cases.values());
    await ledger.append({ type: "stopped", broker: held.broker, listings: [held.listing] });
    return held;
  });
  const wasSent = stopped.request !== undefined;
  call.out.result({ id, state: "stopped", wasSent }, [`${id}: stopped${wasSent ? "; what was sent stays sent" : ""}`]);
  return ExitCode.done;
}

/** Leaves every listing of a broker where it is, those that are not known yet included. */
export async function leaveCommand(call: Call): Promise<ExitCode> {
  const [broker = ""] = call.args;
  if (!(await openCatalog(call.config)).brokers.has(broker)) throw new UsageError("no broker goes by that name", { hint: "unlist brokers list names them" });
  await withLedger(call, "leave", async (ledger) => {
    const own = [...ledger.view.cases.values()].filter((held) => held.broker === broker && held.state !== "left").map((held) => held.listing);
    await ledger.append({ type: "left", broker, listings: own.length > 0 ? own : [NO_LISTING] });
  });
  call.out.result({ broker, state: "left" }, [`${broker}: left, by your choice`]);
  call.out.next("unlist listing add takes a listing up again");
  return ExitCode.done;
}
