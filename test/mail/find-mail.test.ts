import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FixedClock, systemClock } from "../../src/base/clock.ts";
import { awaitMail, type AwaitedMail } from "../../src/mail/find-mail.ts";
import { readInbox } from "../../src/mail/inbox.ts";
import type { MailAnswer } from "../../src/playbook/desk.ts";
import { ImapServer, open, settingsFor } from "./mail-servers.ts";
import { ALIAS, LINK, minutesLater, rawMail, SINCE, VOUCHED, type MailParts } from "./mails.ts";

const AWAITED: AwaitedMail = { from: "acme.example", want: { link: "www.acme.example/confirm" }, to: ALIAS, since: SINCE, waitMs: 0 };
const CODE = { code: "code is (\\d{6})" };
const NEVER = new AbortController().signal;

describe("awaiting a mail", () => {
  let server: ImapServer;

  beforeEach(async () => {
    server = await new ImapServer().listen();
  });
  afterEach(() => server.close());

  function deliver(parts: MailParts = {}): void {
    server.deliver(rawMail(parts), parts.date ?? minutesLater(5));
  }

  async function look(changes: Partial<AwaitedMail> = {}, authserv?: string): Promise<MailAnswer> {
    await using mailbox = open(settingsFor(server.port, authserv === undefined ? {} : { authserv }));
    return await awaitMail(mailbox, { ...AWAITED, ...changes }, NEVER);
  }

  it("gives the link of the broker's true mail", async () => {
    deliver();

    expect(await look()).toEqual({ kind: "link", url: LINK, arrivedAt: expect.any(Date) as unknown });
  });

  it("gives the code of a code mail", async () => {
    deliver({ text: "Hello,\n\nyour code is 482913.\n" });

    expect(await look({ want: CODE })).toEqual({ kind: "code", code: "482913" });
  });

  it("reads a code out of HTML as a person sees it", async () => {
    deliver({ html: "<style>p{}</style><p>Your code&nbsp;is\n <b>48</b>2913</p>" });

    expect(await look({ want: CODE })).toEqual({ kind: "code", code: "482913" });
  });

  it.each<[string, MailParts]>([
    ["a display name that looks like the broker's address", { from: '"no-reply@acme.example" <no-reply@evil.example>' }],
    ["a domain that ends like the broker's", { from: "no-reply@notacme.example" }],
    ["a domain with a look-alike letter", { from: "no-reply@\u0430cme.example" }],
    ["an address with two @", { from: "no-reply@acme.example@evil.example" }],
    ["another alias", { to: "jane.optout+other@example.org" }],
    ["the alias without its plus part", { to: "jane.optout@example.org" }],
    ["a mail from before the request", { date: minutesLater(-10) }],
    ["a newsletter without the link", { html: "<a href='https://www.acme.example/news'>news</a>" }],
    ["a link to a host that looks alike", { html: "<a href='https://www.\u0430cme.example/confirm?t=1'>confirm</a>" }],
    ["a link that hides its host behind a user name", { html: "<a href='https://www.acme.example@evil.example/confirm'>confirm</a>" }],
  ])("passes over %s", async (_, parts) => {
    deliver(parts);

    expect(await look()).toEqual({ kind: "none" });
  });

  it.each<[string, MailParts]>([
    ["the right From and a failing DKIM", { authResults: ["mx.example.org; dkim=fail header.d=acme.example; dmarc=fail header.from=acme.example"] }],
    ["a passing DKIM of somebody else", { authResults: ["mx.example.org; dkim=pass header.d=evil.example"] }],
    ["a passing result planted below the server's own", { authResults: ["mx.example.org; dkim=fail header.d=acme.example", VOUCHED] }],
    ["no Authentication-Results", { authResults: [] }],
    ["two senders", { from: "no-reply@acme.example, x@evil.example" }],
    ["several links that differ", { html: `<a href="${LINK}">yes</a> <a href="https://www.acme.example/confirm?token=zzz">no</a>` }],
  ])("doubts a mail with %s", async (_, parts) => {
    deliver(parts);

    expect(await look()).toEqual({ kind: "doubtful" });
  });

  it("counts only the named server's results when it is told the name", async () => {
    deliver({ authResults: ["mx.evil.example; dkim=pass header.d=acme.example"] });

    expect(await look({}, "mx.example.org")).toEqual({ kind: "doubtful" });
  });

  it("takes the true mail although a newer phish lies on top", async () => {
    deliver({ date: minutesLater(5) });
    deliver({ date: minutesLater(9), authResults: ["mx.example.org; dkim=none"], html: "<a href='https://www.acme.example/confirm?token=phish'>go</a>" });

    expect(await look()).toEqual({ kind: "link", url: LINK, arrivedAt: expect.any(Date) as unknown });
  });

  it("takes the newest of two true mails", async () => {
    deliver({ date: minutesLater(5), html: "<a href='https://www.acme.example/confirm?token=old'>go</a>" });
    deliver({ date: minutesLater(9) });

    expect(await look()).toEqual({ kind: "link", url: LINK, arrivedAt: expect.any(Date) as unknown });
  });

  it("finds a subject in any spelling of it, and passes over others", async () => {
    deliver({ subject: "=?utf-8?q?Please_CONFIRM_your?=\r\n =?utf-8?q?_request?=" });

    expect(await look({ subject: "confirm your request" })).toEqual({ kind: "link", url: LINK, arrivedAt: expect.any(Date) as unknown });
    expect(await look({ subject: "welcome" })).toEqual({ kind: "none" });
  });

  it("sees a mail that comes while it waits", async () => {
    await using mailbox = open(settingsFor(server.port), {
      now: () => systemClock.now(),
      sleep: async () => deliver(), // the mail comes in the first pause
    });

    expect(await awaitMail(mailbox, { ...AWAITED, waitMs: 60_000 }, NEVER)).toEqual({ kind: "link", url: LINK, arrivedAt: expect.any(Date) as unknown });
  });

  it("gives up when the wait is over, and not before", async () => {
    const clock = new FixedClock(minutesLater(10));
    await using mailbox = open(settingsFor(server.port), clock);

    const answer = await awaitMail(mailbox, { ...AWAITED, waitMs: 15 * 60_000 }, NEVER);

    expect(answer).toEqual({ kind: "none" });
    expect(clock.now()).toEqual(minutesLater(25));
    expect(server.logins).toBe(1);
  });

  it("stops waiting when it is told to", async () => {
    const abort = new AbortController();
    await using mailbox = open(settingsFor(server.port));

    const waiting = awaitMail(mailbox, { ...AWAITED, waitMs: 600_000 }, abort.signal);
    abort.abort();

    await expect(waiting).rejects.toThrow();
  });

  it("leaves every flag as it was", async () => {
    deliver();
    server.deliver(rawMail(), minutesLater(6), ["\\Flagged"]);
    const before = structuredClone(server.flags());

    await look();

    expect(server.flags()).toEqual(before);
    expect(before).toEqual([[], ["\\Flagged"]]);
  });

  it("tells for each awaited mail whether it is there, and nothing of what it says", async () => {
    deliver();
    deliver({ to: "jane.optout+beta@example.org", from: "x@beta.example", authResults: [], html: "<a href='https://beta.example/c/1'>c</a>" });
    await using mailbox = open(settingsFor(server.port));
    const beta = { from: "beta.example", want: { link: "beta.example/c" }, to: "jane.optout+beta@example.org", since: SINCE };

    const reading = await readInbox(mailbox, [
      { ...AWAITED, name: "acme" },
      { ...beta, name: "beta" },
      { ...beta, name: "gamma", to: "jane.optout+gamma@example.org" },
    ]);

    expect(reading).toEqual({
      kind: "read",
      lines: [
        { name: "acme", mail: "here" },
        { name: "beta", mail: "doubtful" },
        { name: "gamma", mail: "not-yet" },
      ],
    });
  });
});
