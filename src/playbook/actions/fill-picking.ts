import type { Locator as PageLocator } from "playwright";
import { broken, tell, type Here } from "../attempt.ts";
import type { ControlState } from "../controls/known-controls.ts";
import { askControl } from "../controls/filled.ts";
import { oneVisible } from "../controls/one-visible.ts";
import { visible } from "../locate.ts";
import { foldWords } from "../match/fold.ts";
import type { Outcome } from "../outcome.ts";
import { abortable, shows } from "../waiting.ts";

interface Wish {
  readonly locator: string;
  /** Where the page offers what it takes. */
  readonly pick: string;
  readonly text: string;
  readonly within: string | undefined;
}

/** Types key by key, and takes the one offer that has every word of what was typed. The page's spelling of it is what stays. */
export async function fillPicking({ locator, pick, text, within }: Wish, here: Here, beforeTyping: () => void | Promise<void>): Promise<Outcome | undefined> {
  const { session } = here.attempt.tools;
  const found = await oneVisible(locator, within, here);
  if (found.kind !== "control") return found;
  await beforeTyping();
  const take = () => takeOffer({ control: found.at, offers: visible(session.page, pick), text }, here);
  const failed = await take();
  if (failed) return broken(here, failed);
  const taken = await askControl(found.at, { timeoutMs: here.patienceMs });
  const isKept = ({ value }: ControlState): boolean => value === taken.value;
  const again = async (): Promise<void> => {
    await take();
  };
  here.attempt.filled.add({ at: found.at, node: taken.node, isKept, again });
  tell(here, `filled ${locator} with what the page offered`);
  return undefined;
}

interface Offer {
  readonly control: PageLocator;
  readonly offers: PageLocator;
  readonly text: string;
}

async function takeOffer({ control, offers, text }: Offer, here: Here): Promise<"option-missing" | "ambiguous-control" | undefined> {
  const { patienceMs: timeout } = here;
  await control.fill("", { timeout });
  await control.pressSequentially(text, { timeout });
  if (!(await abortable(here.attempt.tools.signal, shows(offers, timeout)))) return "option-missing";
  const fitting = placesOf(await offers.allInnerTexts(), text);
  const [place] = fitting;
  tell(here, `${fitting.length} offers fit`);
  if (place === undefined) return "option-missing";
  if (fitting.length > 1) return "ambiguous-control";
  await offers.nth(place).click({ timeout });
  return undefined;
}

/** Of several that have all the words, one that has no others wins: Austin, TX and not Austin Lake, TX. */
function placesOf(offers: readonly string[], text: string): number[] {
  const words = foldWords(text);
  const fitting = offers.flatMap((offer, place) => (words.every((word) => foldWords(offer).includes(word)) ? [{ place, extra: foldWords(offer).length - words.length }] : []));
  const exact = fitting.filter(({ extra }) => extra === 0);
  return (exact.length > 0 ? exact : fitting).map(({ place }) => place);
}
