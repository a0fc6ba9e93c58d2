import { isIPv4 } from "node:net";
import { z } from "zod";
import { UsageError } from "../base/errors.ts";

const Text = z.string().min(1).max(1_000);

const MailServer = z
  .strictObject({
    host: z.string().trim().min(1).max(253),
    port: z.int().min(1).max(65_535),
    /** Off only for a bridge on this machine; on the ports for it, STARTTLS is demanded. */
    tls: z.boolean().default(true),
    user: Text,
    secret: Text.optional(),
    /** OAuth 2 (XOAUTH2), instead of a secret. */
    accessToken: Text.optional(),
  })
  .refine(({ secret, accessToken }) => (secret === undefined) !== (accessToken === undefined), "wants either a secret or an accessToken")
  .refine(({ tls, host }) => tls || isLoopback(host), { path: ["tls"], message: "wants to be true: only a server on this machine (127.0.0.1) may go without" });
export type MailServer = z.infer<typeof MailServer>;

/** The person's dedicated mailbox. Kept sealed by the caller. */
export const MailboxSettings = z.strictObject({
  imap: MailServer,
  smtp: MailServer.optional(),
  folder: z.string().min(1).max(200).default("INBOX"),
  /** The name under which the person's own server writes `Authentication-Results`; without it only the topmost one counts. */
  authserv: z.string().min(1).max(253).optional(),
});
export type MailboxSettings = z.infer<typeof MailboxSettings>;

/** Settings as typed or unsealed. A `UsageError` names the setting and never its value. */
export function parseMailboxSettings(settings: unknown): MailboxSettings {
  const result = MailboxSettings.safeParse(settings);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join(".") || "mailbox"}: ${message}`);
  throw new UsageError(`the mailbox settings can't be used: ${faults.join("; ")}`, { hint: "unlist mailbox add" });
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}
