import { createHmac } from "node:crypto";
import { idFrom } from "../base/ids.ts";
import { ListingDetails } from "../subject/listing-details.ts";
import { openText, sealText } from "../vault/seal.ts";
import { parseSealedJson } from "../vault/sealed-file.ts";
import { deriveKey } from "../vault/subject-keys.ts";
import type { Case } from "./case.ts";

/** The two ways a listing enters the journal without being readable there: sealed, and as a key that says nothing. */
export interface ListingSeal {
  sealListing(details: ListingDetails): string;
  /** The listing as last seen; nothing when none was. */
  reveal(held: Pick<Case, "sealed">): ListingDetails | undefined;
  /** The same key for the same listing next month, and another for another subject. */
  keyOf(broker: string, identity: string): string;
}

export function listingSeal(subjectKey: Uint8Array, subject: string): ListingSeal {
  const sealKey = deriveKey(subjectKey, "listing");
  const nameKey = deriveKey(subjectKey, "listing key");
  const aad = `listing/${subject}`;
  return {
    sealListing: (details) => sealText(sealKey, JSON.stringify(details), aad),
    reveal: ({ sealed }) => (sealed === undefined ? undefined : parseSealedJson(openText(sealKey, sealed, aad), ListingDetails, "listing")),
    keyOf: (broker, identity) => idFrom(createHmac("sha256", nameKey).update(`${broker}\0${identity}`).digest()),
  };
}
