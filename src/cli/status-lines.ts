import type { Catalog } from "../catalog/load.ts";
import { needsPerson, type BrokerRow } from "../report/summarize.ts";
import type { Output } from "./output.ts";

export interface StatusOf {
  readonly subject: string;
  readonly rows: readonly BrokerRow[];
  readonly isRehearsal: boolean;
  readonly now: Date;
}

/** Those that something is known of. Asked by hand and nothing to look at: there can be hundreds, so they are counted instead. */
export function namedRows(rows: readonly BrokerRow[], { playbooks }: Pick<Catalog, "playbooks">): BrokerRow[] {
  return rows.filter((row) => row.listings.length > 0 && (row.state !== "unverifiable" || playbooks.has(row.broker)));
}

/** One subject's brokers as a table: where each stands, what was sent, what comes next. */
export function statusLines(out: Output, { subject, rows, isRehearsal, now }: StatusOf): string[] {
  const columns = [{ title: "broker", least: 12 }, { title: "stands", least: 12 }, { title: "asked" }, { title: "fields sent", least: 12 }, { title: "next", least: 16 }];
  const body = rows.map((row) => [row.broker, standing(row, out), row.askedAt?.slice(0, 10) ?? "", row.sent.join(", "), nextOf(row, now)]);
  const head = `subject ${subject}${isRehearsal ? "  (rehearsal: local pages only, nothing left this machine)" : ""}`;
  return [head, "", ...out.table(columns, body), ""];
}

function standing(row: BrokerRow, { paint }: Output): { text: string; paint: (text: string) => string } {
  const text = row.cameBack > 0 && row.state !== "removed" ? `${row.said}; came back` : row.said;
  if (needsPerson(row)) return { text, paint: paint.needsYou };
  return { text, paint: row.state === "removed" || row.state === "not-listed" ? paint.good : paint.waiting };
}

function nextOf(row: BrokerRow, now: Date): string {
  if (row.nextAt === undefined || new Date(row.nextAt) <= now) return row.next;
  return `${row.next}, ${row.nextAt.slice(0, 10)}`;
}
