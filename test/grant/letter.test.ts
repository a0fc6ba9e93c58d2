import { describe, expect, it } from "vitest";
import { AGENT_LAWS } from "../../src/grant/agent-law.ts";
import { lawOf, mannerOf } from "../../src/grant/law-of.ts";
import { letterPage } from "../../src/grant/letter-page.ts";
import { letterOf } from "../../src/grant/letter.ts";
import { isSignedBy, signTyped } from "../../src/grant/signature.ts";
import type { Terms } from "../../src/grant/terms.ts";
import { NOW, termsOf } from "./fixture.ts";

function lawSection(residence: string, now = NOW) {
  const sections = letterOf({ terms: termsOf({ jurisdictions: [residence] }), client: "Jane Q Roe", now });
  return sections.find(({ title }) => title === "Under which law")?.statements ?? [];
}
const said = (residence: string, now = NOW): string => lawSection(residence, now).map(({ text }) => text).join(" ");

describe("a letter of authority", () => {
  it("names in California what the business may check, and that an opt-out takes no more than the permission", () => {
    expect(said("us-ca")).toContain("11 CCR 7063");
    expect(said("us-ca")).toContain("To opt out, this signed permission is enough");
  });

  it.each([["us-co"], ["us-tx"], ["us-nj"]])("claims in %s no agent's right but the opt-out", (residence) => {
    expect(said(residence)).toContain("gives an agent no right to delete, know or correct");
    expect(mannerOf(lawOf(residence, NOW))).toBe("opt-out-as-agent");
  });

  it.each([["us-va"], ["us-ut"], ["us-ia"]])("asks in %s in the client's own name", (residence) => {
    expect(said(residence)).toContain("no authorised agent");
    expect(mannerOf(lawOf(residence, NOW))).toBe("own-name");
  });

  it.each([["de"], ["gb"]])("is the written authority of the GDPR for %s", (residence) => {
    expect(said(residence)).toContain("satisfied of the authority");
  });

  it("takes a law for none before it is in force", () => {
    expect(lawOf("us-la", NOW)).toBeUndefined();
    expect(lawOf("us-la", new Date("2027-01-02"))?.agent).toBe("opt-out");
    expect(said("us-la")).toContain("in the client's own name");
  });

  it("marks for counsel every sentence of a law that nobody checked, and no other", () => {
    for (const { id, inForceFrom, isVerified } of AGENT_LAWS) {
      const residence = { "eu-gdpr": "de", "uk-gdpr": "gb", "ca-pipeda": "ca", "br-lgpd": "br", "au-privacy": "au" }[id] ?? id;
      const marks = lawSection(residence, new Date(inForceFrom)).map(({ isForCounsel }) => isForCounsel === true);
      expect(marks, id).toEqual(marks.map(() => !isVerified));
    }
    expect(lawSection("us-wy")).toMatchObject([{ isForCounsel: true }]);
  });

  it("says where brokers answer to, and who reads it", () => {
    const answers = (differently: Partial<Record<keyof Terms, unknown>>) => letterOf({ terms: termsOf(differently), client: "Jane Roe", now: NOW }).find(({ title }) => title === "Answers")?.statements[0]?.text;

    expect(answers({ replies: "client" })).toMatch(/answer to jane@alias\.example, .* and nowhere else\. The client reads/);
    expect(answers({ repliesTo: undefined })).toBe("Brokers are given no address to answer to.");
  });

  it("says each law's source, and of an unchecked one that it is unchecked, on the page", () => {
    expect(letterPage({ terms: termsOf({ jurisdictions: ["us-mn"] }), client: "Jane Roe", now: NOW })).toContain("[for counsel]");
    expect(letterPage({ terms: termsOf(), client: "<Jane>", now: NOW })).toContain("&lt;Jane&gt;");
    expect(letterPage({ terms: termsOf(), client: "Jane", now: NOW })).not.toContain("[for counsel]");
    expect(AGENT_LAWS.every(({ sources }) => sources.length > 0)).toBe(true);
  });
});

describe("a typed signature", () => {
  it("holds for these words and for no others", () => {
    const [terms, at] = [termsOf(), NOW.toISOString()];
    const by = signTyped({ terms, name: "Jane Roe", at });
    const document = { id: "LOA-gabcdefgh", sha256: "0".repeat(64), kind: "letter" } as const;

    expect(isSignedBy({ at, by, document }, terms)).toBe(true);
    expect(isSignedBy({ at, by, document }, termsOf({ rights: ["look"] }))).toBe(false);
    expect(isSignedBy({ at, by: { ...by, name: "June Roe" }, document }, terms)).toBe(false);
    expect(isSignedBy({ at: "2026-11-23T00:00:00Z", by, document }, terms)).toBe(false);
  });
});
