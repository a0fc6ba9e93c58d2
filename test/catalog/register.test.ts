import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { applyRegister } from "../../src/catalog/apply-register.ts";
import { Broker } from "../../src/catalog/broker.ts";
import { compareRegister, type Register } from "../../src/catalog/compare-register.ts";
import { readCsv } from "../../src/catalog/csv.ts";
import { readRegister, registerOf, type State } from "../../src/catalog/register.ts";
import { parseStrict } from "../../src/base/strict-yaml.ts";
import { BROKER } from "./fixture.ts";

const csv = (state: string) => readFileSync(join(import.meta.dirname, "registers", `${state}.csv`), "utf8");
const register = (state: State, year = 2026): Register => ({ state, year, entries: readRegister(csv(state)).entries });

it("reads quotes in quotes, line breaks in cells, and a byte order mark", () => {
  expect(readCsv('\uFEFFa,b\r\n"x ""y"", z","1\n2"\r\n\r\nlast,\n')).toEqual([
    { a: 'x "y", z', b: "1\n2" },
    { a: "last", b: "" },
  ]);
});

describe("the registers of four states", () => {
  it.each<[State, State | undefined, readonly (readonly [string, string])[]]>([
    ["california", "california", [["Acme People, Inc.", "acme.example"], ['Bright "Leads" LLC', "brightleads.example"]]],
    ["vermont", undefined, [["Acme People", "acme.example"], ["Green Mountain Lists", "gml.example"]]],
    ["oregon", "oregon", [["Acme People Inc", "acme.example"]]],
    ["texas", "texas", [["Lone Star Records, LP", "lonestar.example"]]],
  ])("%s is read by what its columns mean; by its header it is: %s", (state, told, rows) => {
    expect(registerOf(csv(state))).toBe(told);
    expect(readRegister(csv(state)).entries.map(({ name, host }) => [name, host])).toEqual(rows);
  });

  it("gives contacts, numbers and pages where there are columns for them", () => {
    expect(register("california").entries[0]).toMatchObject({ email: "privacy@acme.example", phone: "(555) 010-0100", post: "12 Elm St, Suite 3, Austin, TX 78701", pages: ["https://www.acme.example/privacy#delete"] });
    expect(register("oregon").entries[0]).toMatchObject({ id: "OR-0007", post: "12 Elm Street, Austin, TX 78701" });
    expect(register("texas").entries[0]).toMatchObject({ id: "80001", email: "privacy@lonestar.example" });
  });

  it("counts a row without a web site, and guesses at nothing", () => {
    expect(readRegister(csv("california")).unreadable).toBe(1);
  });
});

describe("a register beside the catalog", () => {
  const acme = (rest = "") => ({ brokers: new Map([["acme", parseStrict({ file: "brokers/acme.yaml", text: `${BROKER}${rest}` }, Broker)]]) });

  it("shows what is new, said otherwise, and no longer there", () => {
    const { added, changed, gone } = compareRegister(acme("contact: { email: old@acme.example, phone: +1 555-010-0100 }\nregistries: [{ in: oregon }]\n"), register("california"));

    expect(added.map(({ broker }) => broker)).toEqual(["brightleads-example"]);
    expect(changed).toEqual([
      { broker: "acme", field: "registries", from: null, to: "california 2026" },
      { broker: "acme", field: "contact.email", from: "old@acme.example", to: "privacy@acme.example" },
      { broker: "acme", field: "contact.post", from: null, to: "12 Elm St, Suite 3, Austin, TX 78701" },
    ]);
    expect(gone).toEqual([]);
    expect(compareRegister(acme("registries: [{ in: texas }]\n"), register("texas")).gone).toEqual(["acme"]);
  });

  it("adds a year to the years of the same register, not the register a second time", async () => {
    const text = `${BROKER}registries: [{ in: oregon }, { in: california, years: [2020-2023, 2025] }]\n`;
    const diff = compareRegister({ brokers: new Map([["acme", parseStrict({ file: "brokers/acme.yaml", text }, Broker)]]) }, register("california"));

    const files = await applyRegister(diff, { register: register("california"), asOf: "2026-11-22", read: async () => text });

    expect(diff.changed[0]).toMatchObject({ field: "registries", from: "california 2020-2023 2025", to: "california 2026" });
    expect(parseStrict({ file: "brokers/acme.yaml", text: files.find(({ broker }) => broker === "acme")?.text ?? "" }, Broker).registries).toEqual([{ in: "oregon" }, { in: "california", years: ["2020-2023", 2025, 2026] }]);
  });

  it("fills gaps, leaves what our file says and its comments, and keeps a new broker's pages as unchecked", async () => {
    const text = `# looked at in August\n${BROKER}contact: { email: old@acme.example }\n`;
    const diff = compareRegister({ brokers: new Map([["acme", parseStrict({ file: "brokers/acme.yaml", text }, Broker)]]) }, register("california"));

    const files = await applyRegister(diff, { register: register("california"), asOf: "2026-11-22", read: async () => text });
    const [fresh, edited] = files.map((file) => parseStrict({ file: file.broker, text: file.text }, Broker));

    expect(files[1]?.text).toContain("# looked at in August");
    expect(edited).toMatchObject({ contact: { email: "old@acme.example", post: "12 Elm St, Suite 3, Austin, TX 78701" }, registries: [{ in: "california", years: [2026] }] });
    expect(fresh).toMatchObject({ domains: ["brightleads.example"], unchecked: ["https://phish.example/opt-out?x=1"], contact: { post: "9 Oak Ave, Reno, NV 89501" }, routes: [{ kind: "post" }, { kind: "drop" }] });
    expect(fresh?.contact.email).toBeUndefined(); // dana.field is somebody's own mailbox
    expect(fresh?.routes.some(({ at }) => at !== undefined)).toBe(false);
  });
});
