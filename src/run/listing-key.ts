import { NO_LISTING } from "../ledger/events.ts";
import type { Case } from "../ledger/case.ts";
import { identityByName } from "../playbook/extract/identity.ts";
import type { ListingDetails } from "../subject/listing-details.ts";
import type { RunLedger } from "./rooms.ts";

export interface ListingInHand {
  readonly broker: string;
  /** What makes it the same next month. */
  readonly identity: string;
  readonly details: ListingDetails;
}

/**
 * The key of a listing. One that the ledger knows under another identity keeps that key: the person may have named it by its
 * address where a scan goes by id or name, and a row may come without its link. Two keys for one listing would be two requests.
 */
export function listingKey({ broker, identity, details }: ListingInHand, ledger: Pick<RunLedger, "view" | "keyOf" | "reveal">): string {
  const key = ledger.keyOf(broker, identity);
  if (ledger.view.cases.has(`${broker}/${key}`)) return key;
  return listingsOf(broker, ledger).find((held) => isSame(ledger.reveal(held), { identity, details }))?.listing ?? key;
}

/** The broker's listings that the ledger knows, without the broker's own case. */
export function listingsOf(broker: string, { view }: Pick<RunLedger, "view">): Case[] {
  return [...view.cases.values()].filter((held) => held.broker === broker && held.listing !== NO_LISTING);
}

function isSame(known: ListingDetails | undefined, { identity, details }: Omit<ListingInHand, "broker">): boolean {
  if (known === undefined) return false;
  if (known.url !== undefined && details.url !== undefined) return plainAddress(known.url) === plainAddress(details.url);
  return known.name !== "" && identity === identityByName(known); // a row that lacked its link or id goes by its name
}

/** The query counts, since many a site keeps its id there; the host's `www` and the spelling's case don't. */
function plainAddress(text: string): string {
  if (!URL.canParse(text)) return text;
  const { host, pathname, search } = new URL(text);
  return `${host.replace(/^www\./, "")}${pathname.replace(/\/+$/, "")}${search}`.toLowerCase();
}
