import type { ElementHandle, Locator as PageLocator } from "playwright";
import { isPageFault } from "../page-fault.ts";

/** A control that we changed, and what it must still show when the form is sent. */
export interface FilledControl {
  readonly at: PageLocator;
  /** The very node, to tell a control of this page from its namesake on the next one. */
  readonly node: ElementHandle;
  isKept(): Promise<boolean>;
  /** Once more, key by key. */
  again(): Promise<void>;
}

/** What has been filled and not yet handed over. A control whose page or form is gone no longer counts. */
export class FilledControls {
  #controls: FilledControl[] = [];

  add(control: FilledControl): void {
    this.#controls.push(control);
  }

  /** Those that still stand on the page. */
  async present(): Promise<readonly FilledControl[]> {
    const standing = await Promise.all(this.#controls.map(isStanding));
    this.#controls = this.#controls.filter((_, i) => standing[i]);
    return this.#controls;
  }

  /** A form was sent off: what it carried is no part of the next one. */
  forget(controls: readonly FilledControl[]): void {
    this.#controls = this.#controls.filter((control) => !controls.includes(control));
  }
}

async function isStanding({ at, node }: FilledControl): Promise<boolean> {
  try {
    // A page that draws its form anew on every key press replaces the node, and the control is still there.
    return (await node.evaluate(isConnected)) || (await at.count()) === 1;
  } catch (error) {
    if (!isPageFault(error)) throw error;
    return false;
  }
}

/** The control as it stands now: the node that was filled, hidden maybe (a wizard's step that is behind us), or what a page drew in its place. */
export async function standingNode({ at, node }: Pick<FilledControl, "at" | "node">): Promise<ElementHandle> {
  return (await node.evaluate(isConnected)) ? node : at.elementHandle();
}

function isConnected(node: { readonly isConnected: boolean }): boolean {
  return node.isConnected;
}
