import { ImapFlow } from "imapflow";
import PostalMime, { type Email } from "postal-mime";
import type { Announcement } from "../../src/lab/announcement.ts";

export interface InboxMail extends Email {
  readonly flags: ReadonlySet<string>;
  readonly internalDate: Date | undefined;
}

export type Criteria = Parameters<ImapFlow["search"]>[0];

/** The mails that a search finds, read with the client that the product uses. */
export async function readInbox({ mailbox: { imap } }: Announcement, criteria: Criteria = { all: true }): Promise<InboxMail[]> {
  const client = new ImapFlow({ host: imap.host, port: imap.port, secure: false, doSTARTTLS: false, auth: { user: imap.user, pass: imap.secret }, logger: false });
  await client.connect();
  try {
    await client.mailboxOpen("INBOX");
    const uids = await client.search(criteria, { uid: true });
    if (!uids || uids.length === 0) return [];
    const messages = await client.fetchAll(uids, { uid: true, source: true, flags: true, internalDate: true }, { uid: true });
    return await Promise.all(
      messages.map(async ({ source, flags = new Set(), internalDate }) => ({
        ...(await PostalMime.parse(source ?? "")),
        flags,
        internalDate: internalDate === undefined ? undefined : new Date(internalDate),
      })),
    );
  } finally {
    await client.logout();
  }
}

export function header(mail: Email, name: string): string[] {
  return mail.headers.filter(({ key }) => key === name).map(({ value }) => value);
}

export function linkIn(mail: Email): string {
  return /https:\/\/\S+/.exec(mail.text ?? "")?.[0] ?? "no link";
}
