import type { Case } from "../ledger/case.ts";

/** Until when an asking, or the reading of its mail, is put off; a look waits for `notBefore` alone. */
export function putOffUntil({ notBefore, mailNotBefore }: Pick<Case, "notBefore" | "mailNotBefore">, now: Date): string | undefined {
  const dates = [notBefore, mailNotBefore].filter((until) => until !== undefined && now < new Date(until));
  return dates.sort().at(-1);
}
