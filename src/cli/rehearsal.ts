import { UsageError } from "../base/errors.ts";
import { exists } from "../base/files.ts";
import type { Config } from "../config/config.ts";
import type { HostMap } from "../config/host-map.ts";
import { homeKind, keysPath, type HomeKind } from "../vault/keys.ts";

/** `--map` and `--now` would make a real home lie: they work in a rehearsal home, or on the way to one (`init --rehearsal`). */
export async function requireRehearsal(config: Config, invocation: { readonly name: string; readonly options: Readonly<Record<string, unknown>> }): Promise<void> {
  if (invocation.name === "init" && invocation.options["rehearsal"] === true) return;
  if (!(await exists(keysPath(config.home)))) throw refusal(config, `there is no home at ${config.home}`);
  if ((await homeKind(config.home)) === "real") throw refusal(config, `${config.home} is a real one`);
}

/**
 * What stands in for the hosts: nothing in a real home, the map in a rehearsal home. Without `--map` a rehearsal reaches
 * nothing at all, since it never goes live.
 */
export function stageOf(config: Config, kind: HomeKind): HostMap | undefined {
  return kind === "real" ? undefined : (config.map ?? new Map());
}

function refusal(config: Config, reason: string): UsageError {
  const flag = config.map ? "--map" : "--now";
  return new UsageError(`${flag} works in a rehearsal home only, and ${reason}`, { hint: "unlist init --rehearsal --home DIR makes one" });
}
