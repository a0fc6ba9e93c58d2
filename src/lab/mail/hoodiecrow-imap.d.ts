/** The part of hoodiecrow-imap 2.1 that the lab uses; the package has no types of its own. */
declare module "hoodiecrow-imap" {
  import type { Server } from "node:net";

  interface Options {
    readonly users: Record<string, { password: string }>;
    readonly storage: Record<string, object>;
    readonly plugins: readonly string[];
    /** Given, it keeps the package from reading the certificate that comes with it. */
    readonly credentials: object;
  }

  interface ImapServer {
    readonly server: Server;
    appendMessage(mailbox: string, flags: readonly string[], internalDate: string, raw: string): void;
  }

  export default function hoodiecrow(options: Options): ImapServer;
}
