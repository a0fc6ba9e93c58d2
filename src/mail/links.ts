import { htmlParts } from "./html.ts";
import type { Mail } from "./read-mail.ts";

export type FoundLink = { readonly kind: "one"; readonly url: string } | { readonly kind: "none" } | { readonly kind: "several" };

const TEXT_LINK = /\bhttps:\/\/[^\s<>"]+/gi;
const CLOSING_MARKS = ".,;:!?'\")]}";
const LONGEST_LINK = 4_000;

/** In the address of a link that confirms; footers lead to privacy pages and front pages of the same host. */
const CONFIRMS = /confirm|verif|complet|token/i;

/**
 * The one link of a mail that leads to `host/path-prefix`, with or without `www.`. Several that differ are not chosen between,
 * unless exactly one of them says in its address that it confirms. What the link's text says doesn't matter; of a mail with
 * HTML the HTML counts, since that is what a person would see and click.
 */
export function findLink(mail: Pick<Mail, "html" | "text">, wanted: string): FoundLink {
  const inHtml = fitting(linksOfHtml(mail.html), wanted);
  const urls = inHtml.length > 0 ? inHtml : fitting(linksOfText(mail.text), wanted);
  const confirming = urls.filter((url) => CONFIRMS.test(url));
  const [url, ...others] = urls.length > 1 && confirming.length === 1 ? confirming : urls;
  if (url === undefined) return { kind: "none" };
  return others.length === 0 ? { kind: "one", url } : { kind: "several" };
}

export function linksOfHtml(html: string): string[] {
  return [...htmlParts(html)].flatMap((part) => {
    if (!("tag" in part) || part.tag.isEnd || !["a", "area"].includes(part.tag.name)) return [];
    return part.tag.attributes.get("href") ?? [];
  });
}

export function linksOfText(text: string): string[] {
  return (text.match(TEXT_LINK) ?? []).map(withoutClosingMarks);
}

/** A sentence or a bracket that ends behind a link is not part of it. */
function withoutClosingMarks(link: string): string {
  let end = link.length;
  while (end > 0 && CLOSING_MARKS.includes(link.charAt(end - 1))) end--;
  return link.slice(0, end);
}

function fitting(links: readonly string[], wanted: string): string[] {
  const target = targetOf(wanted);
  if (!target) return [];
  const urls = links.filter((link) => link.length <= LONGEST_LINK && URL.canParse(link)).map((link) => new URL(link));
  return [...new Set(urls.filter((url) => leadsTo(url, target)).map((url) => url.href))];
}

interface Target {
  readonly host: string;
  readonly path: string;
}

function targetOf(wanted: string): Target | undefined {
  const slash = wanted.indexOf("/");
  const host = slash < 0 ? wanted : wanted.slice(0, slash);
  const isName = /^[a-z0-9.-]+$/.test(host) && /[a-z]/.test(host.split(".").at(-1) ?? "");
  return isName ? { host, path: slash < 0 ? "/" : wanted.slice(slash) } : undefined;
}

/** As a browser reads the address, not as it looks: user names, ports and dots in the path can't move it elsewhere. */
function leadsTo(url: URL, { host, path }: Target): boolean {
  if (url.protocol !== "https:" || url.username !== "" || url.password !== "" || url.port !== "") return false;
  if (withoutWww(url.hostname) !== withoutWww(host)) return false;
  return url.pathname === path || url.pathname.startsWith(path.endsWith("/") ? path : `${path}/`);
}

function withoutWww(host: string): string {
  return host.replace(/^www\./, "");
}
