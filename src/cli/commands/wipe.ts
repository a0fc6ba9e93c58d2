import { ExitCode, UsageError } from "../../base/errors.ts";
import { exists } from "../../base/files.ts";
import { leftBeside } from "../../vault/beside-home.ts";
import { keysPath } from "../../vault/keys.ts";
import { wipe } from "../../vault/wipe.ts";
import type { Call } from "../call.ts";
import { lockHome } from "../open-home.ts";

export async function wipeCommand(call: Call): Promise<ExitCode> {
  const { ask, config, out } = call;
  if (!(await exists(config.home)) && (await leftBeside(config.home)).length === 0) throw new UsageError(`there is no home at ${config.home}`);
  const isSure = config.isYes || (await ask.confirm(`Destroy the keys and everything in ${config.home}?`, "add --yes to destroy it"));
  if (!isSure) throw new UsageError("nothing was destroyed");
  const { keys, cannotPromise } = await wipeAlone(call);
  out.result({ home: config.home, keys, cannotPromise }, [`Gone: ${keys} ${keys === 1 ? "key" : "keys"}, then ${config.home}.`, "What no program can promise:", ...cannotPromise.map((line) => `  - ${line}`)]);
  return ExitCode.done;
}

/** A run in another process would write its files anew after us, so it has to end first. */
async function wipeAlone(call: Call): ReturnType<typeof wipe> {
  if (!(await exists(keysPath(call.config.home)))) return wipe(call.config.home); // a wipe that was cut short goes on
  await using _lock = await lockHome(call, "wipe");
  return await wipe(call.config.home);
}
