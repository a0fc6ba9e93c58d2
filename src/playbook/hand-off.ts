import type { Session } from "../browser/session.ts";
import type { HumanReason } from "../ledger/events.ts";
import type { DisclosedField } from "../subject/fields.ts";

/** One step of a playbook that a person takes on the page in hand, with what they should know before they do. */
export interface HandOffAsk {
  readonly broker: string;
  /** As `optOut.steps[3]`. */
  readonly step: string;
  readonly reason: HumanReason;
  /** What is wanted of them, in the playbook's words where it has any. */
  readonly say: readonly string[];
  readonly session: Session;
  /** Names of the fields that stand in the page already. */
  readonly filled: readonly DisclosedField[];
  /** What is sent when the playbook goes on, and where to. */
  readonly next: { readonly fields: readonly DisclosedField[]; readonly hosts: readonly string[] };
  /** They were sent a code: it is given to us, and we type it. */
  readonly wantsCode: boolean;
  /** The last answer did not do: nothing of what is wanted stands in the page. */
  readonly isAgain: boolean;
  /** Looks at the page. Cheap enough to be asked several times a second; never throws. */
  look(): Promise<PageLook>;
}

/** `pressed`: they pressed the form's button, which was held back, before all that is wanted was there. */
export type PageLook = "waiting" | "pressed" | "done" | "gone";

export type HandOffAnswer =
  /** The person says so, or the page shows it. */
  | { readonly kind: "done" }
  | { readonly kind: "code"; readonly code: string }
  | { readonly kind: "left"; readonly why: "skipped" | "later" | "stopped" | "timed-out" | "gone" };

/** Whoever can ask a person. A run that nobody attends has none. */
export interface HandOffPort {
  /** The person has the browser's own window before them, from the moment in which a page opens in it. */
  readonly isAtWindow?: boolean;
  ask(ask: HandOffAsk, signal: AbortSignal): Promise<HandOffAnswer>;
}
