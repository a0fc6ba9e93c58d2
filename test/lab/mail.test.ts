import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTransport } from "nodemailer";
import { header, linkIn, readInbox } from "./read-inbox.ts";
import { ALIAS, visitLab, type Visitor } from "./visitor.ts";

const ODALYS = "https://www.pasteurl.example/record/w3h9pz";

describe("the lab's mailbox", () => {
  let lab: Visitor;
  beforeEach(async () => {
    lab = await visitLab();
  });
  afterEach(() => lab[Symbol.asyncDispose]());

  const askForLink = () => lab.post("https://www.peoplepick.example/optout", { email: ALIAS, record: "q7m2vd" });
  const askWithPhish = () => lab.post("https://www.pasteurl.example/optout", { email: ALIAS, url: ODALYS });

  it("gets a broker's mail under a plus-address, unseen, dated by the lab's clock", async () => {
    await lab.onDay(3);

    await askForLink();
    const [mail, ...more] = await readInbox(lab.announcement);

    expect(more).toEqual([]);
    expect(mail?.to?.[0]?.address).toBe(ALIAS);
    expect(mail?.flags.size).toBe(0);
    expect(mail?.date?.slice(0, 10)).toBe("2027-01-14");
    expect(mail?.internalDate?.toISOString().slice(0, 10)).toBe("2027-01-14");
  });

  it.each([
    ["sender", { from: "peoplepick.example" }, 1],
    ["another sender", { from: "pasteurl.example" }, 0],
    ["recipient", { to: ALIAS }, 1],
    ["another recipient", { to: "marigold+else@lab.example" }, 0],
    ["day", { since: new Date("2027-01-10") }, 1],
    ["a later day", { since: new Date("2027-01-12") }, 0],
    ["day of arrival or of sending", { or: [{ since: new Date("2027-01-10") }, { sentSince: new Date("2027-01-10") }] }, 1],
    ["what is unread", { seen: false }, 1],
  ])("can be searched by %s", async (_, criteria, count) => {
    await askForLink();

    expect(await readInbox(lab.announcement, criteria)).toHaveLength(count);
  });

  it("has the person's own server vouch for a broker's mail, and keeps no mark of the lab", async () => {
    await askForLink();
    const [mail] = await readInbox(lab.announcement);

    expect(header(mail!, "authentication-results")).toEqual(["mx.lab.example; dkim=pass header.d=peoplepick.example; spf=pass smtp.mailfrom=peoplepick.example"]);
    expect(header(mail!, "x-lab-mark")).toEqual([]);
  });

  it("gets a phish before the true mail: right From, failing DKIM, another host, its own verdict thrown away", async () => {
    await askWithPhish();
    const [phish, mail] = await readInbox(lab.announcement);

    expect([phish, mail].map((one) => one?.from?.address)).toEqual(["no-reply@pasteurl.example", "no-reply@pasteurl.example"]);
    expect(header(phish!, "authentication-results")).toEqual(["mx.lab.example; dkim=fail header.d=pasteurl.example; spf=fail smtp.mailfrom=pasteurl.example"]);
    expect(linkIn(phish!)).toMatch(/^https:\/\/secure-unlisting\.example\//);
    expect(linkIn(mail!)).toMatch(/^https:\/\/www\.pasteurl\.example\/confirm\?token=[0-9a-f]{24}$/);
  });

  it("counts each time a mailed link is opened", async () => {
    await askForLink();
    const [mail] = await readInbox(lab.announcement);

    await lab.get(linkIn(mail!));
    await lab.get(linkIn(mail!));

    expect((await lab.truth()).links).toEqual([{ site: "peoplepick", listing: "q7m2vd", clicks: 2 }]);
  });

  it("holds mail back and hands it on when told to", async () => {
    await lab.control("/event", { name: "hold-mail" });
    await askForLink();
    const before = await readInbox(lab.announcement);

    await lab.control("/event", { name: "release-mail" });

    expect(before).toEqual([]);
    expect(await readInbox(lab.announcement)).toHaveLength(1);
  });

  it("takes mail that the person sends, lets it go nowhere, and counts it", async () => {
    const { host, port, user, secret: pass } = lab.announcement.mailbox.smtp;
    const transport = createTransport({ host, port, secure: false, ignoreTLS: true, auth: { user, pass } });

    await transport.sendMail({ from: user, to: "privacy@peoplepick.example", subject: "request", text: "please" });

    expect((await lab.truth()).sentByPerson).toBe(1);
    expect(await readInbox(lab.announcement)).toEqual([]);
  });

  it("refuses a wrong secret, for reading and for sending", async () => {
    const { announcement } = lab;
    const { imap, smtp } = announcement.mailbox;
    const wrong = { ...announcement, mailbox: { ...announcement.mailbox, imap: { ...imap, secret: "wrong" } } };
    const transport = createTransport({ host: smtp.host, port: smtp.port, secure: false, ignoreTLS: true, auth: { user: smtp.user, pass: "wrong" } });

    await expect(readInbox(wrong)).rejects.toThrow();
    await expect(transport.verify()).rejects.toThrow();
  });
});
