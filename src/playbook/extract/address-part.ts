import type { AddressPart } from "../../catalog/extract.ts";

/** An attribute of a script's holds `/p/7` as often as the whole; its host is not asked for here. */
const ANY_SITE = "https://site.invalid";

/** The part of a link's address that names the record; nothing where the address lacks it, or is none. */
export function addressPart(address: string, part: AddressPart): string[] {
  const url = URL.canParse(address, address.startsWith("/") ? ANY_SITE : undefined) ? new URL(address, ANY_SITE) : undefined;
  if (!url) return [];
  const found = partOf(url, part);
  return found === undefined || found === "" ? [] : [found];
}

function partOf(url: URL, part: AddressPart): string | undefined {
  if (part === "hash") return url.hash.slice(1);
  if ("query" in part) return url.searchParams.get(part.query) ?? undefined;
  const segments = url.pathname.split("/").filter((segment) => segment !== "");
  return segments.at(part.segment > 0 ? part.segment - 1 : part.segment);
}
