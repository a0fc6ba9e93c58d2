import type { Locator as PageLocator, Page } from "playwright";
import type { Extract } from "../../catalog/step.ts";
import { readPath } from "../locate.ts";
import { readListings, type ListedRow } from "./read-listings.ts";

/** The row in hand. Lists re-order under one's fingers, so its place is checked again before anything is clicked in it. */
export interface ChosenRow {
  readonly at: PageLocator;
  readonly index: number;
  readonly identity: string;
  readonly extract: Extract;
}

export function chosenRow(page: Page, row: ListedRow, extract: Extract): ChosenRow | undefined {
  return row.listing && { at: rowLocator(page, extract, row.index), index: row.index, identity: row.listing.identity, extract };
}

export function rowLocator(page: Page, extract: Extract, index: number): PageLocator {
  const { engine, text } = readPath(extract.each);
  // The light engine sees what the extract saw: shadow trees left out, so that the n-th is the n-th.
  return page.locator(engine === "css" ? `css:light=${text}` : `xpath=${text}`).nth(index);
}

export async function isStillThere(page: Page, row: ChosenRow): Promise<boolean> {
  const rows = await readListings(page, row.extract);
  return rows.some(({ index, listing }) => index === row.index && listing?.identity === row.identity);
}
