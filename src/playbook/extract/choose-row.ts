import type { Locator as PageLocator, Page } from "playwright";
import type { Extract } from "../../catalog/step.ts";
import { sieved } from "../../browser/question.ts";
import { readPath } from "../locate.ts";
import { sameRow } from "./in-page.ts";
import { readListings, type ListedRow } from "./read-listings.ts";

/** The row in hand. Lists re-order under one's fingers, so it is known by what it says and not by its place alone. */
export interface ChosenRow {
  /** Finds nothing once another row has taken its place, not even between the look and the click. */
  readonly at: PageLocator;
  /** Whether `at` alone tells that. */
  readonly isMarked: boolean;
  readonly index: number;
  readonly identity: string;
  readonly extract: Extract;
}

export function chosenRow(page: Page, row: ListedRow, extract: Extract): ChosenRow | undefined {
  const { index, listing, same } = row;
  return listing && { at: rowLocator(page, row, extract), isMarked: same !== undefined, index, identity: listing.identity, extract };
}

/** Where the row stands, as long as it says there what it said. */
export function rowLocator(page: Page, { index, same }: ListedRow, extract: Extract): PageLocator {
  const { engine, text } = readPath(extract.each);
  // The light engine sees what the extract saw: shadow trees left out, so that the n-th is the n-th.
  const place = page.locator(engine === "css" ? `css:light=${text}` : `xpath=${text}`).nth(index);
  return same ? sieved(place, sameRow, same) : place;
}

export async function isStillThere(page: Page, row: ChosenRow): Promise<boolean> {
  const rows = await readListings(page, row.extract);
  return rows.some(({ index, listing }) => index === row.index && listing?.identity === row.identity);
}
