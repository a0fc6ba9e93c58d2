import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadPlaybook } from "../../../src/catalog/load.ts";
import { frameForHost } from "../../../src/authoring/draft/name-draft.ts";
import { Recorder } from "../../../src/authoring/record/recorder.ts";
import { recordedText } from "../../../src/authoring/record/recorded-text.ts";
import { requireDisplay } from "../../../src/cli/require-display.ts";
import { Profile } from "../../../src/subject/profile.ts";
import { never, wish } from "../../browser/support/browsers.ts";
import { serve, type Origin } from "../../browser/support/broker.ts";
import { Reader } from "../support/reader.ts";

const HOST = "www.acme.example";
const FORM = `<form action="/search"><label>Find <input name=who></label><button>Look</button></form>`;
const ROWS = `<p>Jorunn Quellbrook, Tarpaulin</p><a class="row-button" role="button" href="/optout">Remove Jorunn Quellbrook</a>`;
const OPT_OUT = `<form method=post action="/done"><label>First <input name=first></label><label>Last name <input name=last></label><label>Story <textarea name=story></textarea></label>
<label>State <select name=state><option>Choose</option><option>Texas</option></select></label><label>Secret <input type=password name=pw></label><label><input type=checkbox name=ok> I agree</label><button>Send it</button></form>`;

const profile = Profile.parse({ names: [{ first: "Jorunn", last: "Quellbrook" }], addresses: [{ city: "Tarpaulin", state: "TX" }], contact: { email: "jq@alias.example" } });
const VALUES = ["Jorunn", "Quellbrook", "Tarpaulin", "my own story", "hunter-two", "Texas"];

let reader: Reader;
let site: Origin;
beforeAll(async () => {
  site = await serve((request, response) => {
    const path = (request.url ?? "").split("?", 1)[0];
    const body = path === "/search" ? ROWS : path === "/optout" ? OPT_OUT : path === "/done" ? "<p>Thank you, Jorunn</p>" : FORM;
    request.resume().on("end", () => response.writeHead(200, { "content-type": "text/html" }).end(body));
  });
  reader = await Reader.open({ map: new Map([[HOST, new URL(site.url)]]) });
});
afterAll(async () => {
  await reader[Symbol.asyncDispose]();
  await site[Symbol.asyncDispose]();
});

async function recording(known: Profile | undefined): Promise<string> {
  await using session = await reader.rig.browsers.open(wish({ site: [HOST] }, "optOut"), never);
  const { page } = session;
  const recorder = await Recorder.attach(session, known);
  await page.goto(`https://${HOST}/`);
  await page.getByLabel("Find").fill("Jorunn Quellbrook");
  await page.getByRole("button", { name: "Look" }).click();
  await page.locator("a.row-button").click();
  await page.getByLabel("First").fill("Jorunn");
  await page.getByLabel("Last name").fill("Quellbrook");
  await page.getByLabel("Story").fill("my own story");
  await page.getByLabel("Story").blur();
  await page.getByLabel("State").selectOption("Texas");
  await page.getByLabel("Secret").fill("hunter-two");
  await page.getByLabel("I agree").check();
  await page.getByRole("button", { name: "Send it" }).click();
  await page.getByText("Thank you").waitFor();
  return recordedText(recorder.steps, frameForHost(HOST, "2026-11-22"));
}

describe("a recording", () => {
  it("has the steps with the fields they took, and no value", async () => {
    const text = await recording(profile);

    const loaded = loadPlaybook({ file: "acme.yaml", text: text.replace("{{?}}", "{{name.full}}") });
    expect(loaded.playbook.optOut?.steps).toMatchObject([
      { goto: `https://${HOST}/` },
      { fill: { 'label="Find"': "{{name.full}}" } },
      { click: 'role=button[name="Look"]' },
      { click: "body > a" },
      { fill: { 'label="First"': "{{name.first}}" } },
      { fill: { 'label="Last name"': "{{name.last}}" } },
      { fill: { 'textarea[name="story"]': "{{name.full}}" } },
      { select: { 'select[name="state"]': "{{address.state}}" } },
      { check: 'label="I agree"' },
      { submit: { click: 'role=button[name="Send it"]' } },
    ]);
    expect(text.match(/\{\{\?\}\}/g)).toHaveLength(1);
    expect(text).toContain("a password was typed");
    for (const value of VALUES) expect(text).not.toContain(value);
  });

  it("asks nothing about whose values they were, and leaves every field open without a profile", async () => {
    const text = await recording(undefined);

    expect(text.match(/\{\{\?\}\}/g)).toHaveLength(5);
    for (const value of VALUES) expect(text.toLowerCase()).not.toContain(value.toLowerCase());
  });

  it("takes nothing from a page that makes things up", async () => {
    await using session = await reader.rig.browsers.open(wish({ site: [HOST] }, "optOut"), never);
    const recorder = await Recorder.attach(session, profile);
    await session.page.goto(`https://${HOST}/`);

    await session.page.evaluate("Promise.all([unlistRecord({ kind: 'run', css: 'x' }), unlistRecord(null), unlistRecord('x')])");

    expect(recorder.steps).toEqual([{ kind: "goto", url: `https://${HOST}/`, isWhole: true }]);
  });
});

it("says what to do where there is no display", () => {
  const WINDOWED = { what: "recording", hint: "run it at the desktop" };
  expect(() => requireDisplay(WINDOWED, "linux", {})).toThrow("no display");
  expect(() => requireDisplay(WINDOWED, "linux", { DISPLAY: ":0" })).not.toThrow();
  expect(() => requireDisplay(WINDOWED, "darwin", {})).not.toThrow();
});
