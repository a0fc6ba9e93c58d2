import type { Locator as PageLocator } from "playwright";
import { disclosedBy, type DisclosedField } from "../subject/fields.ts";
import { fieldsIn, isIrreversible } from "../catalog/walk-steps.ts";
import { tell, type Here } from "./attempt.ts";
import { hearPresses, holdPresses } from "./hold-presses.ts";
import type { HandOffAnswer, HandOffAsk, PageLook } from "./hand-off.ts";
import type { Outcome } from "./outcome.ts";
import { isPageFault } from "./page-fault.ts";

/** A step for a person, and how it shows that it is done. */
export interface PersonsStep {
  /** What ends the stage where there is nobody to ask, and where they don't do it. */
  readonly otherwise: Extract<Outcome, { kind: "human" }>;
  readonly isDone: () => Promise<boolean>;
  /** `token`: the page shows it and needs no word of theirs. `typed`: what stands there may be half of it. `word`: only they know. */
  readonly shownBy: "token" | "typed" | "word" | "token-or-word";
  /** The page is a wall before theirs, with nothing of ours on it: it may go on to another page by itself. */
  readonly isWall?: true;
  /** What sends the form, where it is in hand; else the next that the playbook names. */
  readonly button?: PageLocator;
  /** Where the code goes that they were sent. */
  readonly typeCode?: (code: string) => Promise<Outcome | undefined>;
}

/**
 * Hands the page to a person, filled so far, and goes on when they are done. Meanwhile the challenge's hosts are open and those
 * that could take the form are closed, whatever is pressed: what is sent is sent by the step after, with its intent on disk.
 */
export async function askPerson(step: PersonsStep, here: Here): Promise<Outcome | undefined> {
  const { handOff, session, signal } = here.attempt.tools;
  if (!handOff) return step.otherwise;
  tell(here, `handed to a person: ${step.otherwise.reason}`);
  if (!step.isWall) await here.attempt.hold();
  for (let isAgain = false; ; isAgain = true) {
    const asked = askOf(step, isAgain, here);
    const answer = await session.withChallengeHosts(() => handOff.ask(asked, signal));
    if (!step.isWall) await hearPresses(here);
    tell(here, `the person's answer: ${answer.kind}`);
    if (answer.kind === "left") return step.otherwise;
    const failed = await takeCode(step, answer);
    if (failed) return failed;
    if (step.shownBy.endsWith("word") || answer.kind === "code" || (await isDoneNow(step))) return undefined;
  }
}

async function takeCode({ typeCode, otherwise }: PersonsStep, answer: HandOffAnswer): Promise<Outcome | undefined> {
  if (answer.kind === "code") return typeCode ? typeCode(answer.code) : otherwise;
  return undefined;
}

function askOf(step: PersonsStep, isAgain: boolean, here: Here): HandOffAsk {
  const { job, tools, disclosed } = here.attempt;
  const { reason, labels = [] } = step.otherwise;
  return {
    broker: job.playbook.playbook.broker,
    step: here.id,
    reason,
    say: labels,
    session: tools.session,
    filled: [...disclosed],
    next: { fields: fieldsToCome(here), hosts: job.playbook.playbook.hosts.site },
    wantsCode: step.typeCode !== undefined,
    isAgain,
    look: () => look(step, here),
  };
}

function fieldsToCome({ attempt, rest }: Here): DisclosedField[] {
  const end = rest.findIndex(isIrreversible);
  const segment = end === -1 ? rest : rest.slice(0, end);
  return [...new Set([...attempt.disclosed, ...attempt.byHand, ...segment.flatMap(fieldsIn).flatMap(disclosedBy)])];
}

async function look(step: PersonsStep, here: Here): Promise<PageLook> {
  const { session } = here.attempt.tools;
  if (session.page.isClosed()) return "gone";
  try {
    const isPressed = !step.isWall && ((await holdPresses(here, step.button)) || here.attempt.hasLeft());
    if ((step.shownBy.startsWith("token") || isPressed) && (await isDoneNow(step))) return "done";
    return isPressed ? "pressed" : "waiting";
  } catch (error) {
    if (!isPageFault(error)) throw error;
    return session.page.isClosed() || !session.page.context().browser()?.isConnected() ? "gone" : "waiting";
  }
}

/** A page that is on its way, or gone, shows nothing. */
async function isDoneNow({ isDone }: PersonsStep): Promise<boolean> {
  try {
    return await isDone();
  } catch (error) {
    if (!isPageFault(error)) throw error;
    return false;
  }
}
