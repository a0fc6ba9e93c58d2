import { describe, expect, it } from "vitest";
import { html } from "../../src/lab/html.ts";
import { odalys } from "../../src/lab/people.ts";
import { Conduct } from "../sites/generator/conduct.ts";
import { draw } from "../sites/generator/draw.ts";
import { fits, listed } from "../sites/generator/listed.ts";
import { readOutline } from "../sites/generator/outline.ts";
import { IDS } from "../sites/generator/site.ts";

const own = listed(odalys(IDS.own), "https://acme.example/p/{id}");

function drawn(outline: string, conduct: Partial<Conduct> = {}): string {
  return draw(readOutline(outline), { from: own, conduct: Object.assign(new Conduct(), conduct), rows: [html`<i></i>`] }).text;
}

describe("an outline", () => {
  it.each([
    ["a chain", "div.a.b > h3#name[title=A person] {name}, {age}", `<div class="a b"><h3 id="name" title="A person">Odalys W Brightwater, 43</h3></div>`],
    ["a class that CSS would not take", `p[class="!text-[#222]"]`, `<p class="!text-[#222]"></p>`],
    ["children below, beside text", "p\n  | in\n  b {city}", "<p>in\n<b>Marfa</b></p>"],
    ["a child per item of a list", "ul > li*places {it}", "<ul><li>Marfa, TX</li>\n<li>Alpine, TX</li>\n</ul>"],
    ["the rows, where they go", "main\n  {rows}", "<main><i></i></main>"],
    ["a link to the listing", "a[href={url}] View", `<a href="https://acme.example/p/${IDS.own}">View</a>`],
  ])("draws %s", (_what, outline, markup) => {
    expect(drawn(outline).trimEnd()).toBe(markup);
  });

  it("leaves out a control that has gone, by its name or id", () => {
    expect(drawn("input[name=email]\ninput#city[name=c]", { without: "city" }).trim()).toBe(`<input name="email">`);
  });

  it("fills in what is left to a person only when one is there", () => {
    expect(drawn("input[name=letters][data-by-hand]")).not.toContain("value=");
    expect(drawn("input[name=letters][data-by-hand]", { isAttended: true })).toContain("value=");
  });

  it("is refused where a line starts with nothing that it knows", () => {
    expect(() => readOutline("Just words.")).toThrow("starts with an element");
  });
});

describe("a value fits what a page asks", () => {
  it.each([
    ["odalys-brightwater", "{first|lower}-{last|lower}", true],
    ["Odalys-Brightwater", "{first|lower}-{last|lower}", false],
    ["Texas", "{state|spelled}", true],
    ["Odalys Wrenfield Brightwater", "{first}*{last}", true],
    ["marigold+acme@lab.example", "*@*", true],
    ["", "*", false],
    ["Marfa, TX", "{city}. {state}", false],
  ])("%s as %s: %s", (value, template, isFit) => {
    expect(fits(value, template, own)).toBe(isFit);
  });
});
