import type { State } from "../../ledger/states.ts";
import type { BrokerRow } from "../summarize.ts";

/** What a person asks first of a broker. One group a broker, in the order of a report. */
const SAID = {
  gone: "gone",
  waiting: "waiting",
  doubt: "may have been sent",
  still: "still there",
  back: "came back",
  you: "needs you",
  refused: "they refused",
  unclear: "couldn't tell",
  unseen: "asked, can't be checked",
  planned: "planned",
  clean: "not found",
  later: "later, as you said",
  left: "left by choice",
} as const;

export type Group = keyof typeof SAID;
export const GROUPS = Object.keys(SAID).filter(isGroup);

const OF_STATE: Readonly<Record<State, Group | undefined>> = {
  unseen: undefined,
  "not-listed": "clean",
  inconclusive: "unclear",
  broken: "unclear",
  review: "you",
  "needs-human": "you",
  planned: "planned",
  "in-doubt": "doubt",
  submitted: "waiting",
  "awaiting-confirmation": "waiting",
  "awaiting-removal": "waiting",
  covered: "waiting",
  "still-listed": "still",
  removed: "gone",
  reappeared: "back",
  unverifiable: "unseen",
  denied: "refused",
  stopped: "left",
  left: "left",
};

export function sayGroup(group: Group): string {
  return SAID[group];
}

/** Undefined where nobody has looked yet. What came back stays under that name until it is gone again. */
export function groupOf({ state, cameBack, putAside }: Pick<BrokerRow, "state" | "cameBack" | "putAside">): Group | undefined {
  if (putAside) return putAside.answer === "later" ? "later" : "left";
  const group = OF_STATE[state];
  return cameBack > 0 && (group === "waiting" || group === "still") ? "back" : group;
}

function isGroup(word: string): word is Group {
  return Object.hasOwn(SAID, word);
}
