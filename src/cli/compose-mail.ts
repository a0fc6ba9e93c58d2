import { exists } from "../base/files.ts";
import type { Log } from "../base/log.ts";
import { awaitMail } from "../mail/find-mail.ts";
import { openMailbox, type Mailbox } from "../mail/mailbox.ts";
import { isLoopback } from "../mail/settings.ts";
import type { RunMail } from "../run/rooms.ts";
import { readSealedFile } from "../vault/sealed-file.ts";
import type { Call } from "./call.ts";
import { mailboxFile } from "./mailbox-file.ts";
import type { OpenedHome } from "./open-home.ts";
import { upstreamWay } from "./upstream.ts";

export interface OpenMail extends AsyncDisposable {
  readonly port: RunMail | undefined;
}

/** By the way that everything of theirs goes out. */
export async function openTheMailbox({ call, opened, log }: { call: Call; opened: OpenedHome; log: Log }): Promise<Mailbox> {
  const settings = await readSealedFile(mailboxFile(opened), opened.files);
  const dial = isLoopback(settings.imap.host) ? undefined : await upstreamWay(call, opened);
  return openMailbox(settings, { clock: call.clock, log, dial });
}

/** The person's mailbox, where one is set up. It is connected to when a mail is first waited for. */
export async function openMail({ call, opened, log }: { call: Call; opened: OpenedHome; log: Log }): Promise<OpenMail> {
  const file = mailboxFile(opened);
  if (!(await exists(file.path))) return { port: undefined, [Symbol.asyncDispose]: async () => undefined };
  const mailbox = await openTheMailbox({ call, opened, log });
  const waitMs = call.config.mailWaitMs;
  return {
    port: { await: (search, signal) => awaitMail(mailbox, { ...search, waitMs }, signal) },
    [Symbol.asyncDispose]: () => mailbox[Symbol.asyncDispose](),
  };
}
