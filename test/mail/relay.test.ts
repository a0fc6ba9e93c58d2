import { createServer as createTlsServer } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../src/base/clock.ts";
import { silentLog } from "../../src/base/log.ts";
import { makeCertificate } from "../../src/browser/certificate.ts";
import { dialThrough, type Upstream } from "../../src/browser/upstream.ts";
import { openMailbox, type Mailbox } from "../../src/mail/mailbox.ts";
import type { MailboxSettings } from "../../src/mail/settings.ts";
import { listening } from "../browser/support/broker.ts";
import { httpProxy, LOGIN, socksProxy, type UpstreamProxy } from "../browser/support/proxies.ts";
import { DEADLINES, ImapServer } from "./mail-servers.ts";
import { minutesLater, rawMail, SINCE } from "./mails.ts";

const AT = "imap.mail.example";

/** Without TLS where a test wants to see through the way; settings that a person gives may be so on loopback only. */
function settings(server: Partial<MailboxSettings["imap"]> = {}): MailboxSettings {
  return { imap: { host: AT, port: 993, tls: false, user: "testuser", secret: "testpass", ...server }, folder: "INBOX" };
}

function open(through: UpstreamProxy, kind: Upstream["kind"], wanted = settings()): Mailbox {
  return openMailbox(wanted, { clock: systemClock, log: silentLog, deadlines: DEADLINES, dial: dialThrough({ kind, host: "127.0.0.1", port: through.port, login: LOGIN }) });
}

describe.each([["HTTP CONNECT", "http", httpProxy], ["SOCKS5", "socks5", socksProxy]] as const)("a mailbox behind a proxy of one's own, by %s", (_, kind, start) => {
  let server: ImapServer;
  beforeAll(async () => {
    server = await new ImapServer().listen();
    server.deliver(rawMail(), minutesLater(5));
  });
  afterAll(() => server.close());

  it("is read through it, by its name, however often the connection is lost", async () => {
    await using proxy = await start(() => server.port, true);
    await using mailbox = open(proxy, kind);

    expect(await mailbox.headsSince(SINCE)).toHaveLength(1);
    server.cutConnections();
    expect(await mailbox.headsSince(SINCE)).toHaveLength(1);
    expect(proxy.asked).toEqual([`${AT}:993`, `${AT}:993`]);
  });

  it("is out of reach when the proxy can't get there, and no way past it is tried", async () => {
    await using proxy = await start(() => undefined, true);
    await using mailbox = open(proxy, kind);

    await expect(mailbox.headsSince(SINCE)).rejects.toHaveProperty("reason", "connection-lost");
  });

  it("is asked for a certificate of its own name, which it has to show", async () => {
    const { keyPem: key, certPem: cert } = makeCertificate([AT], new Date());
    const named: string[] = [];
    const SNICallback = (name: string, answer: (error: null) => void): void => {
      named.push(name);
      answer(null);
    };
    await using tls = await listening(createTlsServer({ key, cert, SNICallback }).on("tlsClientError", () => undefined), () => undefined);
    await using proxy = await start(() => tls.port, true);
    await using mailbox = open(proxy, kind, settings({ tls: true }));

    await expect(mailbox.headsSince(SINCE)).rejects.toHaveProperty("reason", "certificate");
    expect([proxy.asked, named]).toEqual([[`${AT}:993`], [AT]]);
  });

  it("on this machine is a bridge, and reached without it", async () => {
    await using proxy = await start(() => undefined, true);
    await using mailbox = open(proxy, kind, settings({ host: "127.0.0.1", port: server.port }));

    expect(await mailbox.headsSince(SINCE)).toHaveLength(1);
    expect(proxy.asked).toEqual([]);
  });
});
