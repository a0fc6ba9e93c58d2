import type { Locator as PageLocator } from "playwright";
import { z } from "zod";
import { ask, type Question } from "../../browser/question.ts";
import { readChoice, type Choice, type ChoiceKind } from "../../catalog/choice.ts";
import { broken, tell, type Action, type Here } from "../attempt.ts";
import type { ControlState } from "../controls/known-controls.ts";
import { askControl } from "../controls/filled.ts";
import { oneVisible } from "../controls/one-visible.ts";
import { needsPerson } from "../field-gate.ts";
import type { Outcome } from "../outcome.ts";
import { pickOption, type Option } from "../pick-option.ts";
import { renderText } from "../render.ts";

const Options = z.array(z.object({ value: z.string(), text: z.string() }));

export const optionsQuestion: Question<unknown, Option[]> = { name: "unlist-options", work: readOptions, answer: Options };

/** Picks an option of a list. */
export const select: Action<"select"> = async (step, here) => {
  for (const [locator, choice] of Object.entries(step.select)) {
    const failed = await selectOne({ locator, choice, within: step.in }, here);
    if (failed) return failed;
  }
  return undefined;
};

interface Wish {
  readonly locator: string;
  readonly choice: Choice;
  readonly within: string | undefined;
}

async function selectOne({ locator, choice, within }: Wish, here: Here): Promise<Outcome | undefined> {
  const { kind, template, orElse } = readChoice(choice);
  const rendered = renderText(template, here.attempt.job);
  if (rendered.kind === "missing") return needsPerson(here.id, rendered.missing);
  const found = await oneVisible(locator, within, here);
  if (found.kind !== "control") return found;
  if (found.state.tag !== "SELECT") return broken(here, "not-a-select");
  const disclose = (): void => {
    for (const field of rendered.fields) here.attempt.disclosed.add(field);
  };
  return pickIn(found.at, { wanted: rendered.text, kind, orElse, disclose }, here);
}

export interface ListWish {
  readonly wanted: string;
  readonly kind: ChoiceKind;
  readonly orElse: string | undefined;
  /** Called before something is picked, and not when nothing fits. */
  readonly disclose: () => void | Promise<void>;
}

/** Picks the option of a list that is meant, and sees that the page keeps it. */
export async function pickIn(list: PageLocator, { wanted, kind, orElse, disclose }: ListWish, here: Here): Promise<Outcome | undefined> {
  const options = await ask(list, optionsQuestion, { input: {}, timeoutMs: here.patienceMs });
  const index = pickOption(options, wanted, kind) ?? (orElse === undefined ? undefined : pickOption(options, orElse, "either"));
  if (index === undefined) return broken(here, "option-missing");
  await disclose();
  return choose(list, index, here);
}

async function choose(control: PageLocator, index: number, here: Here): Promise<Outcome | undefined> {
  const again = async (): Promise<void> => {
    await control.selectOption({ index }, { timeout: here.patienceMs });
  };
  const isKept = ({ selectedIndex }: ControlState): boolean => selectedIndex === index;
  await again();
  const state = await askControl(control, { timeoutMs: here.patienceMs });
  if (!isKept(state)) return broken(here, "value-not-kept");
  here.attempt.filled.add({ at: control, node: state.node, isKept, again });
  tell(here, `picked option ${index}`);
  return undefined;
}

/** What of the DOM is used below. */
interface DomSelect {
  readonly options: Iterable<Option>;
}

/** Runs in the page's document, beside its scripts. */
function readOptions(_: unknown, list: DomSelect): Option[] {
  return [...list.options].map(({ value, text }) => ({ value, text }));
}
