/** An element of a page, or text, or the place where a list's rows go. */
export type OutlineNode = OutlineElement | { readonly text: string } | { readonly slot: "rows" };

export interface OutlineElement {
  readonly tag: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** Stands once for each item of this list. */
  readonly repeats: string | undefined;
  readonly children: OutlineNode[];
}

const ELEMENT = /^([a-z][a-z0-9]*)?((?:[#.][\w!:/-]+|\[[\w-]+(?:=(?:"[^"]*"|[^\]"]*))?\])*)(\*[a-z]+)?(?=$| )/;
const SUFFIX = /([#.])([\w!:/-]+)|\[([\w-]+)(?:=(?:"([^"]*)"|([^\]"]*)))?\]/g;
const INTO = / > /y;

/**
 * Reads the structure of a page from lines like `div.card > h3#name[title=Person] {name}, {age}`: elements as CSS names
 * them, children indented or behind ` > `, text behind the last of them. `li*earlier {it}` stands once for each item of a
 * list, `| text` is text beside elements, `{rows}` is where the rows go.
 */
export function readOutline(outline: string): readonly OutlineNode[] {
  const roots: OutlineNode[] = [];
  const open: { readonly indent: number; readonly into: OutlineNode[] }[] = [];
  for (const line of outline.split("\n").filter((text) => text.trim() !== "")) {
    const indent = line.length - line.trimStart().length;
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    const { top, innermost } = readLine(line.trim());
    (open.at(-1)?.into ?? roots).push(top);
    open.push({ indent, into: innermost });
  }
  return roots;
}

interface Line {
  readonly top: OutlineNode;
  /** Where the lines below, if they are indented, belong. */
  readonly innermost: OutlineNode[];
}

function readLine(line: string): Line {
  if (line === "{rows}") return { top: { slot: "rows" }, innermost: [] };
  if (line.startsWith("| ")) return { top: { text: line.slice(2) }, innermost: [] };
  const { element, rest } = readElement(line);
  INTO.lastIndex = 0;
  if (INTO.test(rest)) {
    const inner = readLine(rest.slice(INTO.lastIndex));
    element.children.push(inner.top);
    return { top: element, innermost: inner.innermost };
  }
  if (rest !== "") element.children.push({ text: rest.slice(1) });
  return { top: element, innermost: element.children };
}

function readElement(line: string): { element: OutlineElement; rest: string } {
  const [whole, tag, suffixes = "", repeats] = ELEMENT.exec(line) ?? [];
  if (whole === undefined || whole === "") throw new Error(`an outline's line starts with an element, "| " or {rows}: ${line}`);
  return { element: { tag: tag ?? "div", attributes: readAttributes(suffixes), repeats: repeats?.slice(1), children: [] }, rest: line.slice(whole.length) };
}

/** Classes add up to one attribute. */
function readAttributes(suffixes: string): [string, string][] {
  const attributes = new Map<string, string>();
  for (const [, sign, word = "", name, quoted, plain] of suffixes.matchAll(SUFFIX)) {
    if (name !== undefined) attributes.set(name, quoted ?? plain ?? "");
    else if (sign === "#") attributes.set("id", word);
    else attributes.set("class", [attributes.get("class"), word].filter(Boolean).join(" "));
  }
  return [...attributes];
}
