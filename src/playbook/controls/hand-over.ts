import type { Locator as PageLocator } from "playwright";
import { z } from "zod";
import { ask, type Question } from "../../browser/question.ts";
import type { Here } from "../attempt.ts";
import type { StandingControl } from "./filled.ts";
import { knownControls, type KnownControls } from "./known-controls.ts";

/** Which of the named controls a click sends off. */
export const sendsQuestion: Question<readonly string[], boolean[]> = { name: "unlist-sends", work: sends, answer: z.array(z.boolean()), shared: knownControls };

/** The filled controls that a click on `control` sends off, since it is the button of their own form: a search, say. */
export async function controlsSentBy(control: PageLocator, standing: readonly StandingControl[], here: Here): Promise<readonly StandingControl[]> {
  if (standing.length === 0) return [];
  const sent = await ask(control, sendsQuestion, { input: standing.map(({ state }) => state.node), timeoutMs: here.patienceMs });
  return standing.filter((_, i) => sent[i]);
}

interface DomElement {
  readonly form?: DomElement | null;
  readonly type?: string;
  closest(css: string): DomElement | null;
}
declare const unlistControls: KnownControls<DomElement>;

/** Runs in the page's document, beside its scripts. The button may be named by the icon inside it. */
function sends(nodes: readonly string[], clicked: DomElement): boolean[] {
  const button = clicked.closest("button, input");
  const form = button?.type === "submit" || button?.type === "image" ? (button.form ?? null) : null;
  return nodes.map((node) => form !== null && unlistControls.named(node)?.form === form);
}
