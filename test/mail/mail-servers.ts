import { createRequire } from "node:module";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { SMTPServer } from "smtp-server";
import { z } from "zod";
import { systemClock, type Clock } from "../../src/base/clock.ts";
import { silentLog } from "../../src/base/log.ts";
import { openMailbox, type Mailbox } from "../../src/mail/mailbox.ts";
import { parseMailboxSettings, type MailboxSettings } from "../../src/mail/settings.ts";

interface Hoodiecrow {
  readonly server: Server;
  listen(port: number, host: string, done: () => void): void;
  close(done: () => void): void;
  appendMessage(folder: string, flags: string[], internaldate: Date, raw: string): void;
  getMailbox(folder: string): { messages: { flags: string[] }[] };
}

// The package brings no types.
const hoodiecrow = z
  .custom<(options: object) => Hoodiecrow>((value) => typeof value === "function")
  .parse(createRequire(import.meta.url)("hoodiecrow-imap"));

export const DEADLINES = { connectMs: 400, answerMs: 1_000 };

/** A real IMAP server on loopback, with a mailbox in memory. */
export class ImapServer {
  readonly #server: Hoodiecrow;
  readonly #sockets = new Set<Socket>();
  port = 0;
  logins = 0;

  constructor() {
    this.#server = hoodiecrow({ plugins: ["SASL-IR", "AUTH-PLAIN", "XOAUTH2", "ID"], storage: { INBOX: { messages: [] }, "": { folders: { Brokers: {} } } } });
    this.#server.server.on("connection", (socket) => {
      this.logins++;
      this.#sockets.add(socket);
    });
  }

  async listen(): Promise<this> {
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
    this.port = portOf(this.#server.server);
    return this;
  }

  deliver(raw: string, at: Date, flags: string[] = []): void {
    this.#server.appendMessage("INBOX", flags, at, raw);
  }

  flags(): string[][] {
    return this.#server.getMailbox("INBOX").messages.map((message) => message.flags);
  }

  cutConnections(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }

  async close(): Promise<void> {
    this.cutConnections();
    await new Promise<void>((done) => this.#server.close(done));
  }
}

export function settingsFor(port: number, changes: Partial<MailboxSettings> = {}, user = { user: "testuser", secret: "testpass" }): MailboxSettings {
  return parseMailboxSettings({ imap: { host: "127.0.0.1", port, tls: false, ...user }, ...changes });
}

export function open(settings: MailboxSettings, clock: Clock = systemClock): Mailbox {
  return openMailbox(settings, { clock, log: silentLog, deadlines: DEADLINES });
}

/** Takes connections and never says a word. */
export async function silentServer(): Promise<{ port: number; close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => sockets.add(socket));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => server.close(done));
  };
  return { port: portOf(server), close };
}

/** A port on which nobody listens. */
export async function deadPort(): Promise<number> {
  const { port, close } = await silentServer();
  await close();
  return port;
}

export async function smtpServer(): Promise<{ port: number; close: () => Promise<void> }> {
  const server = new SMTPServer({
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, answer) => {
      if (username === "testuser" && password === "testpass") answer(null, { user: "testuser" });
      else answer(new Error("no such user"));
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { port: portOf(server.server), close: () => new Promise((done) => server.close(() => done())) };
}

function portOf(server: { address(): AddressInfo | string | null }): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening");
  return address.port;
}
