import { lookOnce } from "./find-mail.ts";
import type { MailSearch } from "./fitting.ts";
import type { Mailbox } from "./mailbox.ts";

export interface AwaitedByName extends MailSearch {
  /** What the caller calls it: a request's key, a broker's slug. */
  readonly name: string;
}

/** `here`: a true mail came. `doubtful`: one came whose sender nobody vouches for. */
export interface InboxLine {
  readonly name: string;
  readonly mail: "here" | "doubtful" | "not-yet";
}

export type InboxReading = { readonly kind: "read"; readonly lines: readonly InboxLine[] } | { readonly kind: "unreachable" };

/** Which of the awaited mails are there, read once. Links and codes stay in the mailbox. */
export async function readInbox(mailbox: Mailbox, awaited: readonly AwaitedByName[]): Promise<InboxReading> {
  const lines: InboxLine[] = [];
  for (const search of awaited) {
    const { kind } = await lookOnce(mailbox, search);
    if (kind === "unreachable") return { kind };
    lines.push({ name: search.name, mail: kind === "none" ? "not-yet" : kind === "doubtful" ? "doubtful" : "here" });
  }
  return { kind: "read", lines };
}
