import { describe, expect, it } from "vitest";
import { InvalidFileError } from "../../src/base/errors.ts";
import { readProfileCsv } from "../../src/subject/import/profile-csv.ts";
import { readVcard } from "../../src/subject/import/vcard.ts";

/** What a reader says is wrong, as `line:column path message`. */
function faultsOf(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof InvalidFileError) return error.issues.map(({ line, column, path, message }) => `${line}:${column} ${path} ${message}`.replace("  ", " "));
    throw error;
  }
  return [];
}

const CARD = [
  "BEGIN:VCARD", "VERSION:4.0", "FN:Jane Q Roe", "N:Roe;Jane;Q;;Jr.", "NICKNAME:Janie,JJ",
  "item1.ADR;TYPE=home:;;12 Elm\\, Apt 3;Austin;tx;78701;USA", 'ADR;TYPE="work":;;1 Job St;Dallas;TX;75201;', "TEL;VALUE=uri;TYPE=\"cell,home\":tel:+1-512-555-0123",
  "TEL:(512) 555", " -0199", "EMAIL:jane@personal.example", "BDAY:19840512", "RELATED;VALUE=text;TYPE=sibling:Ann Roe", "RELATED:urn:uuid:7", "PHOTO:data:image/png;base64,AAAA", "NOTE:a: b", "END:VCARD", "",
].join("\r\n"); // prettier-ignore

describe("a vCard", () => {
  it("becomes a profile: names, home address, numbers with their country, and mail addresses that no broker may see", () => {
    const imported = readVcard("me.vcf", CARD);

    expect(imported.checked()).toEqual({
      names: [{ first: "Jane", middle: "Q", last: "Roe", suffix: "Jr." }, { first: "Janie", last: "Roe" }, { first: "JJ", last: "Roe" }],
      addresses: [{ street: "12 Elm, Apt 3", city: "Austin", state: "TX", zip: "78701" }],
      birthYear: 1984,
      phones: ["+15125550123", "+15125550199"],
      relatives: ["Ann Roe"],
      personalEmails: ["jane@personal.example"],
      approved: [],
    });
    expect(imported.leftOut).toEqual(["ADR of work", "NOTE", "PHOTO", "RELATED by address"]);
  });

  it("of version 3.0 is read as well", () => {
    const text = "BEGIN:VCARD\nVERSION:3.0\nN:Roe;Jane;;;\nADR;TYPE=HOME:;;;Tulsa;OK;;\nEND:VCARD\n";

    expect(readVcard("me.vcf", text).checked()).toMatchObject({ names: [{ first: "Jane", last: "Roe" }], addresses: [{ city: "Tulsa", state: "OK" }] });
  });

  it.each<[string, string, string[]]>([
    ["a state in full", CARD.replace(";tx;", ";Texas;"), ["6:21 addresses[0].state wants a two-letter state, like TX"]],
    ["a zip that is none", CARD.replace("78701", "787"), ['6:21 addresses[0].zip wants five digits in quotes, like "78701"']],
    ["an address elsewhere", CARD.replace(";USA", ";France"), ["6:21 profiles hold addresses in the United States", "1:1 addresses missing, wants a list"]],
    ["an old version", CARD.replace("4.0", "2.1"), ["2:9 wants VERSION 3.0 or 4.0"]],
    ["a line that is none", CARD.replace("BDAY:", "BDAY "), ["12:1 is no line of a card"]],
    ["a second card", `${CARD}BEGIN:VCARD\r\nEND:VCARD\r\n`, ["18:7 a second card begins"]],
    ["no names apart", CARD.replace("N:Roe;Jane;Q;;Jr.\r\n", ""), ["1:1 has no N", "4:10 names[0].last missing, wants a text", "4:10 names[1].last missing, wants a text"]],
  ])("with %s is refused with its place, and none of its values", (_, text, faults) => {
    expect(faultsOf(() => readVcard("me.vcf", text).checked())).toEqual(faults);
  });
});

describe("a CSV file", () => {
  it("becomes a profile, a row for each further name or place, with quotes, breaks and a BOM", () => {
    const text = '\uFEFFFirst,Last,Street,City,State,Zip,From,To,Birth year,Phone,Email,Alias\r\nJane,Roe,"12 Elm St, Apt ""3""",Austin,TX,78701,2015,2019,1984,512-555-0123,jane@personal.example,jane.alias@mail.example\r\nJane,Roe,,Tulsa,OK,,2019,,,,,\r\n';

    expect(readProfileCsv("me.csv", text).checked()).toMatchObject({
      names: [{ first: "Jane", last: "Roe" }],
      addresses: [{ street: '12 Elm St, Apt "3"', city: "Austin", from: 2015, to: 2019 }, { city: "Tulsa", state: "OK", from: 2019 }],
      birthYear: 1984,
      phones: ["+15125550123"],
      contact: { email: "jane.alias@mail.example", perBroker: "plus" },
    });
  });

  it.each<[string, string, string[]]>([
    ["an unknown column", "first,last,citty,state\nJane,Roe,Austin,TX\n", ["1:12 unknown column", "2:17 addresses[0].city missing, wants a text"]],
    ["a row that is too long", "first,last,city,state\nJane,Roe,Austin,TX,what\n", ["2:20 stands under no column"]],
    ["a year that is none, below a cell of two lines", 'first,last,street,city,state,to\nJane,Roe,"1\nElm",Austin,TX,soon\n', ["3:16 addresses[0].to wants a number, found a text"]],
    ["nobody in it", "first,last\n", ["1:1 names missing, wants a list", "1:1 addresses missing, wants a list"]],
  ])("with %s is refused with its line and column", (_, text, faults) => {
    expect(faultsOf(() => readProfileCsv("me.csv", text).checked())).toEqual(faults);
  });
});
