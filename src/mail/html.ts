export interface HtmlTag {
  readonly name: string;
  readonly isEnd: boolean;
  readonly attributes: ReadonlyMap<string, string>;
}
export type HtmlPart = { readonly text: string } | { readonly tag: HtmlTag };

/** Elements whose content is not markup: what looks like a link in there is none. */
const RAW_TEXT = new Set(["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "template"]);
const INLINE = new Set(["a", "abbr", "b", "bdi", "code", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup", "u", "wbr"]);
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

const TAG_OPENS = /<(\/?)([a-z][^\s/>]*)/iy;
const ATTRIBUTE = /[\s/]*([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)))?(?=[\s/>])/y;
const TAG_CLOSES = /[\s/]*>/y;

/** The text and the tags of HTML in their order: enough for links and words, in linear time. What is cut off ends it. */
export function* htmlParts(html: string): Generator<HtmlPart> {
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open !== at) yield { text: decodeEntities(html.slice(at, open < 0 ? undefined : open)) };
    if (open < 0) return;
    const { tag, end } = tagAt(html, open) ?? noTagAt(html, open);
    if (tag) yield { tag };
    if (end === open + 1) yield { text: "<" };
    at = tag && RAW_TEXT.has(tag.name) && !tag.isEnd ? endOfRawText(html, end, tag.name) : end;
  }
}

/** What a reader sees, blocks on lines of their own. */
export function textOfHtml(html: string): string {
  let text = "";
  for (const part of htmlParts(html)) {
    if ("text" in part) text += part.text.replace(/\n/g, " ");
    else if (!INLINE.has(part.tag.name)) text += "\n";
  }
  const lines = text.split("\n").map((line) => line.split(/\s+/).filter(Boolean).join(" "));
  return lines.filter(Boolean).join("\n");
}

export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (entity, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? entity;
    const code = decimal === undefined ? parseInt(hex ?? "", 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}

interface Markup {
  readonly tag?: HtmlTag;
  readonly end: number;
}

function tagAt(html: string, open: number): Markup | undefined {
  const opens = matchAt(TAG_OPENS, html, open);
  if (!opens) return undefined;
  const attributes = new Map<string, string>();
  let at = TAG_OPENS.lastIndex;
  for (let found = matchAt(ATTRIBUTE, html, at); found; found = matchAt(ATTRIBUTE, html, at)) {
    const [, name = "", doubled, single, bare] = found;
    // The first of two counts, as in a browser.
    if (!attributes.has(name.toLowerCase())) attributes.set(name.toLowerCase(), decodeEntities(doubled ?? single ?? bare ?? ""));
    at = ATTRIBUTE.lastIndex;
  }
  if (!matchAt(TAG_CLOSES, html, at)) return { end: behind(">", html, at) }; // malformed or cut off: no tag
  return { tag: { name: (opens[2] ?? "").toLowerCase(), isEnd: opens[1] === "/", attributes }, end: TAG_CLOSES.lastIndex };
}

/** A comment, a declaration, or a `<` that is only a character. */
function noTagAt(html: string, open: number): Markup {
  if (html.startsWith("<!--", open)) return { end: behind("-->", html, open + 2) };
  const isDeclaration = ["!", "?", "/"].includes(html.charAt(open + 1));
  return { end: isDeclaration ? behind(">", html, open) : open + 1 };
}

function behind(close: string, html: string, from: number): number {
  const end = html.indexOf(close, from);
  return end < 0 ? html.length : end + close.length;
}

function matchAt(pattern: RegExp, html: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(html);
}

function endOfRawText(html: string, from: number, name: string): number {
  const end = new RegExp(`</${name}(?=[\\s/>])`, "gi");
  end.lastIndex = from;
  return end.exec(html)?.index ?? html.length;
}
