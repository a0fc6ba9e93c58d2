import type { Case } from "../ledger/case.ts";
import { DROP } from "../plan/plan-by-hand.ts";
import type { Plan } from "../plan/task.ts";
import type { HumanTask } from "./human-tasks.ts";

/** California's Delete Request and Opt-out Platform, as the state describes it: https://privacy.ca.gov/drop/ */
export const DROP_STEPS: readonly string[] = [
  "Open https://privacy.ca.gov/drop/ in your own browser. Do it yourself: the terms want only the person it is about.",
  "Show that you live in California, by the state's identity gateway or by Login.gov.",
  "Give the names, mail addresses and phone numbers that you want found. What you leave out is not looked for.",
  "Send it, and keep the DROP ID.",
  "unlist drop filed keeps the ID, encrypted, and reminds you after 90 days.",
];

/** The one step that reaches every broker of California's register: to be made, or after its 90 days to be looked at. */
export function dropTask({ cases, plan }: { readonly cases: readonly Case[]; readonly plan: Plan }): HumanTask[] {
  const task = { id: DROP, broker: DROP, reason: "drop", minutes: 15, fields: ["name", "contact.email"], shows: ["name", "contact.email"], route: "drop", link: "https://privacy.ca.gov/drop/", hasWords: false } as const;
  const waiting = plan.skips.filter((skip) => skip.reason === "by-drop").length;
  if (waiting > 0) return [{ ...task, why: `one request reaches ${waiting === 1 ? "a broker" : `${waiting} brokers`} of California's register`, what: "unlist drop guide", steps: DROP_STEPS }];
  const isFiled = cases.some((held) => held.broker === DROP && held.request !== undefined);
  const isOver = isFiled && plan.skips.some((skip) => skip.reason === "covered-by-drop" && skip.until === undefined);
  if (!isOver) return [];
  return [{ ...task, minutes: 5, why: "your DROP request is 90 days old", what: "look at its status with your DROP ID; unlist drop filed --again renews it", steps: ["Open https://privacy.ca.gov/drop/ and look the request up by its ID.", "A broker that still shows you is worth asking by itself."] }];
}
