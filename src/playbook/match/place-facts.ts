import type { ShownAddress } from "../../subject/listing-details.ts";
import type { Address } from "../../subject/profile.ts";
import { AGREES, AGREES_AS_SEARCHED, DIFFERS, MISSING, SILENT, type Says } from "./decide.ts";
import { cityKey, isSameStreet, readStreet, stateKey, zipKey } from "./places.ts";

/** The addresses of a row and of the profile. Neither list is complete, so a difference is a doubt and no proof. */
export interface Places {
  readonly shown: readonly ShownAddress[];
  readonly own: readonly Address[];
}

/**
 * One town is what every namesake there has too; two of them on one row are evidence. That a row shows another town of the
 * subject's than the one that was searched is none: some sites ignore the city, and list namesakes of everywhere.
 */
export function cityFact({ shown, own }: Places): Says {
  if (own.length === 0) return shown.length > 0 ? MISSING : SILENT;
  const shared = new Set(shown.filter((place) => own.some((address) => isSameTown(place, address))).map(({ city }) => cityKey(city)));
  if (shared.size > 0) return shared.size > 1 ? AGREES : AGREES_AS_SEARCHED;
  return shown.some(({ city, state }) => cityKey(city) !== "" && stateKey(state) !== undefined) ? DIFFERS : MISSING;
}

/** A state is shared with millions: it agrees, and proves nothing. */
export function stateFact({ shown, own }: Places): Says {
  const states = shown.map(({ state }) => stateKey(state)).filter((state) => state !== undefined);
  if (states.length === 0) return own.length > 0 ? MISSING : SILENT;
  if (own.length === 0) return MISSING;
  return own.some((address) => states.includes(address.state)) ? AGREES_AS_SEARCHED : DIFFERS;
}

export function streetFact({ shown, own }: Places): Says {
  const theirs = withStreets(shown);
  const ours = withStreets(own);
  const pairs = theirs.flatMap((their) => ours.filter((our) => isSameTown(their.address, our.address)).map((our) => [their.street, our.street] as const));
  if (pairs.some(([their, our]) => isSameStreet(their, our))) return AGREES;
  if (pairs.length > 0) return DIFFERS;
  return theirs.length > 0 || ours.length > 0 ? MISSING : SILENT;
}

function isSameTown(shown: ShownAddress, address: Address): boolean {
  const zip = zipKey(shown.zip);
  if (zip !== undefined && zip === zipKey(address.zip)) return true;
  const state = stateKey(shown.state);
  return cityKey(shown.city) === cityKey(address.city) && cityKey(shown.city) !== "" && (state === undefined || state === address.state);
}

function withStreets<A extends { readonly street?: string | null | undefined }>(addresses: readonly A[]) {
  return addresses.flatMap((address) => {
    const street = readStreet(address.street);
    return street ? [{ address, street }] : [];
  });
}
