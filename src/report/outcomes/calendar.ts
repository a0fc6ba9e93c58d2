import { createHash } from "node:crypto";
import type { Outcomes } from "./outcomes.ts";

/**
 * The days on which something comes next, as a calendar (RFC 5545). Calendars are shared and shown on locked screens: an entry says
 * "Reminder", and no broker, no reason and not who wrote it.
 */
export function reportCalendar(all: readonly Outcomes[], at: Date): string {
  const days = all.flatMap(({ brokers, later }) => [...brokers.map(({ nextAt }) => nextAt), ...later.map(({ until }) => until)].flatMap((instant) => instant?.slice(0, 10) ?? []));
  const coming = [...new Set(days)].filter((day) => day >= at.toISOString().slice(0, 10)).sort();
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//reminders//EN", ...coming.flatMap((day) => eventOn(day, at)), "END:VCALENDAR"];
  return lines.map((line) => `${line}\r\n`).join("");
}

function eventOn(day: string, at: Date): string[] {
  const uid = createHash("sha256").update(`reminder ${day}`).digest("hex").slice(0, 24);
  return ["BEGIN:VEVENT", `UID:${uid}`, `DTSTAMP:${at.toISOString().replace(/[-:]|\.\d+/g, "")}`, `DTSTART;VALUE=DATE:${day.replaceAll("-", "")}`, "SUMMARY:Reminder", "TRANSP:TRANSPARENT", "END:VEVENT"];
}
