import type { ExtractKey } from "../catalog/step.ts";

/** One row of a page as it was read: trimmed, not yet understood. `cleanRow` makes `ListingDetails` of it. */
export interface RawRow {
  readonly fields: Partial<Record<ExtractKey, string[]>>;
  readonly extras: Record<string, string>;
  /** Address of the page the row stands on, for links that are relative. */
  readonly pageUrl: string;
}
