import type { Catalog, LoadedPlaybook } from "../catalog/load.ts";
import { placedSteps } from "../catalog/walk-steps.ts";
import { STAGES } from "../catalog/playbook.ts";
import type { Plan, Task } from "../plan/task.ts";
import { byBroker } from "./by-broker.ts";

/** What a person is shown of one broker before anything happens. */
export interface BrokerForecast {
  readonly broker: string;
  readonly name: string;
  /** What is due now, in words; absent when nothing is. */
  readonly now?: string;
  readonly sendsNow: readonly string[];
  readonly toHosts: readonly string[];
  /** Field names that asking (and confirming) would send, as the playbook declares them. */
  readonly sendsToAsk: readonly string[];
  readonly hasPlaybook: boolean;
  readonly why: string;
  readonly until?: string;
  /** Minutes of a person's time that the playbook's human steps take. */
  readonly minutes: number;
}

const DOES = { scan: "look", submit: "ask", confirm: "confirm by mail" } as const;

/** A plan as the page to trust: per broker what would be sent to whom, and why or why not. Pure. */
export function forecast({ catalog, plan }: { catalog: Catalog; plan: Plan }): BrokerForecast[] {
  const planned = byBroker(plan);
  return [...catalog.brokers].map(([slug, broker]) => {
    const { tasks, skips } = planned(slug);
    const [skip] = skips;
    const loaded = catalog.playbooks.get(slug);
    return {
      broker: slug,
      name: broker.name,
      ...(tasks.length > 0 && { now: unique(tasks.map((task) => DOES[task.kind])).join(", ") }),
      sendsNow: unique(tasks.flatMap((task) => task.fields)),
      toHosts: unique(tasks.flatMap((task) => task.hosts)),
      sendsToAsk: loaded && skip?.reason !== "not-granted" ? unique([...loaded.playbook.discloses.optOut, ...loaded.playbook.discloses.confirm]) : [],
      hasPlaybook: loaded !== undefined,
      why: tasks.map(reasonOf)[0] ?? skip?.why ?? "nothing to do",
      ...(tasks.length === 0 && skip?.until !== undefined && { until: skip.until }),
      minutes: loaded ? humanMinutes(loaded) : 0,
    };
  });
}

function reasonOf(task: Task): string {
  return task.why;
}

const MINUTES = { captcha: 2, phone: 10, sms: 3, id: 15, account: 10 } as const;

function humanMinutes({ playbook }: LoadedPlaybook): number {
  const steps = STAGES.flatMap((stage) => placedSteps(playbook, stage)).flatMap(({ step }) => ("human" in step ? [step.human] : []));
  return steps.reduce((sum, human) => sum + Object.entries(MINUTES).reduce((most, [kind, minutes]) => (kind in human ? minutes : most), 0), 0);
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)];
}
