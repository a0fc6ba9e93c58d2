import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PolicyError } from "../../src/base/errors.ts";
import { RecordingDesk } from "./support/recording-desk.ts";
import { StageBench, JANE } from "./support/stage-bench.ts";

let bench: StageBench;
beforeAll(async () => void (bench = await StageBench.open()));
afterAll(() => bench[Symbol.asyncDispose]());

const FORM = `<form method=post action=/sent><label>E-mail <input name=email></label><button class=go>Remove me</button></form>`;
const STEPS = [
  { goto: "https://acme.example/optout" },
  { fill: { "input[name=email]": "{{contact.email}}" } },
  { submit: { click: "button.go", confirmed: "text=We received your request", within: "2s" } },
];
const THANKS = "<p id=ok>We received your request</p>";

describe("submit", () => {
  it("is acknowledged when their confirmation shows, with the intent on disk first", async () => {
    bench.sites.serve({ "acme.example/optout": FORM, "POST acme.example/sent": THANKS });

    const { outcome, desk, session } = await bench.run({ steps: STEPS });

    expect(outcome).toEqual({ kind: "acknowledged" });
    expect(desk.log).toEqual(["intend optOut.steps[2]", "acknowledge optOut.steps[2]"]);
    expect(desk.intents[0]).toMatchObject({ fields: ["contact.email"], hosts: ["acme.example"] });
    expect(desk.acknowledged[0]).toMatchObject({ rest: "nothing", evidence: "evidence-1" });
    expect(desk.kept).toMatchObject([{ kind: "confirmation", text: "We received your request" }]);
    expect(session.armedFor).toEqual([{ intent: "wire:optOut.steps[2]", hosts: ["acme.example", "www.acme.example"] }]);
    expect(bench.sites.seen.find(({ method }) => method === "POST")?.body).toBe(`email=${encodeURIComponent("jane+acme@alias.example")}`);
  });

  it("and every other step is left, whatever it does, once nobody may act for the person any more", async () => {
    bench.sites.serve({ "acme.example/optout": FORM, "acme.example/next": FORM });
    let asked = 0;
    const mayGoOn = async (): Promise<void> => {
      asked += 1;
      if (asked > 1) throw new PolicyError("taken back");
    };

    await expect(bench.run({ steps: [...STEPS.slice(0, 1), { goto: "https://acme.example/next" }, ...STEPS.slice(1)], tools: { mayGoOn } })).rejects.toThrow("taken back");

    expect(bench.sites.seen.map(({ path }) => path)).toEqual(["/optout"]);
  });

  it("is not final while a mail link is still to be opened", async () => {
    bench.sites.serve({ "acme.example/optout": FORM, "POST acme.example/sent": THANKS });
    const confirm = { steps: [{ email: { from: "acme.example", link: "acme.example/c" } }, { expect: "text=done" }] };

    const { desk } = await bench.run({ steps: STEPS, playbook: { confirm } });

    expect(desk.acknowledged[0]?.rest).toBe("later-stage");
  });

  it.each([
    ["the connection drops after the click", "drop", "connection-lost"],
    ["no answer comes", "hang", "no-confirmation"],
    ["the server fails", { status: 500, html: THANKS }, "http-500"],
    ["they say: too many", { status: 429, headers: { "retry-after": "60" }, html: "Slow down" }, "http-429"],
    ["a wall comes up", "<title>Just a moment...</title><p>Checking</p>", "challenge"],
    ["the page says something else", "<p>Something went wrong</p>", "no-confirmation"],
  ])("is in doubt, never repeated, when %s", async (_when, answer, reason) => {
    bench.sites.serve({ "acme.example/optout": FORM, "POST acme.example/sent": answer });

    const { outcome, desk } = await bench.run({ steps: STEPS });

    expect(outcome).toMatchObject({ kind: "doubted", step: "optOut.steps[2]", reason, evidence: "evidence-1" });
    expect(desk.acknowledged).toEqual([]);
    expect(desk.kept[0]?.text).not.toContain("alias.example");
  });

  it("is proven not sent when the click sends nothing", async () => {
    bench.sites.serve({ "acme.example/optout": FORM.replace("<form", `<form onsubmit="return false"`) });

    const { outcome } = await bench.run({ steps: STEPS });

    expect(outcome).toEqual({ kind: "not-sent", step: "optOut.steps[2]", proof: "no-byte" });
    expect(bench.posts()).toBe(0);
  });

  it("does not believe thanks that a page shows without sending anything", async () => {
    bench.sites.serve({ "acme.example/optout": FORM.replace("<form", `<form onsubmit="document.body.append('We received your request'); return false"`) });

    const { outcome } = await bench.run({ steps: STEPS });

    expect(outcome).toMatchObject({ kind: "not-sent" });
  });

  it("believes a form that a script sends", async () => {
    const script = `<script>document.forms[0].onsubmit = (e) => { e.preventDefault(); fetch("/sent", { method: "POST" }).then(() => document.body.append("We received your request")); }</script>`;
    bench.sites.serve({ "acme.example/optout": FORM + script, "POST acme.example/sent": "ok" });

    const { outcome } = await bench.run({ steps: STEPS });

    expect(outcome).toEqual({ kind: "acknowledged" });
  });

  it("is denied when their refusal shows, but not by a hint that stood there before", async () => {
    const refused = [{ sign: "text=required", reason: "other" }, { sign: "text=No record found", reason: "no_match" }];
    bench.sites.serve({ "acme.example/optout": `<p>All fields are required</p>${FORM}`, "POST acme.example/sent": "<p>No record found; a name is required</p>" });

    const { outcome } = await bench.run({ steps: [...STEPS.slice(0, 2), { submit: { click: "button.go", confirmed: "text=We received", within: "2s", refused } }] });

    expect(outcome).toMatchObject({ kind: "denied", reason: "no_match" });
  });

  it("lets a refusal of policy through, with nothing sent", async () => {
    const desk = new RecordingDesk();
    desk.refusal = new PolicyError("no grant");
    bench.sites.serve({ "acme.example/optout": FORM });

    await expect(bench.run({ steps: STEPS, tools: { desk } })).rejects.toThrow("no grant");
    expect(bench.posts()).toBe(0);
  });
});

describe("before the click", () => {
  const NEWSLETTER = `<form method=post action=/news><input name=mail><button class=go>Subscribe</button></form>`;

  it.each([
    ["the confirmation shows already", `<p>We received your request</p>${FORM}`, "confirmed-before-click"],
    ["the form posts to another host", FORM.replace("/sent", "https://other.example/sent"), "posts-elsewhere"],
    ["the button sends the form to another host", FORM.replace("class=go", "class=go formaction=https://other.example/x"), "posts-elsewhere"],
    ["the form goes out in clear", FORM.replace("/sent", "http://acme.example/sent"), "posts-elsewhere"],
    ["a field named action hides where the form goes", FORM.replace("/sent>", "https://other.example/sent><input type=hidden name=action value=/sent>"), "posts-elsewhere"],
    ["the button belongs to a newsletter form", FORM.replace("class=go", "class=other") + NEWSLETTER, "in-other-form"],
    ["the button belongs to a cookie banner", `<div><button class=go>Accept all</button></div>${FORM.replace("class=go", "class=other")}`, "in-other-form"],
    ["two buttons fit", FORM + NEWSLETTER, "ambiguous-control"],
    ["there is no such button", FORM.replace("class=go", "class=other"), "control-missing"],
    ["a banner covers the page", `${FORM}<div style="position:fixed;inset:0;background:white">Cookies?</div>`, "not-clickable"],
    ["the button stays disabled", FORM.replace("class=go", "class=go disabled"), "not-clickable"],
  ])("stops with 0 POSTs and no intent when %s", async (_when, page, code) => {
    bench.sites.serve({ "acme.example/optout": page, "POST acme.example/sent": THANKS });

    const { outcome, desk } = await bench.run({ steps: STEPS });

    expect(outcome).toMatchObject({ kind: "broken", code, evidence: "evidence-1" });
    expect(desk.intents).toEqual([]);
    expect(bench.posts()).toBe(0);
  });

  it.each([
    ["Date of birth *", ["dateOfBirth"]],
    ["Your phone number", ["phone"]],
    ["Favourite colour", []],
  ])("hands a new required field on with its label: %s", async (label, fields) => {
    bench.sites.serve({ "acme.example/optout": FORM.replace("<button", `<label>${label} <input name=new required></label><button`), "POST acme.example/sent": THANKS });

    const { outcome, desk } = await bench.run({ steps: STEPS });

    expect(outcome).toMatchObject({ kind: "human", reason: "new-field", fields, labels: [label.replace(" *", "")] });
    expect(desk.intents).toEqual([]);
    expect(bench.posts()).toBe(0);
  });

  it("passes over required fields that are filled, hidden, or another form's", async () => {
    const others = `<input required value=x><input required style="display:none"></form><form><input required name=q></form>`;
    bench.sites.serve({ "acme.example/optout": FORM.replace("<form", "<form novalidate").replace("</form>", others), "POST acme.example/sent": THANKS });

    const { outcome } = await bench.run({ steps: STEPS });

    expect(outcome).toEqual({ kind: "acknowledged" });
  });

  it("no longer counts a search that was sent off before the form", async () => {
    const search = `<form action=/found><input name=q><button class=find>Search</button></form>`;
    bench.sites.serve({ "acme.example/optout": search, "acme.example/found": search + FORM, "POST acme.example/sent": THANKS });
    const steps = [STEPS[0], { fill: { "input[name=q]": "{{name.last}}" } }, { click: "button.find" }, ...STEPS.slice(1)];

    const { outcome, desk } = await bench.run({ steps });

    expect(outcome).toEqual({ kind: "acknowledged" });
    expect(desk.intents[0]?.fields).toEqual(["name", "contact.email"]);
  });

  it("takes a container for the form where the page has none", async () => {
    const page = `<div id=box><input name=email></div><button class=go onclick="fetch('/sent',{method:'POST'}).then(()=>document.body.append('We received your request'))">Remove</button>`;
    bench.sites.serve({ "acme.example/optout": page, "POST acme.example/sent": "ok" });
    const withForm = (form: string) => [...STEPS.slice(0, 2), { submit: { ...STEPS[2]!.submit, form } }];

    const outside = await bench.run({ steps: withForm("#box") });
    const inside = await bench.run({ steps: withForm("body") });

    expect(outside.outcome).toMatchObject({ kind: "broken", code: "in-other-form" });
    expect(inside.outcome).toEqual({ kind: "acknowledged" });
  });
});

describe("an opt-out", () => {
  it("that never submits has asked for nothing", async () => {
    bench.sites.serve({ "acme.example/optout": FORM });
    const steps = [STEPS[0], { if: { there: "text=never there", then: STEPS.slice(1) } }];

    const { outcome } = await bench.run({ steps });

    expect(outcome).toMatchObject({ kind: "broken", code: "nothing-submitted" });
  });

  it("does not cross again what an earlier attempt crossed", async () => {
    bench.sites.serve({ "acme.example/optout": FORM, "POST acme.example/sent": THANKS });

    const { outcome } = await bench.run({ steps: STEPS, crossed: ["optOut.steps[2]"] });

    expect(outcome).toEqual({ kind: "acknowledged" });
    expect(bench.sites.seen).toEqual([]);
  });

  it("goes on at the next address when a later step is still to be crossed", async () => {
    bench.sites.serve({ "acme.example/optout": FORM, "POST acme.example/sent": THANKS });

    const { outcome, desk } = await bench.run({ steps: [...STEPS, ...STEPS], crossed: ["optOut.steps[2]"] });

    expect(outcome).toEqual({ kind: "acknowledged" });
    expect(desk.log).toEqual(["intend optOut.steps[5]", "acknowledge optOut.steps[5]"]);
  });

  it("is a person's when the page between two crossings is gone", async () => {
    const { outcome } = await bench.run({ steps: [...STEPS, ...STEPS.slice(1)], crossed: ["optOut.steps[2]"] });

    expect(outcome).toMatchObject({ kind: "human", reason: "half-asked", step: "optOut.steps[2]" });
  });

  it("asks for everything that is withheld before anything is typed", async () => {
    bench.sites.serve({ "acme.example/optout": FORM });
    const steps = [STEPS[0], { fill: { "input[name=email]": "{{contact.email}}", x: "{{phone}}", y: "{{address.street}}", z: "{{name.middle}}" } }, STEPS[2]];

    const { outcome } = await bench.run({ steps, answers: { ...JANE, phone: "withheld" } });

    expect(outcome).toEqual({ kind: "human", step: "optOut.steps[1]", reason: "disclosure", fields: ["phone", "address.street"] });
    expect(bench.sites.seen).toEqual([]);
  });

  it("stops by policy at a field that the playbook does not declare", async () => {
    await expect(bench.run({ steps: STEPS, playbook: { discloses: { optOut: ["name"] } } })).rejects.toThrow(PolicyError);
    expect(bench.sites.seen).toEqual([]);
  });
});
