import { z } from "zod";
import type { Question, Shared, Sieve } from "../../browser/question.ts";

/** What to read of a page, as plain data: sent into the page once for all rows and fields. */
export interface PageQuery {
  readonly each: PagePath;
  readonly fields: readonly PageField[];
  readonly maxRows: number;
  readonly maxText: number;
}
export interface PagePath {
  readonly engine: "css" | "xpath";
  readonly text: string;
}
export interface PageField {
  /** Nothing: the row itself. */
  readonly at: PagePath | undefined;
  readonly isAll: boolean;
  readonly isInPage: boolean;
  readonly attribute: string | undefined;
  /** A link's address is wanted rather than its words. */
  readonly isLink: boolean;
}

const PageRow = z.object({
  /** Its place among all that `each` finds, hidden ones included. */
  index: z.int(),
  text: z.string(),
  /** One list per field, in the order asked. */
  values: z.array(z.array(z.string())),
});
export type PageRow = z.infer<typeof PageRow>;

const rowReader: Shared = { name: "unlistRows", make: keepReader };

export const rowsQuestion: Question<PageQuery, PageRow[]> = { name: "unlist-rows", work: readRows, answer: z.array(PageRow), shared: rowReader };

/** What a row said when it was chosen, by which it is known again. */
export interface RowMarks {
  readonly fields: readonly PageField[];
  /** One list per field. */
  readonly values: readonly (readonly string[])[];
  readonly maxText: number;
}

/** Keeps a row that still says what it said. */
export const sameRow: Sieve<RowMarks> = { name: "unlist-same-row", keeps: saysTheSame, shared: rowReader };

/** What of the DOM is used below; the program at large is no web page and has no such globals. */
interface DomNode {
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly parentElement: DomElement | null;
}
interface DomElement extends DomNode {
  readonly innerText?: string;
  getAttribute(name: string): string | null;
  checkVisibility(options: { visibilityProperty: boolean }): boolean;
  querySelectorAll(css: string): Iterable<DomElement>;
}
interface DomDocument extends DomNode {
  readonly baseURI: string;
  querySelectorAll(css: string): Iterable<DomElement>;
  evaluate(xpath: string, root: DomNode, resolver: null, type: number): { readonly snapshotLength: number; snapshotItem(i: number): DomNode | null };
}
declare const document: DomDocument;

/** Reads rows, all of a page or one. */
interface RowReader {
  rows(query: PageQuery): PageRow[];
  /** What a row says in each of the fields. */
  valuesOf(row: DomElement, fields: readonly PageField[], maxText: number): string[][];
}
declare const unlistRows: RowReader;

/** Runs in the page's document, beside its scripts. */
function keepReader(): RowReader {
  const ELEMENT = 1;
  const ATTRIBUTE = 2;
  const IN_DOCUMENT_ORDER = 7;

  function find(root: DomElement | DomDocument, path: PagePath): DomNode[] {
    if (path.engine === "css") return [...root.querySelectorAll(path.text)];
    const found = document.evaluate(path.text, root, null, IN_DOCUMENT_ORDER);
    return Array.from({ length: found.snapshotLength }, (_, i) => found.snapshotItem(i)).filter((node) => node !== null);
  }

  function isElement(node: DomNode): node is DomElement {
    return node.nodeType === ELEMENT;
  }

  function isShown(node: DomNode): boolean {
    const element = isElement(node) ? node : node.parentElement;
    return node.nodeType === ATTRIBUTE || (element?.checkVisibility({ visibilityProperty: true }) ?? false);
  }

  function absolute(address: string): string {
    try {
      return new URL(address, document.baseURI).href;
    } catch {
      return "";
    }
  }

  function attributeOf(element: DomElement, name: string): string {
    const value = element.getAttribute(name);
    return value !== null && (name === "href" || name === "src") ? absolute(value) : (value ?? "");
  }

  function read(node: DomNode, field: PageField): string {
    if (isElement(node) && field.attribute !== undefined) return attributeOf(node, field.attribute);
    if (isElement(node) && field.isLink && node.getAttribute("href") !== null) return attributeOf(node, "href");
    if (!isShown(node)) return "";
    return (isElement(node) ? node.innerText : undefined) ?? node.textContent ?? "";
  }

  function valuesIn(row: DomElement, field: PageField, maxText: number): string[] {
    const nodes = field.at === undefined ? [row] : find(field.isInPage ? document : row, field.at);
    const values = nodes.map((node) => read(node, field).trim().slice(0, maxText)).filter((value) => value !== "");
    return field.isAll ? values : values.slice(0, 1);
  }

  const valuesOf: RowReader["valuesOf"] = (row, fields, maxText) => fields.map((field) => valuesIn(row, field, maxText));

  const rows: RowReader["rows"] = ({ each, fields, maxRows, maxText }) =>
    find(document, each)
      .map((node, index) => ({ node, index }))
      .flatMap(({ node, index }) => (isElement(node) && isShown(node) ? [{ node, index }] : []))
      .slice(0, maxRows)
      .map(({ node, index }) => ({ index, text: (node.innerText ?? "").trim().slice(0, maxText), values: valuesOf(node, fields, maxText) }));

  return { rows, valuesOf };
}

/** Runs in the page's document, beside its scripts. */
function readRows(query: PageQuery): PageRow[] {
  return unlistRows.rows(query);
}

/** Runs in the page's document, beside its scripts. */
function saysTheSame({ fields, values, maxText }: RowMarks, row: DomElement): boolean {
  return JSON.stringify(unlistRows.valuesOf(row, fields, maxText)) === JSON.stringify(values);
}
