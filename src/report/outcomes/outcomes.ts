import type { Catalog } from "../../catalog/load.ts";
import type { Event } from "../../ledger/events.ts";
import { laneOf } from "../../plan/order-of-work.ts";
import { allSteps, type HumanTask } from "../human-tasks.ts";
import type { PersonsView } from "../put-aside.ts";
import { summarize, type BrokerRow } from "../summarize.ts";
import { batchOf, type TaskBatch } from "../task-batch.ts";
import { groupOf, type Group } from "./group.ts";
import { historyOf, type History } from "./history.ts";

export interface OutcomesInput extends PersonsView {
  readonly subject: string;
  readonly events: readonly Event[];
}

/** What came of it for one person: names of brokers, fields and hosts, and no word of any listing. */
export interface Outcomes extends History, Pick<TaskBatch, "later" | "skipped"> {
  readonly subject: string;
  readonly brokers: readonly GroupedRow[];
  /** What went to whom: requests, and searches and pages on the way to them. */
  readonly sent: readonly Sent[];
  /** Ids of the signed documents that the requests rest on, where they were made for a client. */
  readonly documents: readonly string[];
  /** What needs them now, as far as a playbook came upon it: of brokers that none asks there can be hundreds. */
  readonly tasks: readonly HumanTask[];
  readonly families: readonly FamilyRow[];
}

export interface GroupedRow extends BrokerRow {
  readonly group: Group;
}

/** The next step with its day, where it has one. */
export function sayNext({ next, nextAt }: Pick<BrokerRow, "next" | "nextAt">): string {
  return nextAt === undefined ? next : `${next}, ${nextAt.slice(0, 10)}`;
}

export interface Sent {
  readonly broker: string;
  readonly hosts: readonly string[];
  readonly fields: readonly string[];
  readonly times: number;
  /** Dates (UTC) of the first and the last. */
  readonly first: string;
  readonly last: string;
}

export interface FamilyRow {
  readonly family: string;
  readonly brokers: number;
  readonly gone: number;
  readonly waiting: number;
  readonly open: number;
}

export function outcomesOf(input: OutcomesInput): Outcomes {
  const rows = summarize(input).flatMap((row): GroupedRow[] => {
    const group = groupOf(row);
    return group && row.listings.length > 0 ? [{ ...row, group }] : [];
  });
  const { open, later, skipped } = batchOf(allSteps(input), input.asides, input.now);
  const tasks = open.filter(({ route }) => route === undefined);
  return { subject: input.subject, brokers: rows, sent: sentIn(input.events), documents: documentsIn(input.events), tasks, later, skipped, families: familiesOf(rows, input.catalog), ...historyOf(input.events) };
}

function sentIn(events: readonly Event[]): Sent[] {
  const byBroker = new Map<string, Sent>();
  for (const event of events) {
    if (event.type !== "disclosed" && event.type !== "intended" && event.type !== "asked-by-hand") continue;
    const hosts = "hosts" in event ? event.hosts : [];
    const day = event.at.slice(0, 10);
    const held = byBroker.get(event.broker) ?? { broker: event.broker, hosts: [], fields: [], times: 0, first: day, last: day };
    byBroker.set(event.broker, { ...held, hosts: union(held.hosts, hosts), fields: union(held.fields, event.fields), times: held.times + 1, last: day });
  }
  return [...byBroker.values()];
}

function documentsIn(events: readonly Event[]): string[] {
  return [...new Set(events.flatMap((event) => ("restsOn" in event && event.restsOn ? [event.restsOn.id] : [])))];
}

/** Families of two and more; a broker that stands alone says nothing about its family, and what was left counts against nobody. */
function familiesOf(rows: readonly GroupedRow[], { brokers }: Catalog): FamilyRow[] {
  const families = new Map<string, GroupedRow[]>();
  for (const row of rows.filter(({ group }) => group !== "left")) {
    const family = laneOf(row.broker, brokers);
    families.set(family, [...(families.get(family) ?? []), row]);
  }
  return [...families].flatMap(([family, members]) => (members.length < 2 ? [] : [{ family, brokers: members.length, ...counted(members) }])).sort((a, b) => b.brokers - a.brokers || (a.family < b.family ? -1 : 1));
}

function counted(members: readonly GroupedRow[]): Pick<FamilyRow, "gone" | "waiting" | "open"> {
  const gone = members.filter(({ group }) => group === "gone" || group === "clean").length;
  const waiting = members.filter(({ group }) => group === "waiting").length;
  return { gone, waiting, open: members.length - gone - waiting };
}

function union(some: readonly string[], more: readonly string[]): string[] {
  return [...new Set([...some, ...more])];
}
