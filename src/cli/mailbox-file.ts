import { join } from "node:path";
import { MailboxSettings } from "../mail/settings.ts";
import type { SealedFile } from "../vault/sealed-file.ts";
import { deriveKey } from "../vault/subject-keys.ts";
import type { OpenedHome } from "./open-home.ts";

/** Where a home keeps its one mailbox. */
export function mailboxFile({ home, homeKey }: OpenedHome): SealedFile<typeof MailboxSettings> {
  return { path: join(home, "mailbox.sealed"), key: deriveKey(homeKey, "mailbox"), aad: "mailbox", schema: MailboxSettings };
}
