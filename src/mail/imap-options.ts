import { AuthenticationFailure, type ImapFlowOptions } from "imapflow";
import type { MailServer } from "./settings.ts";

const STARTTLS_PORT = 143;
const MEGABYTE = 1_048_576;

/** Real seconds and not the clock's: a rehearsal's clock may stand still while a server hangs. */
export interface MailDeadlines {
  readonly connectMs: number;
  readonly answerMs: number;
}
export const MAIL_DEADLINES: MailDeadlines = { connectMs: 20_000, answerMs: 30_000 };

export function imapOptions({ host, port, tls, user, secret, accessToken }: MailServer, { connectMs, answerMs }: MailDeadlines): ImapFlowOptions {
  const isStartTls = tls && port === STARTTLS_PORT;
  return {
    host,
    port,
    secure: tls && !isStartTls,
    ...(tls && !isStartTls ? {} : { doSTARTTLS: isStartTls }),
    auth: accessToken === undefined ? { user, pass: secret ?? "" } : { user, accessToken },
    // Its log lines hold subjects and addresses.
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: answerMs,
    maxLiteralSize: 32 * MEGABYTE,
    maxResponseSize: 64 * MEGABYTE,
  };
}

/** Why a mailbox can't be read or a mail server reached, in fixed words: a server's own words may hold an address. */
export type MailTrouble = "refused" | "unknown-host" | "timeout" | "certificate" | "login" | "no-such-folder" | "connection-lost" | "protocol";

const TROUBLE_OF_CODE: Readonly<Record<string, MailTrouble>> = {
  ECONNREFUSED: "refused",
  ENOTFOUND: "unknown-host",
  EAI_AGAIN: "unknown-host",
  CONNECT_TIMEOUT: "timeout",
  GREETING_TIMEOUT: "timeout",
  UPGRADE_TIMEOUT: "timeout",
  ETIMEOUT: "timeout",
  ETIMEDOUT: "timeout",
  EAUTH: "login",
  EDNS: "unknown-host",
  ECONNRESET: "connection-lost",
  EPIPE: "connection-lost",
  NoConnection: "connection-lost",
  EConnectionClosed: "connection-lost",
  StateLogout: "connection-lost",
  ClosedAfterConnectText: "connection-lost",
  ClosedAfterConnectTLS: "connection-lost",
};

export function troubleOf(error: unknown): MailTrouble {
  if (error instanceof AuthenticationFailure) return "login";
  if (!(error instanceof Error)) return "protocol";
  if ("authenticationFailed" in error && error.authenticationFailed === true) return "login";
  if ("mailboxMissing" in error && error.mailboxMissing === true) return "no-such-folder";
  const code = codeOf(error);
  // Node names a certificate that it refuses in many ways: CERT_HAS_EXPIRED, DEPTH_ZERO_SELF_SIGNED_CERT, ERR_TLS_CERT_ALTNAME_INVALID, …
  if (/CERT|TLS|SSL|SIGNATURE/.test(code)) return "certificate";
  return TROUBLE_OF_CODE[code] ?? "protocol";
}

/** Node's own code: nodemailer puts its word for the failing step in front of it. */
function codeOf(error: Error): string {
  const code: unknown = "originalCode" in error ? error.originalCode : "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "";
}
