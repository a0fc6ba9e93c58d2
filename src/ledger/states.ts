/** Where a case stands, in the words of `--json`, and as it is said to a person. */
const SAID = {
  unseen: "not looked yet",
  "not-listed": "not found",
  inconclusive: "couldn't tell",
  review: "needs you",
  planned: "planned",
  "needs-human": "needs you",
  "in-doubt": "may have been sent",
  submitted: "asked",
  "awaiting-confirmation": "waiting for their mail",
  "awaiting-removal": "waiting",
  "still-listed": "still there",
  removed: "gone",
  reappeared: "came back",
  unverifiable: "asked, can't be checked",
  covered: "covered",
  broken: "can't right now",
  denied: "they refused",
  stopped: "stopped",
  left: "left",
} as const satisfies Record<string, string>;

export type State = keyof typeof SAID;
export const STATES = Object.keys(SAID).filter(isState);

export function isState(word: string): word is State {
  return Object.hasOwn(SAID, word);
}

export function sayState(state: State): string {
  return SAID[state];
}
