import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findCode } from "../../src/mail/codes.ts";
import { decodeEntities, textOfHtml } from "../../src/mail/html.ts";
import { findLink, linksOfHtml, linksOfText } from "../../src/mail/links.ts";
import { readMail } from "../../src/mail/read-mail.ts";

const WANTED = "www.acme.example/confirm";
const LINK = "https://www.acme.example/confirm?t=1&u=2";

function inHtml(...hrefs: string[]) {
  return findLink({ html: hrefs.map((href) => `<a href="${href}">here</a>`).join(""), text: "" }, WANTED);
}

describe("the link of a mail", () => {
  it.each([
    ["as written", LINK],
    ["with its entities decoded", "https://www.acme.example/confirm?t=1&amp;u=2"],
    ["with a coded letter", "https://www.acme.example/&#99;onfirm?t=1&#x26;u=2"],
    ["with a host in capitals and the usual port", "HTTPS://WWW.ACME.example:443/confirm?t=1&u=2"],
    ["with dots that lead back", "https://www.acme.example/other/../confirm?t=1&u=2"],
    ["with a line break inside", "https://www.acme.example/con\nfirm?t=1&u=2"],
  ])("is found %s", (_, href) => {
    expect(inHtml(href)).toEqual({ kind: "one", url: LINK });
  });

  it.each([
    ["plain http", "http://www.acme.example/confirm"],
    ["another port", "https://www.acme.example:8443/confirm"],
    ["a user name that looks like the host", "https://www.acme.example@evil.example/confirm"],
    ["a user name before the host", "https://evil@www.acme.example/confirm"],
    ["another host under the domain", "https://evil.acme.example/confirm"],
    ["the host as a part of another", "https://www.acme.example.evil.example/confirm"],
    ["a look-alike host", "https://www.\u0430cme.example/confirm"],
    ["a look-alike host in punycode", "https://www.xn--cme-6cd.example/confirm"],
    ["an address", "https://127.0.0.1/confirm"],
    ["the host in the path", "https://evil.example/www.acme.example/confirm"],
    ["a backslash before the host", "https://evil.example\\@www.acme.example/confirm"],
    ["a longer word than the path", "https://www.acme.example/confirmed-spam"],
    ["dots that lead elsewhere", "https://www.acme.example/confirm/../redirect?to=evil"],
    ["a trailing dot", "https://www.acme.example./confirm"],
    ["a relative address", "/confirm"],
    ["a script", "javascript:location='https://www.acme.example/confirm'"],
  ])("is not %s", (_, href) => {
    expect(inHtml(href)).toEqual({ kind: "none" });
  });

  it("may stand there twice, but two that differ are not chosen between", () => {
    expect(inHtml(LINK, LINK.replace("&", "&amp;"))).toEqual({ kind: "one", url: LINK });
    expect(inHtml(LINK, `${LINK}0`)).toEqual({ kind: "several" });
  });

  it("is the one of the HTML when the plain text has another", () => {
    expect(findLink({ html: `<a href="${LINK}">x</a>`, text: "https://www.acme.example/confirm?plain" }, WANTED)).toEqual({ kind: "one", url: LINK });
  });

  it.each([
    `Go to ${LINK}.`,
    `(${LINK})`,
    `<${LINK}>`,
    `"${LINK}", or ignore this mail`,
    `${LINK}\r\nhttps://www.acme.example/help`,
  ])("is found in plain text: %s", (text) => {
    expect(findLink({ html: "", text }, WANTED)).toEqual({ kind: "one", url: LINK });
  });

  it.each(["127.0.0.1/confirm", "/confirm", "", "www.acme.example:443/confirm", "[::1]/x"])("is nothing for the wish %j", (wish) => {
    expect(findLink({ html: '<a href="https://127.0.0.1/confirm">', text: "https://www.acme.example:443/confirm" }, wish)).toEqual({ kind: "none" });
  });

  it("is looked for in a whole mail, but not in a mail inside it", async () => {
    const inner = `Content-Type: text/html\r\n\r\n<a href="https://www.acme.example/confirm?inner">x</a>`;
    const mail = await readMail(
      `Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n` +
        `<a href=3D"https://www.acme.example/confirm?t=3D1&amp;=\r\nu=3D2">x</a>\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--b--\r\n`,
    );

    expect(findLink(mail, WANTED)).toEqual({ kind: "one", url: LINK });
  });
});

describe("links of HTML", () => {
  it.each([
    [`<A HREF='/x' class=y>`, ["/x"]],
    [`<a\nclass = "b>c"\nhref=/x>`, ["/x"]],
    [`<a href="/first" href="/second">`, ["/first"]],
    [`<a/href="/x"/>`, ["/x"]],
    [`<map><area href="/x"></map>`, ["/x"]],
    [`<!-- <a href="/x"> --><!DOCTYPE <a href="/y">`, []],
    [`<script>"<a href='/x'>"</script><style><a href="/y"></style><title><a href="/z"></title>`, []],
    [`<script>x</script><a href="/x">`, ["/x"]],
    [`<abbr href="/x"><p data-href="/y"></a href="/z">`, []],
    [`1 < 2 <a href="/x">`, ["/x"]],
    [`<a href="/cut`, []],
    [`<a title="<a href='/x'>">`, []],
  ])("%s → %j", (html, expected) => {
    expect(linksOfHtml(html)).toEqual(expected);
  });

  it("come out whatever the attributes around them hold", () => {
    const noise = fc.array(fc.constantFrom("a", "'", "<", ">", "=", " ", "/", "-->", "&amp;", "href"), { maxLength: 12 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(noise, noise, (before, after) => {
        expect(linksOfHtml(`<p title="${before}"><a class="${before}" href="/x" id="${after}">${after.replace(/[<>]/g, "")}</a>`)).toEqual(["/x"]);
      }),
    );
  });

  it("are read in time that grows with the mail and no faster", () => {
    const size = 200_000;
    const hostile = ["<a ", "<", "<a href=\"", "<!--", "<a x='", "<script>", "<a = ", " ", "&#", "https://x)", "<a x=y", "/"].map((part) => part.repeat(size / part.length));

    const begin = process.cpuUsage(); // other processes of the machine don't count
    for (const text of hostile) {
      linksOfHtml(text);
      textOfHtml(text);
      linksOfText(text);
    }

    expect(process.cpuUsage(begin).user / 1_000).toBeLessThan(10_000);
  });
});

describe("several links to the host", () => {
  const html = (...hrefs: string[]) => ({ html: hrefs.map((href) => `<a href="${href}">x</a>`).join(" "), text: "" });

  it("takes the only one that says in its address that it confirms", () => {
    expect(findLink(html("https://www.acme.example/privacy", "https://acme.example/verify?t=1"), "acme.example/")).toEqual({ kind: "one", url: "https://acme.example/verify?t=1" });
  });

  it("chooses none when two confirm, or none says so", () => {
    expect(findLink(html("https://acme.example/confirm/1", "https://acme.example/confirm/2"), "acme.example/").kind).toBe("several");
    expect(findLink(html("https://acme.example/a", "https://acme.example/b"), "acme.example/").kind).toBe("several");
  });
});

describe("text of HTML", () => {
  it.each([
    ["<p>Hello,<br>your code is <b>12</b>34</p>", "Hello,\nyour code is 1234"],
    ["<style>x</style>a&nbsp;b&lt;c", "a b<c"],
    ["<div>\n  a\n</div>\n<div>b</div>", "a\nb"],
  ])("%s → %j", (html, expected) => {
    expect(textOfHtml(html)).toBe(expected);
  });

  it("leaves alone what is no entity", () => {
    expect(decodeEntities("&copy;=1 &amp &#0; &#1114112; &#x41;")).toBe("&copy;=1 &amp &#0; &#1114112; A");
  });
});

describe("the code of a mail", () => {
  it.each([
    ["code: (\\d{6})", "Your code: 123456.", "123456"],
    ["\\b\\d{6}\\b", "Your code: 123456.", "123456"],
    ["code: (\\d{6})", "no code here", undefined],
    ["(a+)+$", `${"a".repeat(50_000)}!`, undefined],
  ])("by %s", (pattern, text, expected) => {
    expect(findCode({ text }, pattern)).toBe(expected);
  });
});
