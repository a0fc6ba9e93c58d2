import hoodiecrow from "hoodiecrow-imap";
import { listenOnLoopback, type Listening } from "../listen.ts";

/** The person's one mailbox, read by IMAP. Plain text: it is on loopback, and STARTTLS here has an expired certificate. */
export interface Inbox extends AsyncDisposable {
  readonly port: number;
  /** Stores a mail as of `at`. */
  put(raw: Buffer, at: Date): void;
}

export interface Login {
  readonly user: string;
  readonly secret: string;
}

export async function openInbox({ user, secret }: Login): Promise<Inbox> {
  const imap = hoodiecrow({
    users: { [user]: { password: secret } },
    storage: { INBOX: {}, "": {} },
    plugins: ["ID", "IDLE", "NAMESPACE", "UNSELECT"],
    credentials: {},
  });
  const listening: Listening = await listenOnLoopback(imap.server);
  return {
    port: listening.port,
    // The server writes a message's characters as bytes, so bytes are handed over as characters.
    put: (raw, at) => imap.appendMessage("INBOX", [], internalDate(at), raw.toString("latin1")),
    [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose](),
  };
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** As IMAP writes it, in UTC: `11-Jan-2027 09:00:00 +0000`. */
function internalDate(at: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  const time = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(":");
  return `${two(at.getUTCDate())}-${MONTHS[at.getUTCMonth()] ?? ""}-${at.getUTCFullYear()} ${time} +0000`;
}
