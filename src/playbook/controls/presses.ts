import { z } from "zod";
import type { Question } from "../../browser/question.ts";

export interface PressWish {
  /** From now on what the person presses to send the form is held back; or no longer. */
  readonly isHeld: boolean;
}

/** Asked of the control that sends the form, or of the whole page: whether somebody pressed it since it was asked last. */
export const pressesQuestion: Question<PressWish, boolean> = {
  name: "unlist-presses",
  work: holdPresses,
  answer: z.boolean(),
  shared: { name: "unlistPresses", make: watchPresses },
};

interface DomElement {
  contains(other: unknown): boolean;
}
interface DomEvent {
  readonly type: string;
  readonly target: unknown;
  preventDefault(): void;
  stopImmediatePropagation(): void;
}
interface Presses {
  isHeld: boolean;
  button: DomElement | undefined;
  wasPressed(): boolean;
}
declare const window: { addEventListener(type: string, listener: (event: DomEvent) => void, isCapture: boolean): void };
declare const document: { readonly documentElement: DomElement };
declare const unlistPresses: Presses;

/**
 * Runs in the page's document, beside its scripts. A courtesy and no boundary (that is the fence): a page that hears nothing
 * of the press leaves its button as it was, so that the playbook can press it afterwards.
 */
function watchPresses(): Presses {
  let isPressed = false;
  const presses: Presses = {
    isHeld: false,
    button: undefined,
    wasPressed() {
      const was = isPressed;
      isPressed = false;
      return was;
    },
  };
  const onPress = (event: DomEvent): void => {
    const isMeant = presses.isHeld && (event.type === "submit" || presses.button?.contains(event.target) === true);
    if (!isMeant) return;
    event.stopImmediatePropagation();
    if (event.type !== "submit" && event.type !== "click") return;
    event.preventDefault();
    isPressed = true;
  };
  for (const type of ["submit", "click", "pointerdown", "mousedown", "pointerup", "mouseup", "touchstart", "touchend"]) window.addEventListener(type, onPress, true);
  return presses;
}

/** Runs in the page's document, beside its scripts. */
function holdPresses({ isHeld }: PressWish, control: DomElement): boolean {
  unlistPresses.isHeld = isHeld;
  unlistPresses.button = control === document.documentElement ? undefined : control;
  return unlistPresses.wasPressed();
}
