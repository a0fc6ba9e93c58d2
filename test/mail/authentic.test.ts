import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAuthResults } from "../../src/mail/auth-results.ts";
import { isAuthentic } from "../../src/mail/authentic.ts";
import { readMail } from "../../src/mail/read-mail.ts";

const FROM = "acme.example";

async function isVouchedFor(authResults: readonly string[], options: { from?: string; authserv?: string } = {}): Promise<boolean> {
  const { headers } = await readMail(`${authResults.map((value) => `Authentication-Results: ${value}\r\n`).join("")}From: x@acme.example\r\n\r\n`);
  return isAuthentic(headers, { from: FROM, ...options });
}

describe("vouching for a sender", () => {
  it.each([
    ["DKIM of the domain", "mx.example.org; dkim=pass header.d=acme.example"],
    ["DKIM of a domain under it", "mx.example.org; dkim=pass header.d=mail.acme.example"],
    ["a DKIM identity", "mx.example.org; dkim=pass header.i=@acme.example header.s=s1 header.b=AbC/D+1="],
    ["DMARC", "mx.google.com; spf=pass smtp.mailfrom=bounce@esp.example; dmarc=pass (p=REJECT sp=NONE dis=NONE) header.from=acme.example"],
    ["one of two signatures", "mx.example.org; dkim=pass header.d=esp.example; dkim=pass header.d=acme.example"],
    ["a signature beside one that the server can't check", "mx.example.org; dkim=pass header.d=acme.example; dkim=neutral header.d=acme.example"],
    ["folded lines and comments", "mx.example.org (a (nested) comment) 1;\r\n\tdkim = pass (2048-bit key; dkim=fail)\r\n header.d = acme.example;\r\n spf=none"],
    ["quoted values and capitals", 'MX.example.org; DKIM=Pass reason="good; signature" header.d="ACME.example"'],
    ["properties without a type", "mx.example.org; dkim=pass (rsa) header.d=acme.example x-bits=2048;"],
  ])("takes %s", async (_, header) => {
    expect(await isVouchedFor([header])).toBe(true);
  });

  it.each([
    ["nothing", []],
    ["a server that checked nothing", ["mx.example.org; none"]],
    ["failing DKIM", ["mx.example.org; dkim=fail header.d=acme.example"]],
    ["DKIM of somebody else", ["mx.example.org; dkim=pass header.d=evil.example"]],
    ["a domain that ends alike", ["mx.example.org; dkim=pass header.d=notacme.example"]],
    ["a public suffix as signer", ["mx.example.org; dkim=pass header.d=example"]],
    ["DKIM that names no signer", ["mx.example.org; dkim=pass"]],
    ["SPF alone", ["mx.example.org; spf=pass smtp.mailfrom=acme.example"]],
    ["DKIM where DMARC fails", ["mx.example.org; dkim=pass header.d=acme.example; dmarc=fail header.from=acme.example"]],
    ["a pass inside a comment", ["mx.example.org; dkim=none (dkim=pass header.d=acme.example)"]],
    ["a pass inside a quoted value", ['mx.example.org; dkim=fail reason="x; dkim=pass header.d=acme.example" header.d=acme.example']],
    ["two answers to one question", ["mx.example.org; dkim=pass header.d=evil.example header.d=acme.example"]],
    ["an open comment", ["mx.example.org; dkim=pass (x header.d=acme.example"]],
    ["no server name", ["dkim=pass header.d=acme.example"]],
    ["a pass below the server's own header", ["mx.example.org; spf=pass", "mx.example.org; dkim=pass header.d=acme.example"]],
  ])("refuses %s", async (_, headers) => {
    expect(await isVouchedFor(headers)).toBe(false);
  });

  it.each([
    ["its headers one under the other", ["mx.example.org; spf=pass", "MX.example.org; dkim=pass header.d=acme.example"], true],
    ["its header below a foreign one", ["other.example; spf=pass", "mx.example.org; dkim=pass header.d=acme.example"], false],
    ["its header below a broken one", ["?;", "mx.example.org; dkim=pass header.d=acme.example"], false],
    ["a planted pass below its own fail", ["mx.example.org; dkim=fail header.d=acme.example", "mx.example.org; dkim=pass header.d=acme.example"], false],
    ["only a foreign one", ["evil.example; dkim=pass header.d=acme.example"], false],
  ])("with the server's name known, judges %s", async (_, headers, expected) => {
    expect(await isVouchedFor(headers, { authserv: "mx.example.org" })).toBe(expected);
  });

  it("does not let customers of one host vouch for each other", async () => {
    expect(await isVouchedFor(["mx.example.org; dkim=pass header.d=evil.github.io"], { from: "acme.github.io" })).toBe(false);
  });
});

describe("reading Authentication-Results", () => {
  const words = ["mx.example.org", "dkim", "=", "pass", "fail", ";", "(", ")", '"', "\\", "header", ".", "d", "acme.example", " ", "\r\n ", "\t", "none", "/", "1", "@", "é", "\0"];

  it("never throws and never finds a pass that the text doesn't name", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 40 }), (parts) => {
        const header = parts.join("");
        const passes = parseAuthResults(header)?.results.filter(({ result }) => result === "pass") ?? [];
        expect(passes.length === 0 || /=[\s\S]*pass/.test(header)).toBe(true);
      }),
      { numRuns: 20_000 },
    );
  });

  it("finds no pass in any text that a server puts into a comment or a quoted value", () => {
    const planted = fc.array(fc.constantFrom(...words), { maxLength: 20 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(planted, (text) => {
        const quoted = `"${text.replace(/["\\]/g, "\\$&")}"`;
        const comment = `(${text.replace(/[()\\]/g, "\\$&")})`;
        const results = parseAuthResults(`mx.example.org; dkim=fail reason=${quoted} ${comment} header.d=acme.example`)?.results ?? [];
        expect(results.map(({ result }) => result).filter((result) => result !== "fail")).toEqual([]);
      }),
      { numRuns: 5_000 },
    );
  });

  it("is done at once with a hostile header", () => {
    const hostile = ["(".repeat(15_000), '"'.repeat(15_000), `x;${" ".repeat(15_000)}`, `x;${"a".repeat(15_000)}`, `x; ${"a.b=c ".repeat(2_500)}`, "x".repeat(1_000_000)];

    const begin = process.cpuUsage(); // other processes of the machine don't count
    for (const header of hostile) parseAuthResults(header);

    expect(process.cpuUsage(begin).user / 1_000).toBeLessThan(500);
  });
});
