import { faultOf, type BrokerCheck } from "./check.ts";

// Parts of the addresses of offices, in the languages of our sources; one of them in the local part makes it a role's.
const ROLE =
  /privacy|privacidad|legal|support|info|datenschutz|dsb|complian|contact|kontakt|dpo|admin|operation|hello|account|ccpa|gdpr|dsr|help|opt|sales|protect|customer|client|office|data|feedback|research|remov|security|consumer|auskunft|notice|broker|service|web|mail|counsel|drop|delet|inquir|regist|polic|unsub|request|team|article|business|osobni/;
const FREE_MAIL = /^(gmail|googlemail|yahoo|aol|hotmail|outlook|live|icloud|me|proton|protonmail|gmx|comcast|mail)\./;

/** We write to offices. One person's own mailbox is that person's data, and the one who reads it may be gone tomorrow. */
export const personalContact: BrokerCheck = ({ slug, broker }) => {
  const { email, emailEurope, dead } = broker.contact;
  const addresses = [email, emailEurope, ...dead].filter((address) => address !== undefined);
  return addresses.filter((address) => looksPersonal(address, broker.domains)).map(() =>
    faultOf({ slug, broker }, { rule: "personal-contact", path: ["contact"], message: "has an address that looks like one person's own mailbox", hint: "name the office's, or none" }),
  );
};

/** A name and a family name, or a free mailbox, where nothing in it names an office or the broker. */
export function looksPersonal(address: string, domains: readonly string[]): boolean {
  const [local = "", host = ""] = address.toLowerCase().split("@");
  if (ROLE.test(local)) return false;
  const isTheirName = domains.some((domain) => local.includes(domain.split(".")[0] ?? domain));
  if (FREE_MAIL.test(host)) return !isTheirName;
  return /^[a-z]+[._-][a-z]+$/.test(local) && !isTheirName; // first.last
}
