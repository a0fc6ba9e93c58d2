import type { Page } from "playwright";
import { PlaybookError } from "../../base/errors.ts";
import { askPage } from "../../browser/question.ts";
import type { Extract, ExtractKey } from "../../catalog/extract.ts";
import type { ListingDetails } from "../../subject/listing-details.ts";
import { cleanRow } from "../clean/clean-row.ts";
import { inRow, readPath } from "../locate.ts";
import type { RawRow } from "../raw-row.ts";
import { askedFields, rawRow, type AskedField } from "./asked-fields.ts";
import { identityBasis, identityOf } from "./identity.ts";
import { rowsQuestion, type PageField, type PagePath, type PageRow, type RowMarks } from "./in-page.ts";

export const MAX_ROWS = 500;
export const MAX_TEXT = 2_000;

/** A row of the page: where it stands, all its visible text, and what it says if it could be understood. */
export interface ListedRow {
  readonly index: number;
  readonly text: string;
  readonly listing: { readonly details: ListingDetails; readonly identity: string } | undefined;
  /** By what it is known again while the page stays; nothing where its identity is not written in the row itself. */
  readonly same: RowMarks | undefined;
}

/** Reads every visible row in one round trip to the page. */
export async function readListings(page: Page, extract: Extract): Promise<ListedRow[]> {
  const asked = askedFields(extract);
  const fields = asked.map(pageField);
  const rows = await askPage(page, rowsQuestion, { each: pagePath(extract.each), fields, maxRows: MAX_ROWS, maxText: MAX_TEXT });
  const pageUrl = page.url();
  const places = marksIn(asked, fields, extract);
  return rows.map(({ index, text, values }) => ({ index, text, listing: understand(rawRow(values, asked, pageUrl), extract), same: marksOf(values, fields, places) }));
}

function understand(raw: RawRow, extract: Extract): ListedRow["listing"] {
  const details = cleanRow(raw);
  return details && { details, identity: identityOf(details, extract) };
}

/** Where the fields stand that its identity is made of. What changes in a row meanwhile, "seen a minute ago", makes no other row of it. */
function marksIn(asked: readonly AskedField[], fields: readonly PageField[], extract: Extract): readonly number[] {
  const keys: readonly string[] = KEYS_OF[identityBasis(extract)];
  return asked.flatMap(({ name }, i) => ("key" in name && keys.includes(name.key) && fields[i]?.isInPage === false ? [i] : []));
}

function marksOf(values: PageRow["values"], fields: readonly PageField[], places: readonly number[]): RowMarks | undefined {
  const isThere = (_: unknown, i: number): boolean => places.includes(i);
  const marks = { fields: fields.filter(isThere), values: values.filter(isThere), maxText: MAX_TEXT };
  return marks.values.some((texts) => texts.length > 0) ? marks : undefined;
}

const KEYS_OF = { url: ["url"], id: ["id"], nameAndCity: ["name", "address", "addresses", "cities"] } as const satisfies Record<ReturnType<typeof identityBasis>, readonly ExtractKey[]>;

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
