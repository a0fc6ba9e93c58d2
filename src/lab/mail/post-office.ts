import { buffer } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { listenOnLoopback, portOf } from "../listen.ts";
import { SERVER_ID, withVerdict } from "./authentication-results.ts";
import type { Inbox, Login } from "./inbox.ts";
import type { TrustMark } from "./trust-mark.ts";

/** Every address of this domain ends in the one mailbox, plus-tags included. */
export const MAIL_DOMAIN = "lab.example";

export interface PostOffice extends AsyncDisposable {
  readonly port: number;
  /** Keeps incoming mail back until `release`, as a slow broker would. */
  hold(): void;
  release(): void;
}

export interface PostOfficeParts {
  readonly inbox: Inbox;
  readonly login: Login;
  readonly mark: TrustMark;
  readonly now: () => Date;
  /** A mail that the person's side sent: it goes nowhere. */
  readonly onSentByPerson: () => void;
}

/** The person's mail server: takes mails from brokers in, and those of the person to be sent on. */
export async function openPostOffice(parts: PostOfficeParts): Promise<PostOffice> {
  const desk = new SortingDesk(parts);
  const server = new SMTPServer({
    name: SERVER_ID,
    authOptional: true,
    disabledCommands: ["STARTTLS"], // loopback; and clear-text AUTH is refused while it is on
    disableReverseLookup: true,
    logger: false,
    onAuth({ username, password }, _session, done) {
      const isRight = username === parts.login.user && password === parts.login.secret;
      done(isRight ? null : new Error("wrong user or secret"), isRight ? { user: username } : undefined);
    },
    onData(stream, session, done) {
      const recipients = session.envelope.rcptTo.map(({ address }) => address);
      buffer(stream).then((raw) => {
        if (session.user === undefined) desk.takeIn(raw, recipients);
        else parts.onSentByPerson();
        done();
      }, done);
    },
  });
  const listening = await listenOnLoopback(server.server);
  return {
    port: portOf(server.server),
    hold: () => desk.hold(),
    release: () => desk.release(),
    [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose](),
  };
}

class SortingDesk {
  readonly #parts: PostOfficeParts;
  #held: Buffer[] | undefined;

  constructor(parts: PostOfficeParts) {
    this.#parts = parts;
  }

  takeIn(raw: Buffer, recipients: readonly string[]): void {
    if (!recipients.some((address) => address.toLowerCase().endsWith(`@${MAIL_DOMAIN}`))) return;
    if (this.#held) this.#held.push(raw);
    else this.#put(raw);
  }

  hold(): void {
    this.#held ??= [];
  }

  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const raw of held) this.#put(raw);
  }

  #put(raw: Buffer): void {
    const { inbox, mark, now } = this.#parts;
    inbox.put(withVerdict(raw, mark), now());
  }
}
