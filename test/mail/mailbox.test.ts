import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UsageError } from "../../src/base/errors.ts";
import { awaitMail } from "../../src/mail/find-mail.ts";
import { MailboxUnreachable } from "../../src/mail/imap-connection.ts";
import { parseMailboxSettings } from "../../src/mail/settings.ts";
import { testMailbox } from "../../src/mail/test-mailbox.ts";
import { DEADLINES, deadPort, ImapServer, open, settingsFor, silentServer, smtpServer } from "./mail-servers.ts";
import { ALIAS, minutesLater, rawMail, SINCE } from "./mails.ts";

const AWAITED = { from: "acme.example", want: { link: "www.acme.example/confirm" }, to: ALIAS, since: SINCE, waitMs: 60_000 };
const NEVER = new AbortController().signal;

describe("the mailbox", () => {
  let server: ImapServer;

  beforeEach(async () => {
    server = await new ImapServer().listen();
  });
  afterEach(() => server.close());

  it("connects once for many reads, also at the same time", async () => {
    server.deliver(rawMail(), minutesLater(5));
    await using mailbox = open(settingsFor(server.port));

    const reads = await Promise.all([mailbox.headsSince(SINCE), mailbox.headsSince(SINCE), mailbox.headsSince(SINCE)]);

    expect(reads.map((heads) => heads.length)).toEqual([1, 1, 1]);
    expect(server.logins).toBe(1);
  });

  it("connects again after the connection was cut", async () => {
    await using mailbox = open(settingsFor(server.port));
    await mailbox.headsSince(SINCE);

    server.cutConnections();
    server.deliver(rawMail(), minutesLater(5));

    expect(await mailbox.headsSince(SINCE)).toHaveLength(1);
    expect(server.logins).toBe(2);
  });

  it("signs in with an access token", async () => {
    const imap = { host: "127.0.0.1", port: server.port, tls: false, user: "testuser", accessToken: "testtoken" };
    await using mailbox = open(parseMailboxSettings({ imap }));

    expect(await mailbox.headsSince(SINCE)).toEqual([]);
  });

  it("does not try a wrong password twice", async () => {
    await using mailbox = open(settingsFor(server.port, {}, { user: "testuser", secret: "wrong" }));

    for (let i = 0; i < 3; i++) await expect(mailbox.headsSince(SINCE)).rejects.toHaveProperty("reason", "login");

    expect(server.logins).toBe(1);
  });

  it("says that the folder is missing", async () => {
    await using mailbox = open(settingsFor(server.port, { folder: "Elsewhere" }));

    await expect(mailbox.headsSince(SINCE)).rejects.toHaveProperty("reason", "no-such-folder");
  });

  it("holds no word of the server in its error", async () => {
    await using mailbox = open(settingsFor(server.port, {}, { user: "testuser", secret: "wrong" }));

    const error = await mailbox.headsSince(SINCE).catch((caught: unknown) => caught);

    expect(error).toBeInstanceOf(MailboxUnreachable);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/testuser|Login failed/);
    expect(error).not.toHaveProperty("cause");
  });

  it("is unreachable when nobody listens", async () => {
    await using mailbox = open(settingsFor(await deadPort()));

    expect(await awaitMail(mailbox, AWAITED, NEVER)).toEqual({ kind: "unreachable" });
    await expect(mailbox.headsSince(SINCE)).rejects.toHaveProperty("reason", "refused");
  });

  it("is unreachable within its deadline when the server hangs", async () => {
    const hanging = await silentServer();
    await using mailbox = open(settingsFor(hanging.port));

    expect(await awaitMail(mailbox, AWAITED, NEVER)).toEqual({ kind: "unreachable" });
    await hanging.close();
  });
});

describe("testing the mailbox", () => {
  it("signs in to both servers and says so", async () => {
    const imap = await new ImapServer().listen();
    const smtp = await smtpServer();
    const account = { host: "127.0.0.1", tls: false, user: "testuser", secret: "testpass" };

    const right = await testMailbox(settingsFor(imap.port, { smtp: { ...account, port: smtp.port } }), DEADLINES);
    const wrong = await testMailbox(settingsFor(imap.port, { smtp: { ...account, port: smtp.port, secret: "no" } }), DEADLINES);

    expect(right).toEqual({ imap: "ok", smtp: "ok" });
    expect(wrong).toEqual({ imap: "ok", smtp: "login" });
    await Promise.all([imap.close(), smtp.close()]);
  });

  it("says why a server can't be reached", async () => {
    const hanging = await silentServer();
    const smtp = { host: "127.0.0.1", port: await deadPort(), tls: false, user: "u", secret: "s" };

    expect(await testMailbox(settingsFor(hanging.port, { smtp }), DEADLINES)).toEqual({ imap: "timeout", smtp: "refused" });
    expect(await testMailbox(settingsFor(hanging.port), DEADLINES)).toHaveProperty("smtp", "not-set");
    await hanging.close();
  });

  it("refuses a server that does not show a certificate it can trust", async () => {
    const plain = await new ImapServer().listen();
    const settings = parseMailboxSettings({ imap: { host: "127.0.0.1", port: plain.port, user: "testuser", secret: "testpass" } });

    const { imap } = await testMailbox(settings, DEADLINES);

    expect(imap).not.toBe("ok");
    await plain.close();
  });
});

describe("mailbox settings", () => {
  const imap = { host: "imap.example.org", port: 993, user: "jane", secret: "s3cret" };

  it("fill in TLS and the inbox", () => {
    expect(parseMailboxSettings({ imap })).toEqual({ imap: { ...imap, tls: true }, folder: "INBOX" });
  });

  it.each<[string, unknown]>([
    ["plain text to another machine", { imap: { ...imap, tls: false } }],
    ["plain text to a name that begins like loopback", { imap: { ...imap, tls: false, host: "127.0.0.1.evil.example" } }],
    ["no secret", { imap: { ...imap, secret: undefined } }],
    ["a secret and a token", { imap: { ...imap, accessToken: "t" } }],
    ["an unknown key", { imap: { ...imap, password: "s3cret" } }],
    ["a port that is none", { imap: { ...imap, port: 0 } }],
    ["nothing", undefined],
  ])("refuse %s without repeating a value", (_, settings) => {
    const error = thrownBy(() => parseMailboxSettings(settings));

    expect(error).toBeInstanceOf(UsageError);
    expect(String(error)).not.toMatch(/s3cret|jane|evil/);
  });

  it.each(["127.0.0.1", "127.1.2.3", "::1", "localhost"])("take plain text to a bridge on %s", (host) => {
    expect(parseMailboxSettings({ imap: { ...imap, tls: false, host } }).imap.tls).toBe(false);
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}
