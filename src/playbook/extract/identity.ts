import type { Extract } from "../../catalog/step.ts";
import type { ListingDetails } from "../../subject/listing-details.ts";

/** What makes a row the same listing next month. Falls back to name and city when the row lacks what was asked for. */
export function identityOf(row: ListingDetails, extract: Extract): string {
  const basis = identityBasis(extract);
  if (basis === "url" && row.url !== undefined) return plainUrl(row.url);
  if (basis === "id" && row.id !== undefined) return `id:${row.id.trim()}`;
  return identityByName(row);
}

export function identityBasis({ identity, fields }: Extract): NonNullable<Extract["identity"]> {
  if (identity !== undefined) return identity;
  if (fields.id !== undefined) return "id";
  return fields.url === undefined ? "nameAndCity" : "url";
}

/** Without what changes from visit to visit: query, fragment, trailing slash, the host's case. */
function plainUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url === undefined ? text.trim() : `${url.host.toLowerCase()}${url.pathname.replace(/\/+$/, "")}`;
}

export function identityByName({ name, addresses }: ListingDetails): string {
  const [home] = addresses;
  return [name, home?.city ?? "", home?.state ?? ""].map(plain).join("|");
}

function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
