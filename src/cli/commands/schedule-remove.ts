import { ExitCode } from "../../base/errors.ts";
import { remove } from "../../schedule/install.ts";
import type { ScheduleKind } from "../../schedule/installation.ts";
import type { Call } from "../call.ts";
import { SYSTEM, installationIn, jobOf, kindsInHand } from "../schedule-wish.ts";

export async function scheduleRemoveCommand(call: Call): Promise<ExitCode> {
  const job = jobOf(call);
  const removed: ScheduleKind[] = [];
  for (const kind of kindsInHand(call)) if (await remove(job.name, installationIn(call, kind, job), SYSTEM)) removed.push(kind);
  call.out.result({ removed }, [removed.length === 0 ? "There was no job." : `Removed from ${removed.join(" and ")}. A run that has begun goes on to its end.`]);
  if (removed.length > 0) call.out.next("the key file still opens the home: remove it if nothing else uses it");
  return ExitCode.done;
}
