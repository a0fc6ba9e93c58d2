import { join } from "node:path";
import { toMs } from "../base/duration.ts";
import { isMissing } from "../base/files.ts";
import { parseStrict } from "../base/strict-yaml.ts";
import { systemRandom } from "../base/random.ts";
import type { Catalog } from "../catalog/load.ts";
import { HostPace } from "../queue/pace.ts";
import { PaceState } from "../queue/pace-state.ts";
import type { Call } from "./call.ts";
import type { OpenedHome } from "./open-home.ts";

export interface OpenPace extends AsyncDisposable {
  turn(hosts: readonly string[], broker: string): Promise<void>;
}

/** Pace per host, kept in `<home>/pace.json` across runs. Local pages of a rehearsal are nobody's server, so they need none. */
export async function openPace({ call, opened, catalog }: { call: Call; opened: Pick<OpenedHome, "home" | "kind">; catalog: Catalog }): Promise<OpenPace> {
  const { config, clock, files, signal } = call;
  const path = join(opened.home, "pace.json");
  const text = await files.read(path).catch(isMissing);
  const kept = text === false ? undefined : parseStrict({ file: "pace.json", text: text.toString("utf8") }, PaceState);
  const pace = new HostPace({ clock, random: systemRandom, ...(kept && { kept }) });
  const isRehearsal = opened.kind === "rehearsal";
  return {
    async turn(hosts, broker) {
      const own = catalog.brokers.get(broker)?.pace;
      const minIntervalMs = Math.max(config.pace.minIntervalMs, isRehearsal || !own ? 0 : toMs(own.minInterval));
      const maxPerDay = Math.min(own?.maxPerDay ?? Infinity, config.pace.maxPerDay ?? Infinity);
      const [host] = hosts;
      if (host === undefined || (isRehearsal && minIntervalMs === 0)) return;
      await pace.turn(host, { minIntervalMs, ...(Number.isFinite(maxPerDay) && { maxPerDay }) }, signal);
    },
    async [Symbol.asyncDispose]() {
      if (!isRehearsal) await files.replace(path, JSON.stringify(pace.export()));
    },
  };
}
