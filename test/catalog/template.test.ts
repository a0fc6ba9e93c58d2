import { describe, expect, it } from "vitest";
import { FILTER_NAMES, applyFilter } from "../../src/catalog/filters.ts";
import { fieldsOf, readTemplate } from "../../src/catalog/template.ts";

describe("filters", () => {
  it.each<[string, string, string]>([
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
    ["capitalize", "ann McDonald", "Ann McDonald"],
    ["spaces:_", "New  York", "New_York"],
    ["spaces:", "New York", "NewYork"],
    ["default:~", "", "~"],
    ["default:~", "Quinn", "Quinn"],
    ["ageRange:18-30,31-40,41-50,81+", "41", "41-50"],
    ["ageRange:18-30,31-40,41-50,81+", "85", "81+"],
    ["ageRange:18-30,31-40,41-50,81+", "81", "81+"],
    ["ageRange:18-30,81+", "40", ""],
    ["ageRange:under 30,30 and over", "30", "30 and over"],
    ["ageRange:0-99,40-49", "45", "40-49"],
  ])("%s makes of %j %j", (filter, text, expected) => {
    expect(renderOf(`{{name | ${filter}}}`, text)).toBe(expected);
  });

  it("each leaves an empty text empty", () => {
    const others = FILTER_NAMES.filter((name) => name !== "default");

    expect(others.map((name) => applyFilter({ name, argument: "18+" }, ""))).toEqual(others.map(() => ""));
  });
});

/** What a template's one hole makes of a value. */
function renderOf(template: string, value: string): string {
  const read = readTemplate(template);
  if ("message" in read) throw new Error(read.message);
  const [hole] = read.parts;
  return hole && "field" in hole ? hole.filters.reduce((text, filter) => applyFilter(filter, text), value) : "";
}

describe("templates", () => {
  it("parts text and holes in their order", () => {
    expect(readTemplate("/{{name.first | ascii | lower}}-{{ name.last }}/x")).toEqual({
      parts: [{ text: "/" }, { field: "name.first", filters: [{ name: "ascii" }, { name: "lower" }] }, { text: "-" }, { field: "name.last", filters: [] }, { text: "/x" }],
    });
  });

  it.each([
    ["{{name.fist}}", 'unknown field "name.fist"', 'did you mean "name.first"?'],
    ["{{}}", 'unknown field ""', undefined],
    ["{{constructor}}", 'unknown field "constructor"', undefined],
    ["{{name | toString}}", 'unknown filter "toString"', undefined],
    ["{{name | slugg}}", 'unknown filter "slugg"', 'did you mean "slug"?'],
    ["{{name | default}}", 'filter "default" wants a word behind a colon', "default:_"],
    ["{{name | upper:x}}", 'filter "upper" takes nothing behind a colon', undefined],
    ["{{age | ageRange:18-30,some}}", '"some" is no range', "write 18-30,31-50,51+"],
    ["{{name", "has braces that do not pair", undefined],
    ["name}}", "has braces that do not pair", undefined],
  ])("refuses %j", (source, message, hint) => {
    expect(readTemplate(source)).toMatchObject({ message, ...(hint !== undefined && { hint }) });
  });

  it("tells which fields it hands over", () => {
    expect(fieldsOf("{{name.full}}, {{address.cityState}}")).toEqual(["name.full", "address.cityState"]);
  });
});
