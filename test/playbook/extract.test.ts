import { afterAll, beforeAll, expect, it } from "vitest";
import { Extract } from "../../src/catalog/step.ts";
import { MAX_ROWS, MAX_TEXT, readListings } from "../../src/playbook/extract/read-listings.ts";
import { refine } from "../../src/playbook/extract/refine.ts";
import { StageBench } from "./support/stage-bench.ts";
import { PlainSession } from "./support/plain-session.ts";

let bench: StageBench;
beforeAll(async () => void (bench = await StageBench.open()));
afterAll(() => bench[Symbol.asyncDispose]());

const EXTRACT = Extract.parse({
  each: "li",
  fields: { name: "h3", age: ".age", cities: { at: ".city", all: true }, phones: ".phone", relatives: ".rel", url: "a", id: { at: "a", attribute: "data-id" }, aliases: ".aka" },
});

function listOf(count: number): string {
  const item = (i: number) =>
    `<li><h3>Jane Roe${"e".repeat(i % 3)}</h3><i class=age>Age ${20 + (i % 60)}</i><i class=city>Austin, TX</i><i class=city>Reno, NV</i>
     <i class=phone>(512) 555-0123</i><i class=rel>Ann Roe</i><a href="/p/${i}" data-id="n${i}">See</a><i class=aka>Janie Roe</i></li>`;
  return `<ul>${Array.from({ length: count }, (_, i) => item(i)).join("")}</ul>`;
}

it("reads 200 rows of 8 fields with one question", async () => {
  await using session = await PlainSession.open(bench.browser);
  bench.sites.serve({ "acme.example/list": listOf(200) });
  await session.page.goto("https://acme.example/list");
  const asked = countQuestions(session);

  const rows = await readListings(session.page, EXTRACT);

  expect(asked).toEqual([":root"]);
  expect(rows).toHaveLength(200);
  expect(rows[199]?.listing).toMatchObject({ identity: "id:n199", details: { id: "n199", addresses: [{ city: "Austin" }, { city: "Reno" }] } });
});

it("reads no more rows and no longer texts than anybody needs", async () => {
  await using session = await PlainSession.open(bench.browser);
  bench.sites.serve({ "acme.example/list": listOf(MAX_ROWS + 50).replace("Jane Roe", "x".repeat(50_000)) });
  await session.page.goto("https://acme.example/list");

  const rows = await readListings(session.page, EXTRACT);

  expect(rows).toHaveLength(MAX_ROWS);
  expect(rows[0]?.text).toHaveLength(MAX_TEXT);
});

it.each([
  ["what follows a text", { after: "Age:" }, ["Age: 41"], ["41"]],
  ["all of it where that text is missing and need not be there", { after: "Age:", orWhole: true as const }, ["41"], ["41"]],
  ["nothing where that text is missing", { after: "Age:" }, ["41"], []],
  ["what precedes a text", { before: "(" }, ["Jane Roe (41)"], ["Jane Roe"]],
  ["all of it where that text is missing", { before: "," }, ["Jane Roe"], ["Jane Roe"]],
  ["the first group of a pattern", { pattern: "born in (\\d{4})" }, ["born in 1984"], ["1984"]],
  ["all that a pattern without groups matched", { pattern: "\\d+" }, ["no 77 x"], ["77"]],
  ["each item of a list", { split: "•" }, ["Austin • Reno • "], ["Austin", "Reno"]],
  ["what follows a pattern", { after: { pattern: "(?i)\\bin\\s" } }, ["RESIDES IN Austin, TX"], ["Austin, TX"]],
  ["what precedes a pattern", { before: { pattern: ",? age" } }, ["Jane Roe, age 41"], ["Jane Roe"]],
  ["the items between a pattern", { split: { pattern: " and |, " } }, ["Ann, Bo and Cy"], ["Ann", "Bo", "Cy"]],
  ["the items that a pattern describes", { items: "[^,]+, [A-Z]{2}" }, ["Austin, TX, Reno, NV"], ["Austin, TX", "Reno, NV"]],
  ["a query parameter", { part: { query: "pid" } }, ["https://acme.example/p?pid=A7&age=41"], ["A7"]],
  ["a segment of the path", { part: { segment: -1 } }, ["https://acme.example/p/jane-roe/A7/"], ["A7"]],
  ["a segment from the front", { part: { segment: 1 } }, ["https://acme.example/p/jane-roe/A7"], ["p"]],
  ["the fragment", { part: "hash" as const }, ["https://acme.example/#/p/A7"], ["/p/A7"]],
  ["nothing where the address has no such part", { part: { query: "pid" } }, ["https://acme.example/p", "no address"], []],
])("refines a text to %s", (_what, field, texts, wanted) => {
  expect(refine(texts, { all: false, ...field })).toEqual(wanted);
});

it("cuts at no place that a pattern matches with nothing", () => {
  expect(refine(["Jane Roe"], { all: false, split: { pattern: "x*" }, after: { pattern: "J?" } })).toEqual(["ane Roe"]);
});

it("reads a place in parts, an attribute, an extra, and what stands beside the rows", async () => {
  await using session = await PlainSession.open(bench.browser);
  const row = `<li data-kind=person><h3>Jane Roe</h3><b class=t>Austin</b><b class=z>78701</b><b class=t>Round Rock</b><b class=z>78664</b><a href="/view?pid=A7&age=41">See</a></li>`;
  bench.sites.serve({ "acme.example/list": `<h1>People in <i>Texas</i></h1><ul>${row}</ul>` });
  await session.page.goto("https://acme.example/list");

  const rows = await readListings(
    session.page,
    Extract.parse({
      each: "li",
      fields: {
        name: "h3",
        addresses: { city: { at: ".t", all: true }, state: { at: "h1 i", from: "page" }, zip: { at: ".z", all: true } },
        url: "a",
        id: { at: "a", part: { query: "pid" } },
        extras: { kind: { attribute: "data-kind" } },
      },
    }),
  );

  expect(rows[0]?.listing).toMatchObject({
    identity: "id:A7",
    details: { addresses: [{ city: "Austin", state: "TX", zip: "78701" }, { city: "Round Rock", state: "TX", zip: "78664" }], extras: { kind: "person" } },
  });
});

/** Writes down every evaluation that is sent to the page; the calls go through. */
function countQuestions({ page }: PlainSession): string[] {
  const asked: string[] = [];
  const locate = page.locator.bind(page);
  page.locator = (selector, options) => {
    asked.push(selector);
    return locate(selector, options);
  };
  return asked;
}
