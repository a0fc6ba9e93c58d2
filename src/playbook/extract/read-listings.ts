import type { Page } from "playwright";
import { PlaybookError } from "../../base/errors.ts";
import { askPage } from "../../browser/question.ts";
import type { Extract } from "../../catalog/extract.ts";
import type { ListingDetails } from "../../subject/listing-details.ts";
import { cleanRow } from "../clean/clean-row.ts";
import { inRow, readPath } from "../locate.ts";
import type { RawRow } from "../raw-row.ts";
import { askedFields, rawRow, type AskedField } from "./asked-fields.ts";
import { identityOf } from "./identity.ts";
import { rowsQuestion, type PageField, type PagePath } from "./in-page.ts";

export const MAX_ROWS = 500;
export const MAX_TEXT = 2_000;

/** A row of the page: where it stands, all its visible text, and what it says if it could be understood. */
export interface ListedRow {
  readonly index: number;
  readonly text: string;
  readonly listing: { readonly details: ListingDetails; readonly identity: string } | undefined;
}

/** Reads every visible row in one round trip to the page. */
export async function readListings(page: Page, extract: Extract): Promise<ListedRow[]> {
  const asked = askedFields(extract);
  const query = { each: pagePath(extract.each), fields: asked.map(pageField), maxRows: MAX_ROWS, maxText: MAX_TEXT };
  const rows = await askPage(page, rowsQuestion, query);
  const pageUrl = page.url();
  return rows.map((row) => ({ index: row.index, text: row.text, listing: understand(rawRow(row.values, asked, pageUrl), extract) }));
}

function understand(raw: RawRow, extract: Extract): ListedRow["listing"] {
  const details = cleanRow(raw);
  return details && { details, identity: identityOf(details, extract) };
}

function pageField({ name, field }: AskedField): PageField {
  const isLink = ("key" in name && name.key === "url") || (typeof field !== "string" && field.part !== undefined);
  if (typeof field === "string") return { at: fieldPath(field, false), isAll: false, isInPage: false, attribute: undefined, isLink };
  const isInPage = field.from === "page";
  const at = field.at === undefined ? undefined : fieldPath(field.at, isInPage);
  return { at, isAll: field.all, isInPage, attribute: field.attribute, isLink };
}

function fieldPath(locator: string, isInPage: boolean): PagePath {
  const path = pagePath(locator);
  return path.engine === "xpath" && !isInPage ? { engine: "xpath", text: inRow(path.text) } : path;
}

function pagePath(locator: string): PagePath {
  const { engine, text } = readPath(locator);
  if (engine === "css" || engine === "xpath") return { engine, text };
  throw new PlaybookError(`extract can't follow a "${engine}=" locator`, { hint: "write CSS or XPath for rows and their fields" });
}
