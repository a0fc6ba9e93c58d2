import { isIP } from "node:net";
import { ImapFlow, type ImapFlowOptions } from "imapflow";
import { TransientError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import { imapOptions, troubleOf, type MailDeadlines, type MailTrouble } from "./imap-options.ts";
import { Relay, type MailDial } from "./relay.ts";
import { isLoopback, type MailboxSettings } from "./settings.ts";

/** The mailbox can't be read now. Carries no cause: a server's own words may hold an address. */
export class MailboxUnreachable extends TransientError {
  readonly reason: MailTrouble;

  constructor(reason: MailTrouble) {
    super(`the mailbox can't be read (${reason})`, { hint: "unlist mailbox test" });
    this.reason = reason;
  }
}

/** Asking again with these settings can't help, and repeated wrong passwords lock accounts. */
const FINAL: readonly MailTrouble[] = ["login", "certificate", "no-such-folder"];

interface ImapTools {
  readonly deadlines: MailDeadlines;
  readonly log: Log;
  readonly dial?: MailDial | undefined;
}

/** One connection, made when it is first needed, with commands one after another. The folder is opened read-only. */
export class ImapConnection {
  readonly #settings: MailboxSettings;
  readonly #deadlines: MailDeadlines;
  readonly #log: Log;
  readonly #dial: MailDial | undefined;
  #client: ImapFlow | undefined;
  #relay: Relay | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #refusal: MailboxUnreachable | undefined;

  constructor(settings: MailboxSettings, tools: ImapTools) {
    this.#settings = settings;
    this.#dial = isLoopback(settings.imap.host) ? undefined : tools.dial;
    this.#deadlines = tools.deadlines;
    this.#log = tools.log;
  }

  /** Runs commands with the folder open; a connection that was lost is made once again. Throws `MailboxUnreachable`. */
  run<T>(commands: (client: ImapFlow) => Promise<T>): Promise<T> {
    const result = this.#last.then(() => this.#runNow(commands));
    this.#last = result.catch(() => undefined); // the caller hears it; the next one starts afresh
    return result;
  }

  async close(): Promise<void> {
    await this.#last;
    const client = this.#client;
    this.#client = undefined;
    if (client?.usable) await client.logout().catch(() => undefined); // it is gone either way
    client?.close();
    await this.#relay?.[Symbol.asyncDispose]();
    this.#relay = undefined;
  }

  async #runNow<T>(commands: (client: ImapFlow) => Promise<T>): Promise<T> {
    const wasOpen = this.#client !== undefined;
    try {
      return await this.#attempt(commands);
    } catch (error) {
      if (!wasOpen) throw this.#refused(error);
    }
    // The connection had been idle and was lost: that says nothing about the server yet.
    return this.#attempt(commands).catch((error: unknown) => {
      throw this.#refused(error);
    });
  }

  async #attempt<T>(commands: (client: ImapFlow) => Promise<T>): Promise<T> {
    try {
      return await commands(await this.#ready());
    } catch (error) {
      this.#drop();
      throw error instanceof MailboxUnreachable ? error : new MailboxUnreachable(troubleOf(error));
    }
  }

  async #ready(): Promise<ImapFlow> {
    if (this.#refusal) throw this.#refusal;
    if (this.#client?.usable) return this.#client;
    this.#drop();
    const client = new ImapFlow({ ...imapOptions(this.#settings.imap, this.#deadlines), ...(await this.#way()) });
    // Without a listener Node would end the process; whoever waits for a command gets the same error.
    client.on("error", (error) => this.#log.debug({ reason: troubleOf(error) }, "the mailbox connection ended"));
    this.#client = client;
    await client.connect();
    await client.mailboxOpen(this.#settings.folder, { readOnly: true }).catch((error: unknown) => {
      throw folderTrouble(error);
    });
    return client;
  }

  /** Where the server is to be dialled, where that is not where it is. */
  async #way(): Promise<Pick<ImapFlowOptions, "host" | "port" | "servername"> | undefined> {
    if (!this.#dial) return undefined;
    const { host } = this.#settings.imap;
    this.#relay ??= await Relay.open(this.#settings.imap, this.#dial);
    return { host: "127.0.0.1", port: this.#relay.port, ...(isIP(host) === 0 && { servername: host }) };
  }

  #refused(error: unknown): unknown {
    if (!(error instanceof MailboxUnreachable)) return error;
    if (FINAL.includes(error.reason)) this.#refusal = error;
    this.#log.warn({ reason: error.reason }, "mailbox unreachable");
    return error;
  }

  #drop(): void {
    this.#client?.close();
    this.#client = undefined;
  }
}

/** The server answered and said no: then it is the folder, whatever words it chose. */
function folderTrouble(error: unknown): unknown {
  const isAnswer = error instanceof Error && "responseStatus" in error;
  return isAnswer ? new MailboxUnreachable("no-such-folder") : error;
}
