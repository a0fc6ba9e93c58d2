import { createTransport, type SMTPTransportOptions } from "nodemailer";
import { silentLog } from "../base/log.ts";
import { ImapConnection, MailboxUnreachable } from "./imap-connection.ts";
import { MAIL_DEADLINES, troubleOf, type MailDeadlines, type MailTrouble } from "./imap-options.ts";
import type { MailboxSettings, MailServer } from "./settings.ts";

export interface MailboxCheck {
  readonly imap: "ok" | MailTrouble;
  readonly smtp: "ok" | "not-set" | MailTrouble;
}

const IMPLICIT_TLS_PORT = 465;

/** Signs in to both servers and opens the folder. Reads no mail and sends none. */
export async function testMailbox(settings: MailboxSettings, deadlines: MailDeadlines = MAIL_DEADLINES): Promise<MailboxCheck> {
  const [imap, smtp] = await Promise.all([testImap(settings, deadlines), testSmtp(settings.smtp, deadlines)]);
  return { imap, smtp };
}

async function testImap(settings: MailboxSettings, deadlines: MailDeadlines): Promise<"ok" | MailTrouble> {
  const connection = new ImapConnection(settings, { deadlines, log: silentLog });
  try {
    await connection.run((client) => client.noop());
    return "ok";
  } catch (error) {
    if (error instanceof MailboxUnreachable) return error.reason;
    throw error;
  } finally {
    await connection.close();
  }
}

async function testSmtp(server: MailServer | undefined, deadlines: MailDeadlines): Promise<MailboxCheck["smtp"]> {
  if (!server) return "not-set";
  const transport = createTransport(smtpOptions(server, deadlines));
  try {
    await transport.verify();
    return "ok";
  } catch (error) {
    return troubleOf(error);
  } finally {
    transport.close();
  }
}

function smtpOptions({ host, port, tls, user, secret, accessToken }: MailServer, deadlines: MailDeadlines): SMTPTransportOptions {
  const isImplicitTls = tls && port === IMPLICIT_TLS_PORT;
  return {
    host,
    port,
    secure: isImplicitTls,
    requireTLS: tls && !isImplicitTls,
    ignoreTLS: !tls,
    auth: accessToken === undefined ? { user, pass: secret ?? "" } : { type: "OAuth2", user, accessToken },
    logger: false,
    connectionTimeout: deadlines.connectMs,
    greetingTimeout: deadlines.connectMs,
    socketTimeout: deadlines.answerMs,
  };
}
