import type { Locator as PageLocator } from "playwright";
import { broken, type Here } from "./attempt.ts";
import { isStillThere } from "./extract/choose-row.ts";
import { locate, visible, type Scope } from "./locate.ts";
import type { Outcome } from "./outcome.ts";

/** Where a step looks: the page, a part of it, or the chosen row, once that is still the row that was chosen. */
export async function scopeOf(within: string | undefined, here: Here): Promise<{ kind: "scope"; scope: Scope } | Outcome> {
  const { row, tools } = here.attempt;
  const { page } = tools.session;
  if (within === undefined) return { kind: "scope", scope: page };
  if (within !== "row") return { kind: "scope", scope: locate(page, within).filter({ visible: true }) };
  if (!row) return broken(here, "listing-not-on-page");
  return (await isStillThere(page, row)) ? { kind: "scope", scope: row.at } : broken(here, "row-moved");
}

/** What can be seen of a sign there; it may show only later. */
export async function visibleIn(locator: string, within: string | undefined, here: Here): Promise<{ kind: "sign"; at: PageLocator } | Outcome> {
  const found = await scopeOf(within, here);
  return found.kind === "scope" ? { kind: "sign", at: visible(found.scope, locator) } : found;
}
