import PostalMime, { type Header } from "postal-mime";
import type { ImapFlow, FetchMessageObject } from "imapflow";
import type { Clock } from "../base/clock.ts";
import { after, DAY_MS } from "../base/duration.ts";
import type { Log } from "../base/log.ts";
import { ImapConnection, MailboxUnreachable } from "./imap-connection.ts";
import { MAIL_DEADLINES, type MailDeadlines } from "./imap-options.ts";
import { readMail, type Mail } from "./read-mail.ts";
import type { MailDial } from "./relay.ts";
import type { MailboxSettings } from "./settings.ts";

/** What tells whether a mail is worth opening. */
export interface MailHead {
  /** Names the mail for good, also over a reconnect. */
  readonly id: string;
  readonly uid: number;
  /** When it came, or when it says it was sent, whichever is later: a rehearsal's clock runs apart from the server's. */
  readonly arrivedAt: Date;
  readonly headers: readonly Header[];
  readonly sizeBytes: number;
}

export interface MailboxTools {
  readonly clock: Clock;
  readonly log: Log;
  readonly deadlines?: MailDeadlines;
  /** The way out through the person's own proxy. A bridge on this machine is reached without it. */
  readonly dial?: MailDial | undefined;
}

const HEAD = ["from", "to", "cc", "delivered-to", "x-delivered-to", "x-original-to", "envelope-to", "date", "subject"];
const LARGEST_BYTES = 4 * 1_048_576; // a confirmation mail is a few kilobytes; half of a large one could hold half a link

/** Connects when it is first read. Whoever opens it closes it. */
export function openMailbox(settings: MailboxSettings, tools: MailboxTools): Mailbox {
  return new Mailbox(settings, tools);
}

/** The person's mailbox, for reading: nothing in it is ever marked, moved or deleted. */
export class Mailbox {
  readonly clock: Clock;
  readonly authserv: string | undefined;
  readonly #connection: ImapConnection;
  readonly #heads = new Map<string, MailHead>();

  constructor(settings: MailboxSettings, { clock, log, dial, deadlines = MAIL_DEADLINES }: MailboxTools) {
    this.clock = clock;
    this.authserv = settings.authserv;
    this.#connection = new ImapConnection(settings, { log, deadlines, dial });
  }

  /** Heads of the mails since about then (a day early rather than late), newest first. Throws `MailboxUnreachable`. */
  headsSince(since: Date): Promise<readonly MailHead[]> {
    // IMAP searches by calendar day in the server's own zone (https://www.rfc-editor.org/rfc/rfc9051#section-6.4.4).
    const day = after(since, -DAY_MS);
    return this.#connection.run(async (client) => {
      await client.noop(); // makes new mail visible in a folder that is already open
      const uids = await client.search({ or: [{ since: day }, { sentSince: day }] }, { uid: true });
      if (!uids) throw new MailboxUnreachable("protocol");
      return this.#headsOf(uids, client);
    });
  }

  /** The mail, opened without marking it as seen; nothing when it is gone or too large to be a confirmation. */
  async read(head: MailHead): Promise<Mail | undefined> {
    if (head.sizeBytes > LARGEST_BYTES) return undefined;
    const message = await this.#connection.run((client) => client.fetchOne(String(head.uid), { source: true }, { uid: true }));
    return message && message.source ? readMail(message.source) : undefined;
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #headsOf(uids: readonly number[], client: ImapFlow): Promise<MailHead[]> {
    const validity = client.mailbox ? client.mailbox.uidValidity : 0n;
    const idOf = (uid: number) => `${validity}:${uid}`;
    const unknown = uids.filter((uid) => !this.#heads.has(idOf(uid)));
    if (unknown.length > 0) {
      const messages = await client.fetchAll(unknown, { uid: true, internalDate: true, size: true, headers: HEAD }, { uid: true });
      for (const message of messages) this.#heads.set(idOf(message.uid), await headOf(message, idOf(message.uid)));
    }
    const heads = uids.flatMap((uid) => this.#heads.get(idOf(uid)) ?? []);
    return heads.sort((a, b) => b.arrivedAt.getTime() - a.arrivedAt.getTime() || b.uid - a.uid);
  }
}

async function headOf({ uid, size, internalDate, headers }: FetchMessageObject, id: string): Promise<MailHead> {
  const parsed = await PostalMime.parse(headers ?? "");
  const times = [internalDate, parsed.date].map((at) => new Date(at ?? 0).getTime()).filter((time) => !Number.isNaN(time));
  return { id, uid, headers: parsed.headers, sizeBytes: size ?? 0, arrivedAt: new Date(Math.max(0, ...times)) };
}
