import type { Locator as PageLocator } from "playwright";
import { broken, tell, type Action, type Here } from "../attempt.ts";
import type { ControlState } from "../controls/known-controls.ts";
import { askControl } from "../controls/filled.ts";
import { oneVisible } from "../controls/one-visible.ts";
import { locate } from "../locate.ts";
import type { Outcome } from "../outcome.ts";

/** Ticks boxes and picks radio buttons. */
export const check: Action<"check"> = async (step, here) => {
  for (const locator of [step.check].flat()) {
    const failed = await checkOne(locator, here);
    if (failed) return failed;
  }
  return undefined;
};

async function checkOne(locator: string, here: Here): Promise<Outcome | undefined> {
  const box = locate(here.attempt.tools.session.page, locator);
  const label = await labelOfHidden(box);
  if (!label) {
    const found = await oneVisible(locator, undefined, here);
    return found.kind === "control" ? tick(found.at, () => found.at.click({ timeout: here.patienceMs }), here) : found;
  }
  tell(here, `${locator} is hidden behind its label`);
  return tick(box, () => label.click({ timeout: here.patienceMs }), here);
}

async function tick(box: PageLocator, press: () => Promise<void>, here: Here): Promise<Outcome | undefined> {
  const isKept = ({ isChecked }: ControlState): boolean => isChecked;
  const state = (): Promise<ControlState> => askControl(box, { timeoutMs: here.patienceMs });
  const again = async (): Promise<void> => {
    if (!isKept(await state())) await press();
  };
  await again();
  const now = await state();
  if (!isKept(now)) return broken(here, "value-not-kept");
  here.attempt.filled.add({ at: box, node: now.node, isKept, again });
  return undefined;
}

/** Many sites hide the real box and paint its label; the person clicks the label, so do we. */
async function labelOfHidden(box: PageLocator): Promise<PageLocator | undefined> {
  if ((await box.count()) !== 1 || (await box.isVisible())) return undefined;
  const id = await box.getAttribute("id");
  const around = box.locator("xpath=ancestor::label");
  const named = box.page().locator(`css=label[for=${JSON.stringify(id ?? "")}]`);
  const labels = around.or(named).filter({ visible: true });
  return (await labels.count()) === 1 ? labels : undefined;
}
