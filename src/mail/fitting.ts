import { decodeWords, type Header } from "postal-mime";
import { after } from "../base/duration.ts";
import type { MailWish } from "../playbook/desk.ts";
import { addressesIn, domainOf, isUnder } from "./addresses.ts";
import type { MailHead } from "./mailbox.ts";

/** A mail that is waited for: what the playbook wishes, at the alias that this broker got, since it was asked. */
export interface MailSearch extends MailWish {
  /** The very alias, plus part included. */
  readonly to: string;
  readonly since: Date;
}

const CLOCK_SKEW_MS = 120_000; // of the mail server's clock and ours
const RECIPIENT_HEADERS = ["to", "cc", "delivered-to", "x-delivered-to", "x-original-to", "envelope-to"];

/** Whether the head of a mail is what is waited for; who really sent it is another question. */
export function isFitting(head: MailHead, search: MailSearch): boolean {
  return (
    head.arrivedAt >= after(search.since, -CLOCK_SKEW_MS) &&
    addressesIn(head.headers, RECIPIENT_HEADERS).includes(search.to.toLowerCase()) &&
    isAsWished(head.headers, search)
  );
}

/** Its sender and its subject are those that the playbook names. */
export function isAsWished(headers: readonly Header[], { from, subject }: MailWish): boolean {
  return addressesIn(headers, ["from"]).some((address) => isFrom(address, from)) && hasSubject(headers, subject);
}

/** The one domain that the mail says it is from. None when it names several senders, or none plainly. */
export function soleSender(headers: readonly Header[]): string | undefined {
  const senders = addressesIn(headers, ["from"]);
  const isOneHeader = headers.filter(({ key }) => key === "from").length === 1;
  return isOneHeader && senders.length === 1 ? domainOf(senders[0] ?? "") : undefined;
}

function isFrom(address: string, from: string): boolean {
  const domain = domainOf(address);
  return domain !== undefined && isUnder(domain, from);
}

function hasSubject(headers: readonly Header[], wanted: string | undefined): boolean {
  if (wanted === undefined) return true;
  const subject = decodeWords(headers.find(({ key }) => key === "subject")?.value ?? "");
  return plain(subject).includes(plain(wanted));
}

function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim().toLowerCase();
}
