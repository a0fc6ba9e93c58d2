import { ExitCode, FatalError } from "../../base/errors.ts";
import { secretKinds } from "../../vault/keys.ts";
import { isAlive, type ProcessId } from "../../base/process-alive.ts";
import type { Call } from "../call.ts";
import { livingWatch } from "../living-watch.ts";

/** Longer than any step that must be finished once it was begun. */
const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 50;

/** Ends the one process of ours that keeps an opened key in its memory, and says what opens the home still. */
export async function lockCommand(call: Call): Promise<ExitCode> {
  const { config, files, out } = call;
  const kinds = await secretKinds(config.home, files);
  const watch = await livingWatch(call);
  if (watch) await end(watch, call);
  const hasKeyFile = kinds.includes("key-file");
  out.result({ ended: watch !== undefined, opensBy: kinds }, [
    watch ? "The watch has ended; no process keeps the key." : "No watch was running; no process keeps the key.",
    ...(hasKeyFile ? ["A key file opens this home without a passphrase, wherever that file lies."] : []),
  ]);
  return ExitCode.done;
}

/** It finishes the step in hand first, so that nothing is left in doubt. */
async function end(watch: ProcessId, { clock, signal }: Call): Promise<void> {
  process.kill(watch.pid, "SIGTERM");
  for (let waitedMs = 0; await isAlive(watch); waitedMs += LOOK_EVERY_MS) {
    if (waitedMs > PATIENCE_MS) throw new FatalError(`the watch (process ${watch.pid}) does not end`, { hint: `end it: kill -9 ${watch.pid}; the next run finds out what it left` });
    await clock.sleep(LOOK_EVERY_MS, signal);
  }
}
