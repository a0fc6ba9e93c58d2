import { describe, expect, it } from "vitest";
import { FILTER_NAMES, applyFilter, type FilterName } from "../../src/catalog/filters.ts";
import { fieldsOf, readTemplate } from "../../src/catalog/template.ts";

describe("filters", () => {
  it.each<[FilterName, string, string]>([
    ["slug", "New York", "new-york"],
    ["slug", " Núñez O’Hara ", "nunez-ohara"],
    ["slug", "St. John's", "st-johns"],
    ["hyphenated", "New York", "New-York"],
    ["hyphenated", "  D'Angelo  Smith ", "DAngelo-Smith"],
    ["snake", "San José", "San_Jose"],
    ["upper", "tx", "TX"],
    ["lower", "TX", "tx"],
    ["title", "ANNA-LENA roe", "Anna-Lena Roe"],
    ["title", "élodie", "Élodie"],
    ["stateName", "tx", "Texas"],
    ["stateName", "DC", "District of Columbia"],
    ["stateName", "Ontario", "Ontario"],
    ["digits", "+1 (512) 555-0123", "15125550123"],
    ["ascii", "Zoë D’Arcy", "Zoe DArcy"],
    ["initial", "Quinn", "Q"],
  ])("%s makes of %j %j", (filter, text, expected) => {
    expect(applyFilter(filter, text)).toBe(expected);
  });

  it("each leaves an empty text empty", () => {
    expect(FILTER_NAMES.map((filter) => applyFilter(filter, ""))).toEqual(FILTER_NAMES.map(() => ""));
  });
});

describe("templates", () => {
  it("parts text and holes in their order", () => {
    expect(readTemplate("/{{name.first | ascii | lower}}-{{ name.last }}/x")).toEqual({
      parts: [{ text: "/" }, { field: "name.first", filters: ["ascii", "lower"] }, { text: "-" }, { field: "name.last", filters: [] }, { text: "/x" }],
    });
  });

  it.each([
    ["{{name.fist}}", 'unknown field "name.fist"', 'did you mean "name.first"?'],
    ["{{}}", 'unknown field ""', undefined],
    ["{{constructor}}", 'unknown field "constructor"', undefined],
    ["{{name | toString}}", 'unknown filter "toString"', undefined],
    ["{{name | slugg}}", 'unknown filter "slugg"', 'did you mean "slug"?'],
    ["{{name", "has braces that do not pair", undefined],
    ["name}}", "has braces that do not pair", undefined],
  ])("refuses %j", (source, message, hint) => {
    expect(readTemplate(source)).toMatchObject({ message, ...(hint !== undefined && { hint }) });
  });

  it("tells which fields it hands over", () => {
    expect(fieldsOf("{{name.full}}, {{address.cityState}}")).toEqual(["name.full", "address.cityState"]);
  });
});
