import { GROUPS, sayGroup } from "../report/outcomes/group.ts";
import { medianDays } from "../report/outcomes/history.ts";
import { sayNext, type Outcomes } from "../report/outcomes/outcomes.ts";
import type { Output } from "./output.ts";

/** One subject's outcomes for a terminal: the numbers, what needs the person, where each broker stands, what went to whom. */
export function outcomeLines(out: Output, outcomes: Outcomes): string[] {
  const { subject, brokers, tasks, later, skipped, daysToRemoval } = outcomes;
  const counts = GROUPS.flatMap((group) => {
    const count = brokers.filter((row) => row.group === group).length;
    return count === 0 ? [] : [`${count} ${sayGroup(group)}`];
  });
  const median = medianDays(daysToRemoval);
  return [
    `subject ${subject}: ${counts.join(", ") || "nothing has been looked for yet"}`,
    ...(median === undefined ? [] : [`Of ${daysToRemoval.length} listings that went, half were gone within ${median} days of the request.`]),
    "",
    ...titled("Needs you", tasks.length, () => out.table([{ title: "broker", least: 12 }, { title: "why", least: 20 }, { title: "min", align: "right" }], tasks.map(({ broker, why, minutes }) => [broker, why, String(minutes)]))),
    ...titled("Put off, or left by you", later.length + skipped.length, () => asides(out, outcomes)),
    ...titled("Where each broker stands", brokers.length, () => standings(out, outcomes)),
    ...titled("Sent", outcomes.sent.length, () => sendings(out, outcomes)),
  ];
}

function asides(out: Output, { later, skipped }: Outcomes): string[] {
  const rows = [...later.map(({ broker, why, until }) => [broker, why, until.slice(0, 10)]), ...skipped.map(({ broker, why }) => [broker, why, "left"])];
  return out.table([{ title: "broker", least: 12 }, { title: "why", least: 20 }, { title: "again" }], rows);
}

function standings(out: Output, { brokers }: Outcomes): string[] {
  const sorted = brokers.toSorted((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group));
  const columns = [{ title: "broker", least: 12 }, { title: "stands", least: 12 }, { title: "asked" }, { title: "next", least: 16 }];
  return out.table(columns, sorted.map((row) => [row.broker, sayGroup(row.group), row.askedAt?.slice(0, 10) ?? "", sayNext(row)]));
}

function sendings(out: Output, { sent }: Outcomes): string[] {
  const columns = [{ title: "broker", least: 12 }, { title: "fields", least: 16 }, { title: "to", least: 16 }, { title: "last" }];
  return out.table(columns, sent.map(({ broker, fields, hosts, last }) => [broker, fields.join(", "), hosts.join(", "), last]));
}

function titled(title: string, count: number, lines: () => string[]): string[] {
  return count === 0 ? [] : [title, "", ...lines(), ""];
}
