import { sayGroup } from "./group.ts";
import type { Outcomes } from "./outcomes.ts";

const COLUMNS = ["subject", "broker", "name", "stands", "state", "asked_at", "fields_sent", "hosts", "came_back", "next", "next_at"] as const;

/** One line a broker (RFC 4180). Several fields or hosts stand in one cell, parted by spaces. */
export function reportCsv(all: readonly Outcomes[]): string {
  const rows = all.flatMap(({ subject, brokers }) =>
    brokers.map((row) => [subject, row.broker, row.name, sayGroup(row.group), row.state, row.askedAt ?? "", row.sent.join(" "), row.hosts.join(" "), String(row.cameBack), row.next, row.nextAt ?? ""]),
  );
  return [COLUMNS, ...rows].map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");
}

/** A text that a spreadsheet would take for a formula is kept from being one. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
