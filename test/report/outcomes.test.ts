import axe from "axe-core";
import { chromium, type Browser, type Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBrowser } from "../../src/browser/find-browser.ts";
import { createOutput } from "../../src/cli/output.ts";
import { outcomeLines } from "../../src/cli/outcome-lines.ts";
import { letterPage } from "../../src/grant/letter-page.ts";
import { reportCalendar } from "../../src/report/outcomes/calendar.ts";
import { clientPage } from "../../src/report/outcomes/client-page.ts";
import { reportCsv } from "../../src/report/outcomes/csv.ts";
import { historyOf } from "../../src/report/outcomes/history.ts";
import { reportPage } from "../../src/report/outcomes/page.ts";
import { sayEvent } from "../../src/report/outcomes/say-event.ts";
import { daysAgo, NOW } from "../plan/fixture.ts";
import { EVENTS, outcomes } from "./outcomes-fixture.ts";
import { termsOf } from "../grant/fixture.ts";

const AT = new Date(NOW);

describe("outcomes", () => {
  it("say of each broker what a person asks first", () => {
    expect(outcomes().brokers.map(({ broker, group }) => [broker, group])).toEqual([["acme", "gone"], ["acme-two", "waiting"], ["maybe", "you"], ["clean", "clean"], ["walled", "unclear"]]);
  });

  it("say which fields went to whom, searches and requests together, by name alone", () => {
    const [sent] = outcomes().sent;

    expect(sent).toEqual({ broker: "acme", hosts: ["www.acme.example"], fields: ["name", "address.city", "contact.email", "listing.url"], times: 2, first: daysAgo(40).slice(0, 10), last: daysAgo(40).slice(0, 10) });
  });

  it("count a family as far as it has come", () => {
    expect(outcomes().families).toEqual([{ family: "acme", brokers: 2, gone: 1, waiting: 1, open: 0 }]);
  });

  it("count a listing as gone when it was removed, not when it was first missed, and its days from asking to that first look", () => {
    const { progress, daysToRemoval } = historyOf(EVENTS);

    expect(progress).toEqual([
      { day: daysAgo(40).slice(0, 10), asked: 1, gone: 0 },
      { day: daysAgo(29).slice(0, 10), asked: 1, gone: 1 },
      { day: daysAgo(2).slice(0, 10), asked: 2, gone: 1 },
    ]);
    expect(daysToRemoval).toEqual([4]);
  });

  it("fit eighty columns, each line of them", () => {
    const out = createOutput({ isJson: false, isQuiet: false, mayColour: false }, { stdout: process.stdout, stderr: process.stderr });
    const lines = outcomeLines({ ...out, width: 80 }, outcomes());

    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines[0]).toBe("subject sabcdefg: 1 gone, 1 waiting, 1 needs you, 1 couldn't tell, 1 not found");
  });
});

describe("as files", () => {
  it("a spreadsheet gets no formula out of a name, and one cell for several fields", () => {
    const rows = reportCsv([outcomes()]).split("\r\n");

    expect(rows[0]).toBe("subject,broker,name,stands,state,asked_at,fields_sent,hosts,came_back,next,next_at");
    expect(rows[3]).toContain(",maybe,'=HYPERLINK(1),needs you,review,");
    expect(rows[1]).toContain(",contact.email listing.url,www.acme.example,0,");
  });

  it.each(["=1", "+1", "-1", "@A1", "\t=1", "\r=1"])("a name like %j is a text to a spreadsheet", (name) => {
    const all = outcomes();
    const csv = reportCsv([{ ...all, brokers: all.brokers.slice(0, 1).map((row) => ({ ...row, name })) }]);

    expect(csv).toContain(name.includes("\r") ? `,"'${name}",` : `,'${name},`);
  });

  it("a calendar says when, and neither what nor who", () => {
    const calendar = reportCalendar([outcomes()], AT);

    expect(calendar.match(/^BEGIN:VEVENT\r$/gm)?.length).toBeGreaterThan(1);
    expect(new Set(calendar.match(/^SUMMARY:.*$/gm))).toEqual(new Set(["SUMMARY:Reminder"]));
    for (const word of ["acme", "walled", "unlist", "broker", "sabcdefg"]) expect(calendar.toLowerCase()).not.toContain(word);
  });

  it("every event has words of its own that hold no undefined", () => {
    const said = EVENTS.map(sayEvent);

    expect(said).toContain("contact.email, listing.url".replace(/^/, "about to send ") + " to www.acme.example");
    expect(said.filter((words) => /undefined|\[object/.test(words))).toEqual([]);
  });
});

describe("the page", () => {
  let browser: Browser;
  let page: Page;
  const html = reportPage([outcomes()], { at: AT, isRehearsal: false });

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: findBrowser({}).path, chromiumSandbox: process.getuid?.() !== 0 });
    page = await browser.newPage({ viewport: { width: 360, height: 800 } });
    await page.setContent(html);
  });
  afterAll(() => browser.close());

  it("has nothing that axe would object to, on a narrow screen and on paper", async () => {
    expect([...(await faultsIn(page, "screen")), ...(await faultsIn(page, "print"))]).toEqual([]);
  });

  it.each([
    ["that a client keeps", clientPage({ outcomes: outcomes(), at: AT, isRehearsal: true, grantEndsOn: "2027-06-01" })],
    ["that is a letter to be signed", letterPage({ terms: termsOf(), client: "Jane Roe", now: AT })],
  ])("%s has nothing that axe would object to either, loads nothing and runs nothing", async (_, text) => {
    await using own = await browser.newPage({ viewport: { width: 360, height: 800 } });
    await own.setContent(text);

    expect(await faultsIn(own, "screen")).toEqual([]);
    expect(text).not.toMatch(LOADS);
  });

  it("shows names as text, loads nothing and runs nothing", async () => {
    expect(await page.locator("main b", { hasText: "Acme" }).count()).toBe(0);
    expect(await page.getByText("<b>Acme</b> & Two").count()).toBe(1);
    expect(html).not.toMatch(LOADS);
    expect(await page.title()).toBe("Report, 2027-03-01");
  });

  it("says in words what its plots show", async () => {
    const described = await page.locator("svg[role=img] desc").allTextContents();

    expect(described).toEqual([
      `From ${daysAgo(40).slice(0, 10)} to ${daysAgo(2).slice(0, 10)}: 2 asked for, 1 gone.`,
      "acme: 1 of 2 gone.",
      "1 listings went; half of them within 4 days of the request.",
    ]);
  });
});

const LOADS = /<script|src=|href=|@import|url\((?!#)/;

async function faultsIn(page: Page, media: "screen" | "print"): Promise<string[]> {
  await page.emulateMedia({ media });
  await page.evaluate(axe.source);
  return page.evaluate<string[]>("axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`))");
}
