import type { Playbook } from "./playbook.ts";

/** The name that a request's alias goes by: the broker's; one per listing where the broker takes each address only once. */
export function mailName({ optOut }: Playbook, { broker, listing }: { readonly broker: string; readonly listing: string }): string {
  return optOut?.oncePerMail === true && listing !== "-" ? `${broker}-${listing.slice(0, 6)}` : broker;
}
