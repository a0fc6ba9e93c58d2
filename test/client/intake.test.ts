import { describe, expect, it } from "vitest";
import { InvalidFileError } from "../../src/base/errors.ts";
import { readBatchCsv, readBatchYaml } from "../../src/client/intake.ts";

const HEAD = "label,first,last,city,state,zip,since,birthYear,email,perBroker";

function wrongIn(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof InvalidFileError) return error.issues.map(({ line, column, path, message }) => `${line}:${column} ${path} ${message}`);
    throw error;
  }
  return [];
}

describe("a batch of clients in CSV", () => {
  it("is read a client a row, quotes and empty cells as a spreadsheet writes them", () => {
    const text = `\uFEFF${HEAD}\r\n"Case 7, new",Jane,Roe,"Austin",tx,78701,2019,1984,jane@alias.example,plus\r\n\r\n,Bo,Li,Salem,OR,,,,,\r\n`;

    const clients = readBatchCsv({ file: "in.csv", text });

    expect(clients).toMatchObject([
      { label: "Case 7, new", profile: { names: [{ first: "Jane", last: "Roe" }], addresses: [{ city: "Austin", state: "TX", zip: "78701", from: 2019 }], birthYear: 1984, contact: { email: "jane@alias.example", perBroker: "plus" } } },
      { profile: { names: [{ first: "Bo", last: "Li" }], addresses: [{ city: "Salem", state: "OR" }] } },
    ]);
  });

  it("is refused whole, each fault by its row and column and without the value", () => {
    const text = `${HEAD}\nA,Jane,Roe,Austin,Texas,78701,,,,\n\nB,Bo,,Salem,OR,9,,,not-a-mail,\n`;

    const wrong = wrongIn(() => readBatchCsv({ file: "in.csv", text }));

    expect(wrong.map((one) => one.split(" ").slice(0, 2).join(" "))).toEqual(["2:5 state", "4:3 last", "4:6 zip", "4:9 email"]);
    expect(wrong.join()).not.toMatch(/Texas|not-a-mail|Salem/);
  });

  it("knows its columns, and says which it doesn't", () => {
    expect(wrongIn(() => readBatchCsv({ file: "in.csv", text: "first,surname,first\n" }))).toEqual(["1:2  no such column", "1:3  this column stands twice", "1:1  no client in it"]);
  });

  it("takes no list of a whole town", () => {
    const rows = Array.from({ length: 501 }, (_, i) => `,P${i},Roe,Austin,TX,,,,,`);

    expect(wrongIn(() => readBatchCsv({ file: "in.csv", text: [HEAD, ...rows].join("\n") }))).toEqual(["1:1  too many clients at once"]);
  });
});

describe("a batch of clients in YAML", () => {
  it("says where a profile in it is wrong", () => {
    const text = "clients:\n  - label: one\n    profile:\n      names: [{ first: Jane, last: Roe }]\n      addresses: [{ city: Austin, state: Texas }]\n";

    expect(wrongIn(() => readBatchYaml({ file: "in.yaml", text }))).toEqual(["5:42 clients[0].profile.addresses[0].state wants a two-letter state, like TX"]);
  });
});
