/** The beginning of a day that a person named, like 2026-08-07, in UTC; nothing for what is no day of the calendar. */
export function dayOf(text: string): Date | undefined {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? day : undefined; // 30 February is another day
}
