import type { Locator as PageLocator, Page } from "playwright";
import { ask, askPage } from "../../browser/question.ts";
import { isPageFault } from "../page-fault.ts";
import { controlsQuestion } from "./control-state.ts";
import type { ControlState } from "./known-controls.ts";

/** It was there a moment ago. */
const REDRAWN_WITHIN_MS = 1_000;

/** A control that we changed, and what it must still show when the form is sent. */
export interface FilledControl {
  readonly at: PageLocator;
  /** The very node, to tell a control of this page from its namesake on the next one. */
  readonly node: string;
  isKept(state: ControlState): boolean;
  /** Once more, key by key. */
  again(): Promise<void>;
}

/** One that still stands on the page, hidden maybe (a wizard's step that is behind us), and what it shows. */
export interface StandingControl {
  readonly control: FilledControl;
  readonly state: ControlState;
}

/** What has been filled and not yet handed over. A control whose page or form is gone no longer counts. */
export class FilledControls {
  #controls: FilledControl[] = [];

  add(control: FilledControl): void {
    this.#controls.push(control);
  }

  get isEmpty(): boolean {
    return this.#controls.length === 0;
  }

  /** As they were called when they were filled. */
  get nodes(): readonly string[] {
    return this.#controls.map(({ node }) => node);
  }

  /** Whether each of them stands and shows what it must, by what a question about `nodes` told. */
  areKept(states: readonly (ControlState | null)[]): boolean {
    return this.#controls.every((control, i) => {
      const state = states[i];
      return state?.isConnected === true && control.isKept(state);
    });
  }

  async standing(page: Page): Promise<readonly StandingControl[]> {
    if (this.isEmpty) return [];
    const states = await statesOf(page, this.#controls);
    const found = await Promise.all(this.#controls.map(async (control, i) => standingOne(control, states[i])));
    const standing = found.filter((one) => one !== undefined);
    this.#controls = standing.map(({ control }) => control);
    return standing;
  }

  forgetAll(): void {
    this.#controls = [];
  }

  /** A form was sent off: what it carried is no part of the next one. */
  forget(sent: readonly StandingControl[]): void {
    this.#controls = this.#controls.filter((control) => !sent.some((one) => one.control === control));
  }
}

/** All in one question, and none of a page that is gone. */
async function statesOf(page: Page, controls: readonly FilledControl[]): Promise<readonly (ControlState | null)[]> {
  return (await unlessGone(askPage(page, controlsQuestion, { nodes: controls.map(({ node }) => node) }))) ?? [];
}

/** A page that draws its form anew on every key press replaces the node, and the control is still there. */
async function standingOne(control: FilledControl, state: ControlState | null | undefined): Promise<StandingControl | undefined> {
  if (state?.isConnected) return { control, state };
  const redrawn = await unlessGone(onlyOne(control.at));
  return redrawn && { control: { ...control, node: redrawn.node }, state: redrawn };
}

async function onlyOne(at: PageLocator): Promise<ControlState | undefined> {
  return (await at.count()) === 1 ? askControl(at, { timeoutMs: REDRAWN_WITHIN_MS }) : undefined;
}

async function unlessGone<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (!isPageFault(error)) throw error;
    return undefined;
  }
}

/** The state of the one control that a locator names, waited for. `leave` takes the focus away first, as a person does. */
export async function askControl(at: PageLocator, wish: { timeoutMs: number; leave?: boolean }): Promise<ControlState> {
  const { timeoutMs, leave = false } = wish;
  const [state] = await ask(at, controlsQuestion, { input: { leave }, timeoutMs });
  if (!state) throw new TypeError("a control that was found has no state");
  return state;
}
