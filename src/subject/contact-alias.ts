import type { Contact } from "./profile.ts";

/** The address that one broker may see: the alias itself, `jane+acme@…`, or `acme@…` of a domain that takes all. */
export function aliasFor(contact: Contact, broker: string): string {
  const at = contact.email.lastIndexOf("@");
  const [local, domain] = [contact.email.slice(0, at), contact.email.slice(at + 1)];
  if (contact.perBroker === "plus") return `${local}+${broker}@${domain}`;
  return contact.perBroker === "catch-all" ? `${broker}@${domain}` : contact.email;
}
