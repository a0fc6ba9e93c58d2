import { checkPlaybook } from "../../authoring/check/check-playbook.ts";
import { keepHealth, type Health } from "../../authoring/check/health.ts";
import { AUTHORING_QUESTIONS } from "../../authoring/questions.ts";
import { ExitCode, UsageError, worstExitCode } from "../../base/errors.ts";
import { createLog } from "../../base/log.ts";
import { didYouMean } from "../../base/nearest.ts";
import { noWireLog } from "../../browser/wire-log.ts";
import type { Catalog, LoadedPlaybook } from "../../catalog/load.ts";
import { homeKind } from "../../vault/keys.ts";
import type { Call } from "../call.ts";
import { openPace } from "../compose-pace.ts";
import { lockHome } from "../open-home.ts";
import { openFence } from "../open-fence.ts";
import { openProgress } from "../progress.ts";
import { stageOf } from "../rehearsal.ts";
import { openCatalog } from "../subject-view.ts";

/** Holds playbooks against the live pages, without a word about anybody, and keeps a dated record of it. */
export async function playbooksCheckCommand(call: Call): Promise<ExitCode> {
  const { config, clock, files, out } = call;
  const kind = await homeKind(config.home, files);
  const catalog = await openCatalog(config);
  const chosen = chosenIn(call.args, catalog);
  await using _lock = await lockHome(call, "playbooks check");
  const checked = await checkAll(call, { catalog, chosen, kind });
  const record = await keepHealth(config.home, checked, { files, on: clock.now().toISOString().slice(0, 10) });
  out.result({ record, brokers: checked }, [...out.table([{ title: "broker", least: 12 }, { title: "stands" }, { title: "what was seen", least: 20 }], checked.flatMap(rows)), "", `kept in ${record}`]);
  if (checked.some(({ verdict }) => verdict === "drifted")) out.next("unlist playbooks repair FILE proposes what to change");
  return worstExitCode(checked.map(({ verdict }) => ({ ok: ExitCode.done, drifted: ExitCode.needsHuman, unclear: ExitCode.done })[verdict]));
}

function chosenIn(slugs: readonly string[], { playbooks }: Catalog): LoadedPlaybook[] {
  const unknown = slugs.find((slug) => !playbooks.has(slug));
  if (unknown !== undefined) throw new UsageError("no playbook goes by that name", { hint: didYouMean(unknown, [...playbooks.keys()]) ?? "unlist brokers list names them" });
  return [...playbooks].filter(([slug, { playbook }]) => (slugs.length === 0 ? playbook.health !== "withdrawn" : slugs.includes(slug))).map(([, loaded]) => loaded);
}

interface Chosen {
  readonly catalog: Catalog;
  readonly chosen: readonly LoadedPlaybook[];
  readonly kind: Awaited<ReturnType<typeof homeKind>>;
}

/** One broker after another: nobody waits for this, and no site is met twice at once. */
async function checkAll(call: Call, { catalog, chosen, kind }: Chosen): Promise<Health[]> {
  const { config, clock, signal, stderr } = call;
  const log = createLog(config.logLevel);
  await using browsers = await openFence(call, { log, wireLog: noWireLog, map: stageOf(config, kind), questions: AUTHORING_QUESTIONS });
  const pace = await openPace({ call, opened: { home: config.home, kind }, catalog });
  const lines = openProgress(stderr, config.isQuiet);
  const checked: Health[] = [];
  try {
    for (const loaded of chosen) {
      lines.show(loaded.playbook.broker, "looking");
      const health = await checkPlaybook(loaded, { browsers, clock, log, signal, patienceMs: config.patienceMs, visit: (hosts, broker) => pace.visit(hosts, broker) });
      lines.settle(loaded.playbook.broker, health.verdict);
      checked.push(health);
    }
  } finally {
    lines.close();
  }
  return checked;
}

function rows({ broker, verdict, looks }: Health): string[][] {
  return looks.map(({ what, words }, i) => [i === 0 ? broker : "", i === 0 ? verdict : "", `${what}: ${words}`]);
}
