import type { Stage } from "../../catalog/playbook.ts";
import type { Remarks } from "../remarks.ts";

/** A step of the playbook that is being written, as plain data. */
export type StepDraft = Readonly<Record<string, unknown>>;

/** What the actions of one stage share while they are turned into steps. */
export interface Translation {
  readonly stage: Stage;
  readonly remarks: Remarks;
  /** Where the broker's mails come from. */
  readonly domain: string;
  readonly linkHost: string;
  /** Hosts of the challenges that were met. */
  readonly challenge: Set<string>;
  /** How the scan reads its rows, to tell a row that is chosen by the same. */
  readonly scanExtract: { readonly each: unknown; readonly fields: unknown } | undefined;
  /** A CAPTCHA that was looked at and not yet answered. */
  captcha: PendingCaptcha | undefined;
}

export interface PendingCaptcha {
  readonly at: string;
  readonly kind: string | undefined;
  readonly within: string | undefined;
  readonly before: readonly StepDraft[];
  readonly comment: string | undefined;
}
