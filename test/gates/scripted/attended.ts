import type { Page } from "playwright";
import type { HandOffPort } from "../../../src/playbook/hand-off.ts";
import { isForHandOff } from "../../../src/plan/hand-off.ts";
import { run } from "../../../src/run.ts";
import type { Rooms } from "../../../src/run/rooms.ts";
import { sit } from "../../../src/run/sitting.ts";
import { ANSWER } from "./brokers.ts";

/** A person who reads the picture, where there is one. */
export const reader: HandOffPort = {
  ask: async ({ session }) => ((await actOn(session.page)) ? { kind: "done" } : { kind: "left", why: "skipped" }),
};

/** Types what the picture says, and presses the form's button, as people do. */
export async function actOn(page: Page): Promise<boolean> {
  if ((await page.locator("#answer").count()) === 0) return false;
  await page.locator("#answer").pressSequentially(ANSWER);
  await page.locator("#sent").tap();
  return true;
}

export interface Attendance {
  readonly person: HandOffPort;
  /** The run is over, and its person takes their place. */
  readonly onSitting?: () => void;
}

/** A run, and then a sitting for what it has left to a person. */
export async function runAttended(rooms: Rooms, { person, onSitting }: Attendance): Promise<void> {
  await run(rooms);
  const waiting = waitingIn(rooms);
  if (waiting.length === 0) return;
  onSitting?.();
  await sit(rooms, person, waiting);
}

/** What waits for a person at a page. */
export function waitingIn({ ledger, catalog }: Pick<Rooms, "ledger" | "catalog">): string[] {
  return [...ledger.view.cases.values()].filter((held) => isForHandOff(held, catalog)).map(({ broker, listing }) => `${broker}/${listing}`);
}
