import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadPlaybook } from "../../../src/catalog/load.ts";
import { findFaults } from "../../../src/catalog/checks/index.ts";
import { Broker } from "../../../src/catalog/broker.ts";
import { parseStrict } from "../../../src/base/strict-yaml.ts";
import { brokerText, frameOf } from "../../../src/authoring/draft/name-draft.ts";
import { playbookText } from "../../../src/authoring/draft/playbook-text.ts";
import { Reader, fieldsByName } from "../support/reader.ts";

let reader: Reader;
beforeAll(async () => {
  reader = await Reader.open();
});
afterAll(async () => {
  await reader[Symbol.asyncDispose]();
});

const form = (rows: string, rest = "<button>Remove my listing</button>"): string => `<h1>Opt out</h1><form method="post" action="/go">${rows}${rest}</form>`;

async function fieldOf(row: string): Promise<string | null | undefined> {
  return fieldsByName(await reader.draft(form(row))).get("x");
}

describe("the field of one control", () => {
  it.each([
    ["<label>E-mail address <input name=x></label>", "contact.email"],
    ["<label>Confirm your e-mail <input name=x></label>", "contact.email"],
    ["<label>Address of the record <input name=x></label>", "listing.url"],
    ["<label>Name <input name=x></label><label>Surname <input name=y></label>", "name.first"],
    ["<label>Name <input name=x></label><label>Vorname <input name=y></label>", "name.last"],
    ["<label>Name <input name=x></label>", "name.full"],
    ["<label>State of residence <input name=x></label>", "residence.state"],
    ["<label>City, State <input name=x></label>", "address.cityState"],
    ["<label>Last 4 digits of SSN <input name=x></label>", "ssn"],
    ["<label>A copy of your ID <input name=x type=file></label>", "idDocument"],
    ["<label>Year of birth <select name=x><option>1980</option></select></label>", "birthYear"],
  ])("%s is %s", async (row, field) => {
    expect(await fieldOf(row)).toBe(field);
  });

  it.each([
    ["a label and a type that quarrel", "<label>Phone <input type=email name=x></label>"],
    ["a label that names two things", "<label>E-mail or phone <input name=x></label>"],
    ["somebody else's name", "<label>Name of the person who referred you <input name=x></label>"],
    ["an address of a computer", "<label>IP address <input name=x></label>"],
    ["a password", "<label>Name <input type=password name=x></label><input name=y>"],
    ["no words at all", "<input name=x>"],
    ["two controls that ask for the same in other words", "<label>City <input name=x></label><label>Town you lived in <input name=y></label>"],
    ["a field that asks to be left empty", "<label>E-mail (leave this field empty) <input name=x></label><label>E-mail <input name=y></label>"],
  ])("is left open for %s", async (_, row) => {
    expect(await fieldOf(row) ?? null).toBeNull();
  });
});

describe("what stands around the form", () => {
  it("takes the form that asks, and its own submit control, among others", async () => {
    const draft = await reader.draft(`<div id="cookie-banner"><label><input type=checkbox name=ads> Ads</label><button>Accept all</button></div>
      <form action="/login"><input name=user><input type=password name=secret><button>Log in</button></form>
      ${form("<label>Profile URL <input name=url></label><label>Email <input name=mail></label>", "<button type=reset>Clear</button><button type=button>Back</button><button>Remove it</button>")}
      <form class="news"><h3>Subscribe to our newsletter</h3><input type=email name=letter><button>Subscribe</button></form>`);

    expect(draft.submit).toMatchObject({ selector: 'role=button[name="Remove it"]', css: "body > form:nth-of-type(2) > button:nth-of-type(3)" });
    expect([...fieldsByName(draft)].filter(([, field]) => field !== null)).toEqual([["url", "listing.url"], ["mail", "contact.email"]]);
    expect(draft.decoys.map(({ kind }) => kind).sort()).toEqual(["cookie-banner", "login", "newsletter"]);
  });

  it.each(["display:none", "visibility:hidden", "opacity:0", "position:absolute;left:-9999px", "position:absolute;clip:rect(0,0,0,0)", "height:0;overflow:hidden;display:block", "transform:scale(0);display:block"])("calls a field that %s hides a trap", async (style) => {
    const draft = await reader.draft(form(`<label>Email <input name=mail></label><div style="${style}"><label>Website <input type=email name=email></label></div>`));

    expect(fieldsByName(draft).get("email")).toBeNull();
    expect(draft.decoys).toEqual([expect.objectContaining({ kind: "honeypot" })]);
  });

  it.each([
    ["recaptcha", '<div class="g-recaptcha" data-sitekey="k"><textarea name="g-recaptcha-response" style="display:none"></textarea></div>'],
    ["turnstile", '<div class="cf-turnstile" data-sitekey="k"></div>'],
    ["hcaptcha", '<div class="h-captcha" data-sitekey="k"></div>'],
    ["arithmetic", "<label>What is 7 + 4? <input name=sum></label>"],
    ["arithmetic", "<p>seis</p><label>three plus five = <input name=age></label>"],
    ["image", '<div><img alt="" src="data:,"><label>Type the characters you see <input name=word></label></div>'],
  ])("sees %s", async (kind, markup) => {
    const draft = await reader.draft(form(`<label>Email <input name=mail></label>${markup}`));

    expect(draft.challenges.map((challenge) => challenge.kind)).toEqual([kind]);
    expect(draft.controls.filter(({ field }) => field !== null)).toHaveLength(1);
  });

  it("reads a search for people as one, and a site's own search as none", async () => {
    const people = await reader.draft("<form action=/s><label>First name <input name=f></label><label>Last name <input name=l></label><button>Search</button></form>");
    const site = await reader.draft("<form action=/s><input name=q placeholder='Search this site'><button>Search</button></form>");

    expect(people.form?.kind).toBe("look-up");
    expect(site).toMatchObject({ form: null, decoys: [{ kind: "site-search" }] });
  });
});

describe("selectors", () => {
  it("are the label where the page has it once, else the name, and never what a build makes up", async () => {
    const { controls } = await reader.draft(`<label>Email <input name=other></label>${form("<label for=a>First name *</label><input id=a name=fn><label>Email <input name=mail></label><label>City <input id=':r1:' name='f_83492831'></label>")}`);

    const inForm = controls.filter(({ isInForm }) => isInForm).map(({ selector }) => selector);
    expect(inForm).toEqual(["label=First name", 'input[name="mail"]', 'label="City"']);
    expect(controls.at(-1)?.css).toBe("body > form > label:nth-of-type(3) > input");
  });
});

describe("a saved page", () => {
  it("asks nobody for anything, stays where it is, and leaves nothing to the next", async () => {
    const first = await reader.draft(`<meta http-equiv=refresh content="0;url=https://other.example/"><script>document.cookie = "seen=1"; localStorage.seen = "1"; fetch("https://www.acme.example/x").catch(() => 0)</script>${form("<label>Email <input name=mail></label>")}`);
    const second = await reader.draft(`<script>if (document.cookie + (localStorage.seen ?? "")) document.title = "seen"</script>${form("<label>Email <input name=mail></label>")}`);

    expect([first.controls.length, second.title]).toEqual([1, ""]);
  });

  it("that can't be read is said to be so, and the others are read", async () => {
    const good = await reader.save(form("<label>Email <input name=mail></label>"));

    const drafted = await reader.draftAll([`${good}.none`, good]);

    expect(drafted.map(({ fault }) => fault)).toEqual(["there is no such file", undefined]);
  });
});

describe("the playbook that is written", () => {
  it("loads, has no fault, sends the least, and claims nothing", async () => {
    const html = `<link rel=canonical href="https://www.acme.example/optout">${form(`<label>Full name * <input name=n></label><label>Phone <input name=p></label><label>Email * <input type=email name=m></label>
      <label>Your story * <textarea name=s></textarea></label><label><input type=checkbox name=t required> I agree # : { }</label><div class="cf-turnstile"></div>`)}`;

    const draft = await reader.draft(html);
    const frame = frameOf(draft, { from: "saved/optout.html", asOf: "2026-11-22", taken: new Set() });
    const text = playbookText(draft, frame) ?? "";
    const loaded = loadPlaybook({ file: "playbooks/acme.yaml", text });
    const broker = parseStrict({ file: "brokers/acme.yaml", text: brokerText(frame) }, Broker);

    expect(findFaults({ brokers: new Map([["acme", broker]]), playbooks: new Map([["acme", loaded]]) }).filter(({ severity }) => severity === "error")).toEqual([]);
    expect(loaded.playbook).toMatchObject({ broker: "acme", health: "draft", hosts: { site: ["www.acme.example"], challenge: ["challenges.cloudflare.com"] }, discloses: { optOut: ["name", "contact.email"] } });
    expect(loaded.playbook.optOut?.steps.slice(1, 2)).toEqual([{ fill: { "label=Full name": "{{name.full}}", "label=Email": "{{contact.email}}" }, assumed: true }]);
    expect(text).toContain('# complete: the form requires "Your story *"');
    expect(text).toContain("# left out, since the form goes without: label=\"Phone\" ({{phone}})");
  });
});
