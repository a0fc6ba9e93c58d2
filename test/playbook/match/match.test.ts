import { describe, expect, it } from "vitest";
import { explain } from "../../../src/playbook/match/explain.ts";
import { matchListing, type MatchSubject } from "../../../src/playbook/match/match.ts";
import type { Match } from "../../../src/playbook/outcome.ts";
import { JANE, JOHN, NOW, OLD, places, row, SPARSE } from "./subjects.ts";

/** Name | age (80+ for an open range, b1984 for a year) | places | relatives | phones | aliases; and the verdict. */
type Case = readonly [shown: string, verdict: Match["verdict"]];

function readRow(shown: string) {
  const [name = "", age = "", at = "", relatives = "", phones = "", aliases = ""] = shown.split("|").map((part) => part.trim());
  const list = (text: string) => (text === "" ? [] : text.split("; "));
  const years = age.startsWith("b") ? { birthYear: Number(age.slice(1)) } : { age: parseInt(age, 10), ageFloor: age.endsWith("+") };
  return row(name, { ...(age !== "" && years), addresses: at === "" ? [] : places(at), relatives: list(relatives), phones: list(phones), aliases: list(aliases) });
}

function verdicts(cases: readonly Case[], subject: MatchSubject, searched: { city?: string; state?: string }) {
  it.each(cases)("%s → %s", (shown, verdict) => {
    const [name] = subject.names;

    const match = matchListing(readRow(shown), subject, { name: name!, ...searched }, NOW);

    expect(match, explain(match)).toMatchObject({ verdict });
  });
}

describe("Jane Quinn Roe (or Doe), 42, of Austin and St. Louis, searched for in Austin", () => {
  verdicts(
    [
      // name and what was searched for: nothing independent
      ["Jane Roe", "unsure"], ["Jane Roe||Austin TX", "unsure"], ["Jane Roe||Austin TX; Dallas TX", "unsure"], ["J. Roe||Austin TX", "unsure"],
      ["Janie Roe||AUSTIN TX", "unsure"], ["Jane R.||Austin TX", "unsure"], ["Jane Roe||Austin", "unsure"],
      // one independent fact
      ["Jane Roe|42|Austin TX", "match"], ["Jane Roe|41|Austin TX", "match"], ["Jane Roe|40|Austin TX", "match"], ["Jane Roe|39|Austin TX", "match"],
      ["Jane Roe|43|Austin TX", "match"], ["Jane Roe|b1984|Austin TX", "match"], ["Jane Roe|b1985|Austin TX", "match"], ["Jane Roe|42", "match"],
      ["Jane Q Roe||Austin TX", "unsure"], ["Jane Q Roe|42|Austin TX", "match"], ["Jane Quinn Roe||Austin TX", "match"], ["ROE, JANE QUINN||AUSTIN TX", "match"], ["Jane Doe Roe||Austin TX", "match"],
      ["Jane Roe||Austin TX; St Louis MO", "match"], ["Jane Roe||Saint Louis MO", "unsure"], ["Jane Roe||12 Elm St, Austin TX", "match"],
      ["Jane Roe||12 ELM STREET APT 4, Austin TX", "match"], ["Jane Roe||500 Oak Avenue, Austin TX", "match"], ["Jane Roe||500 Oak, Austin TX", "match"],
      ["Jane Roe||Austin TX|Ann Roe", "match"], ["Jane Roe||Austin TX|Ann M Roe; Zed Poe", "match"], ["Jane Roe||Austin TX|Bob Doe", "match"],
      ["Jane Roe||Austin TX||+15125550123", "match"], ["Jane Roe||Austin TX||5125550123", "match"], ["Jane Roe||||(512) 555-0123", "match"],
      // former names and aliases
      ["Jane Doe|42|Austin TX", "match"], ["Doe, Jane|42|Austin TX", "match"], ["Jane Poe|42|Austin TX|||Jane Roe", "match"], ["Jane Poe|42|Austin TX", "no"],
      ["Mary Poe|42|Austin TX|||Jane Roe", "unsure"], ["Jane Roe|42|Austin TX|||Jane Poe", "match"], ["Jane Poe|60|Austin TX|||Jane Roe", "no"],
      // a name that is only alike wants two
      ["Roe Jane|42|Austin TX", "unsure"], ["Roe Jane|42|St Louis MO", "unsure"], ["Roe Jane|42|Austin TX; St Louis MO", "match"], ["Jane Roe-Smith|42|Austin TX", "unsure"], ["Jane Roe Smith|42|Austin TX|Ann Roe", "match"],
      // a hint never makes a match
      ["J Roe|42|12 Elm St, Austin TX|Ann Roe|5125550123", "unsure"], ["Quinn Roe|42|Austin TX|Ann Roe", "unsure"], ["J Quinn Roe|42|Austin TX", "match"],
      // weak contradictions
      ["Jane Roe|42|Dallas TX", "unsure"], ["Jane Roe|42|Reno NV", "unsure"], ["Jane Roe||Dallas TX", "unsure"], ["Jane Roe||Reno NV", "no"],
      ["Jane Roe||Austin MN", "no"], ["Jane Roe||Reno NV|Ann Roe", "unsure"], ["Jane Roe||Reno NV||5125550123", "unsure"], ["Jane Quinn Roe|42|Reno NV", "unsure"],
      ["Jane Roe|38|Austin TX", "unsure"], ["Jane Roe|44|Austin TX", "unsure"], ["Jane Roe|45|Austin TX", "unsure"], ["Jane Roe|38|Dallas TX", "no"],
      ["Jane Roe|42|77 Ash Ct, Austin TX", "unsure"], ["Jane Roe||77 Ash Ct, Austin TX", "unsure"], ["Jane Roe|42|77 Ash Ct, Austin TX; 12 Elm St, Austin TX", "match"],
      ["Jane Roe|42|12 Elm Ave, Austin TX", "unsure"], ["Jane Roe|42|12 Elm St, Dallas TX", "unsure"], ["Jane Roe Jr|42|Austin TX", "unsure"],
      ["Jane Roe|42|Austin TX|Jane Roe", "unsure"], ["Jane Roe|b1982|Austin TX", "unsure"],
      // strong contradictions
      ["Jane Roe|37|Austin TX", "no"], ["Jane Roe|46|Austin TX", "no"], ["Jane Roe|64|Reno NV", "no"], ["Jane Roe|20|12 Elm St, Austin TX|Ann Roe|5125550123", "no"],
      ["Jane Roe|80+|Austin TX", "no"], ["Jane Roe|b1980|Austin TX", "no"], ["Jane Roe|b1988|Austin TX", "no"], ["Jane Roe|64|Austin TX||5125550123", "no"],
      ["Jane M Roe||Austin TX", "no"], ["Jane Marie Roe|42|Austin TX", "no"], ["Jane Quincy Roe|42|Austin TX", "no"], ["Jane Roe|42|Austin TX|||Jane Marie Roe", "unsure"], ["Jane Roe||Austin TX|||Jane Marie Roe; Jane Quinn Roe", "match"], ["Jane Marie Roe||Austin TX|||Jane Q Roe", "no"],
      // another name
      ["June Roe|42|Austin TX|Ann Roe", "no"], ["Jane Rowe|42|Austin TX", "no"], ["Ann Roe|42|12 Elm St, Austin TX", "no"], ["John Roe|42|Austin TX", "no"],
      ["Janet Roe|42|Austin TX", "no"], ["Jane Monroe|42|Austin TX", "no"], ["|42|Austin TX", "no"], ["Jane|42|Austin TX||5125550123", "no"],
      // what says nothing
      ["Jane Roe|18+|Austin TX", "unsure"], ["Jane Roe||Austin TX|Zed Poe|2125550000", "unsure"], ["Jane Roe||Springfield", "unsure"], ["Jane Quiin Roe|42|Austin TX", "match"],
    ],
    JANE,
    { city: "Austin", state: "TX" },
  );
});

describe("the same, searched for in the whole state", () => {
  verdicts([["Jane Roe||Austin TX", "unsure"], ["Jane Roe||Austin TX; St Louis MO", "match"], ["Jane Roe|42|Austin TX", "match"], ["Jane Roe||Dallas TX", "unsure"], ["Jane Roe|64|Dallas TX", "no"], ["Jane Roe||TX", "unsure"]], JANE, { state: "TX" });
});

describe("John Smith Jr, 46, whose father has his name", () => {
  verdicts(
    [
      ["John Smith Jr|46|Dayton OH", "match"], ["John Smith II|46|Dayton OH", "match"], ["Smith Jr, John|45|Dayton OH", "match"], ["John Smith, Jr.|44|Dayton OH", "match"],
      ["John Smith Sr|46|Dayton OH", "no"], ["John Smith III|46|Dayton OH", "no"], ["JOHN SMITH SR|46|9 Pine Rd, Dayton OH|Mary Smith", "no"],
      ["John Smith|46|Dayton OH", "match"], ["John Smith|72|9 Pine Rd, Dayton OH", "no"], ["John Smith||9 Pine Rd, Dayton OH", "unsure"],
      ["John Smith||9 Pine Rd, Dayton OH|Mary Smith|9375550100", "unsure"], ["John Smith Jr||9 Pine Rd, Dayton OH", "match"], ["Jack Smith Jr|46|Dayton OH", "match"],
      ["John Smith||Dayton OH|John Smith Jr", "unsure"], ["John Smith Jr|20|9 Pine Rd, Dayton OH", "no"], ["John Smithson Jr|46|Dayton OH", "no"],
    ],
    JOHN,
    { city: "Dayton", state: "OH" },
  );
});

describe("José O'Brien, 85", () => {
  verdicts(
    [
      ["Jose OBrien|85|Boise ID", "match"], ["José O’Brien|81+|Boise ID", "match"], ["JOSE O BRIEN|80+|BOISE ID", "match"], ["Jose O'Brien|90+|Boise ID", "no"],
      ["Jose O'Brien|87+|Boise ID", "unsure"], ["Jose O'Brien|65+|Boise ID", "match"], ["Jose O'Brien|81|Boise ID", "unsure"], ["Pepe O'Brien|85|Boise ID", "match"],
      ["Joseph O'Brien|85|Boise ID", "no"], ["Jose Brien|85|Boise ID", "no"], ["Jose M O'Brien|85|Boise ID", "match"],
    ],
    OLD,
    { city: "Boise", state: "ID" },
  );
});

describe("Al Smith of Reno, of whom no more is known", () => {
  verdicts(
    [
      ["Al Smith|50|Reno NV", "unsure"], ["Alice Goldsmith|50|Reno NV", "no"], ["Alan Smith||Reno NV", "unsure"], ["Albert Q Smith|50|Reno NV|Ann Smith|7755550100", "unsure"],
      ["Al Smith||Elko NV", "unsure"], ["Al Smith||Miami FL", "no"], ["Al Smith Jr||Reno NV", "unsure"], ["Alison Smith||Reno NV", "no"],
    ],
    SPARSE,
    { city: "Reno", state: "NV" },
  );
});

it("does not take a namesake in another town of the subject's for them, where the site ignores the city that was searched", () => {
  const elsewhere = row("Jane Roe", { addresses: places("St. Louis MO") });

  const match = matchListing(elsewhere, JANE, { name: JANE.names[0]!, city: "Austin", state: "TX" }, NOW);

  expect(match).toMatchObject({ verdict: "unsure", matched: ["name", "city", "state"] });
});

it("explains a decision by the names of its facts", () => {
  const match = matchListing(row("Jane Roe", { addresses: places("Reno TX"), age: 42 }), JANE, { name: JANE.names[0]! }, NOW);

  expect(explain(match)).toBe("matched: name, age, state; contradicts: city; missing: middle, street, phone, relative");
});

it("says of somebody else no more than that the name differs", () => {
  const match = matchListing(row("Zed Poe", { addresses: places("Austin TX"), age: 42 }), JANE, { name: JANE.names[0]! }, NOW);

  expect(match).toEqual({ verdict: "no", matched: [], contradicts: ["name"], missing: [] });
});
