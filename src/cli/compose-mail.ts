import { exists } from "../base/files.ts";
import type { Log } from "../base/log.ts";
import { awaitMail } from "../mail/find-mail.ts";
import { openMailbox } from "../mail/mailbox.ts";
import type { RunMail } from "../run/rooms.ts";
import { readSealedFile } from "../vault/sealed-file.ts";
import type { Call } from "./call.ts";
import { mailboxFile } from "./mailbox-file.ts";
import type { OpenedHome } from "./open-home.ts";

export interface OpenMail extends AsyncDisposable {
  readonly port: RunMail | undefined;
}

/** The person's mailbox, where one is set up. It is connected to when a mail is first waited for. */
export async function openMail({ call, opened, log }: { call: Call; opened: OpenedHome; log: Log }): Promise<OpenMail> {
  const file = mailboxFile(opened);
  if (!(await exists(file.path))) return { port: undefined, [Symbol.asyncDispose]: async () => undefined };
  const mailbox = openMailbox(await readSealedFile(file, opened.files), { clock: call.clock, log });
  const waitMs = call.config.mailWaitMs;
  return {
    port: { await: (search, signal) => awaitMail(mailbox, { ...search, waitMs }, signal) },
    [Symbol.asyncDispose]: () => mailbox[Symbol.asyncDispose](),
  };
}
