import { afterAll, beforeAll, expect, it } from "vitest";
import { Extract } from "../../src/catalog/step.ts";
import { chosenRow, type ChosenRow } from "../../src/playbook/extract/choose-row.ts";
import { readListings } from "../../src/playbook/extract/read-listings.ts";
import { PlainSession } from "./support/plain-session.ts";
import { StageBench } from "./support/stage-bench.ts";

let bench: StageBench;
beforeAll(async () => void (bench = await StageBench.open()));
afterAll(() => bench[Symbol.asyncDispose]());

const FIELDS = { name: "h3", age: ".age", cities: ".city", url: "a" };
const row = (name: string, id: string, city = "Austin, TX") => `<li><h3>${name}</h3><i class=age>Age 41</i><i class=city>${city}</i><a href="/p/${id}">See</a></li>`;
const TWO = row("Jane Roe", "1") + row("Jane Roe", "2");

/** The second row of a page, and the page. */
async function second(rows: string, extract: unknown, work: (chosen: ChosenRow, run: (script: string) => Promise<unknown>) => Promise<void>): Promise<void> {
  await using session = await PlainSession.open(bench.browser);
  bench.sites.serve({ "acme.example/list": `<ul>${rows}</ul>` });
  await session.page.goto("https://acme.example/list");
  const wish = Extract.parse(extract);
  const read = await readListings(session.page, wish);
  const chosen = read[1] && chosenRow(session.page, read[1], wish);
  if (!chosen) throw new Error("there is no second row");
  await work(chosen, (script) => session.page.evaluate(script));
}

const ADDRESSED = { each: "li", fields: FIELDS };

it("is found where it stood, and not when another one stands there", async () => {
  await second(TWO, ADDRESSED, async ({ at, isMarked }, run) => {
    expect([isMarked, await at.count(), await at.locator("a").getAttribute("href")]).toEqual([true, 1, "/p/2"]);

    await run("document.querySelector('li').before(document.querySelectorAll('li')[1])");
    expect(await at.count()).toBe(0);

    await run("document.querySelector('li').before(document.querySelectorAll('li')[1])");
    expect(await at.count()).toBe(1);
  });
});

it("stays the same when what it says besides changes, and is another when its address does", async () => {
  await second(TWO, ADDRESSED, async ({ at }, run) => {
    await run("document.querySelectorAll('.age')[1].textContent = 'Age 42'");
    expect(await at.count()).toBe(1);

    await run("document.querySelectorAll('a')[1].href = '/p/3'");
    expect(await at.count()).toBe(0);
  });
});

it("is known by name and town where it has no address", async () => {
  await second(row("Jane Roe", "1") + row("Jane Roe", "2", "Reno, NV"), { each: "li", fields: { name: "h3", cities: ".city" } }, async ({ at, isMarked }, run) => {
    expect([isMarked, await at.count()]).toEqual([true, 1]);

    await run("document.querySelectorAll('.city')[1].textContent = 'Austin, TX'");
    expect(await at.count()).toBe(0);
  });
});

it.each([
  ["its address is the page's", { name: "h3", url: { from: "page" } }],
  ["its address stands elsewhere on the page", { name: "h3", url: { at: "//ul/li[1]/a", from: "page" } }],
  ["it lacks the address that others have", { name: "h3", url: "a.other" }],
])("has no mark of its own when %s, and is read anew", async (_when, fields) => {
  await second(TWO, { each: "li", fields }, async ({ isMarked }) => expect(isMarked).toBe(false));
});
