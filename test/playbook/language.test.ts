import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StageJob } from "../../src/playbook/desk.ts";
import { holds } from "../../src/playbook/holds.ts";
import { pickOption } from "../../src/playbook/pick-option.ts";
import { readRange } from "../../src/catalog/ranges.ts";
import { StageBench, JANE, type Ran } from "./support/stage-bench.ts";

let bench: StageBench;
beforeAll(async () => void (bench = await StageBench.open()));
afterAll(() => bench[Symbol.asyncDispose]());

const OPEN = { goto: "https://acme.example/" };
const SUBMIT = { submit: { click: "#send", confirmed: "text=Thank you", within: "2s" } };

/** Runs the steps on a page whose form posts to `/sent`, and gives what arrived there. */
async function send(inner: string, steps: readonly unknown[], answers = JANE): Promise<Ran & { body: URLSearchParams }> {
  bench.sites.serve({ "acme.example/": `<form method=post action=/sent>${inner}<button id=send>Send</button></form>`, "POST acme.example/sent": "<p>Thank you</p>" });
  const ran = await bench.run({ steps: [OPEN, ...steps, SUBMIT], answers });
  return { ...ran, body: new URLSearchParams(bench.sites.seen.find(({ method }) => method === "POST")?.body) };
}

describe("a branch", () => {
  const asking = (condition: unknown) => ({ if: { ...(condition as object), then: [{ fill: { "[name=a]": "{{name.first}}" } }], else: [{ fill: { "[name=b]": "{{name.first}}" } }] } });

  it.each([
    ["there", "h1", "a"],
    ["not there", "h2", "b"],
  ])("goes its way when a sign is %s", async (_what, there, wanted) => {
    const { body } = await send("<h1>Long form</h1><input name=a><input name=b>", [asking({ there })]);

    expect([...body].filter(([, value]) => value === "Jane")).toEqual([[wanted, "Jane"]]);
  });

  it("looks for the sign in the part of the page that is named", async () => {
    const { body } = await send("<aside><h1>Ad</h1></aside><main></main><input name=a><input name=b>", [asking({ there: "h1", in: "main" })]);

    expect(body.get("b")).toBe("Jane");
  });

  it("counts a crossing inside either way", async () => {
    const { outcome } = await bench.run({ steps: [{ if: { there: "h9", then: [OPEN], else: [OPEN, SUBMIT] } }], crossed: ["optOut.steps[0].if.else[1]"] });

    expect(outcome).toEqual({ kind: "acknowledged" });
  });

  it.each<[string, Parameters<typeof holds>[0], NonNullable<StageJob["about"]>, boolean]>([
    ["an age in the range", { age: { from: 65 } }, { age: 65 }, true],
    ["an age above the range", { age: { to: 17 } }, { age: 18 }, false],
    ["an age that is not known", { age: { from: 0 } }, {}, false],
    ["a state of the list", { state: ["CA", "NY"] }, { state: "NY" }, true],
    ["another state", { state: ["CA", "NY"] }, { state: "TX" }, false],
    ["a past address", { address: "past" }, { address: "past" }, true],
    ["an address never lived at", { address: "past" }, {}, false],
    ["a middle name", { has: "name.middle" }, {}, true],
    ["a phone that is withheld", { has: "phone" }, {}, false],
    ["two things of which one is not so", { state: ["TX"], age: { from: 65 } }, { state: "TX", age: 40 }, false],
  ])("asks of the subject: %s", (_what, condition, about, wanted) => {
    const lookup: StageJob["lookup"] = (field) => (field === "name.middle" ? { kind: "send", value: "Q" } : { kind: "withheld", reason: "disclosure" });

    expect(holds(condition, { about, lookup })).toBe(wanted);
  });
});

describe("a template's default", () => {
  it.each([
    ["nobody knows", {}],
    ["is withheld", { age: "withheld" }],
  ])("stands in for a value that %s", async (_what, more) => {
    const { body } = await send("<input name=n>", [{ fill: { "[name=n]": "{{age | ageRange:18-40,41+ | default:any}}" } }], { ...JANE, ...more });

    expect(body.get("n")).toBe("any");
  });
});

describe("a list", () => {
  const options = (...texts: string[]) => texts.map((text, i) => ({ value: `v${i}`, text }));

  it.each<[string, Parameters<typeof pickOption>[2], string, string[], number | undefined]>([
    ["an age in a range", "range", "41", ["Select", "18-40", "41-50", "51+"], 2],
    ["an age beyond the last range", "range", "85", ["18-80", "81+"], 1],
    ["an age on the edge of an open range", "range", "81", ["18-80", "81+"], 1],
    ["an age in words", "range", "70", ["Under 65", "65 and over"], 1],
    ["a year of birth", "range", "1984", ["1970 - 1979", "1980 – 1989"], 1],
    ["an age that no range holds", "range", "17", ["18-80", "81+"], undefined],
    ["no number", "range", "", ["18-80"], undefined],
    ["a state with its code beside it", "state", "TX", ["Ontario", "Texas (TX)"], 1],
    ["a state behind its code", "state", "Texas", ["NV - Nevada", "TX - Texas"], 1],
    ["no state that the list lacks", "state", "PR", ["Texas", "Nevada"], undefined],
    ["no text that speaks of two states", "state", "TX", ["TX/NV"], undefined],
    ["the whole name before a part of it", "state", "VA", ["West Virginia", "Virginia"], 1],
  ])("gives %s", (_what, kind, wanted, texts, place) => {
    expect(pickOption(options(...texts), wanted, kind)).toBe(place);
  });

  it("takes the option for those whom it forgot, where the playbook names one", async () => {
    const list = "<select name=s><option>Choose<option value=tx>Texas<option value=zz>Other</select>";

    const { body } = await send(list, [{ select: { "[name=s]": { state: "{{address.state}}", else: "Other" } } }], { ...JANE, "address.state": "PR" });

    expect(body.get("s")).toBe("zz");
  });

  it.each([
    ["81+", [81, Infinity]],
    ["over 80", [81, Infinity]],
    ["under 18", [0, 17]],
    ["18 or younger", [0, 18]],
    ["41 to 50", [41, 50]],
    ["Age 33", [33, 33]],
    ["Any age", undefined],
  ])("reads %j", (label, wanted) => {
    const range = readRange(label);

    expect(range && [range.from, range.to]).toEqual(wanted);
  });
});

describe("a control that offers places", () => {
  const page = (offers: string) => `<input name=c oninput="document.querySelector('#offers').hidden = this.value.length < 3"><ul id=offers hidden>${offers}</ul>
    <input type=hidden name=place><script>document.querySelectorAll("li").forEach((li) => li.onclick = () => { document.querySelector("[name=c]").value = li.innerText; document.querySelector("[name=place]").value = li.id; })</script>`;
  const FILL = { fill: { "[name=c]": { text: "{{address.city}}", pick: "#offers li" } } };

  it("is given the one that has all that was typed", async () => {
    const { body } = await send(page("<li id=1>Boston, MA<li id=2>Austin, TX, USA"), [FILL]);

    expect([body.get("c"), body.get("place")]).toEqual(["Austin, TX, USA", "2"]);
  });

  it.each([
    ["none", "<li>Boston, MA", "option-missing"],
    ["several", "<li>Austin, TX<li>Austin, MN", "ambiguous-control"],
  ])("is drift when %s fits", async (_what, offers, code) => {
    const { outcome } = await send(page(offers), [FILL]);

    expect(outcome).toMatchObject({ kind: "broken", code });
    expect(bench.posts()).toBe(0);
  });
});

describe("a click on all", () => {
  it("opens every one that can be seen", async () => {
    const buttons = `<button type=button class=more onclick="this.remove(); n.value += 'x'">More</button>`.repeat(3);

    const { body } = await send(`<input name=n id=n>${buttons}<button type=button class=more hidden>More</button>`, [{ click: { at: ".more", all: true } }]);

    expect(body.get("n")).toBe("xxx");
  });

  it("is no obstacle where there are none and the step may be missing", async () => {
    const { body } = await send("<input name=n value=1>", [{ click: { at: ".more", all: true }, optional: true }]);

    expect(body.get("n")).toBe("1");
  });
});

describe("a listing", () => {
  const rows = (names: readonly string[]) => names.map((name, i) => `<li><h3>${name}</h3><form method=post action="/sent"><input type=hidden name=id value=${i}><button>Remove</button></form></li>`).join("");
  const CHOOSE = { choose: { each: "li", fields: { name: "h3" } } };
  const REMOVE = { submit: { click: "button", in: "row", confirmed: "text=Thank you", within: "2s" } };

  it("is chosen by an extract of the opt-out's own where nothing could be scanned", async () => {
    bench.sites.serve({ "acme.example/": rows(["John Other", "Jane Roe"]), "POST acme.example/sent": "Thank you" });

    const { outcome } = await bench.run({ steps: [OPEN, CHOOSE, REMOVE] });

    expect(outcome).toEqual({ kind: "acknowledged" });
    expect(bench.sites.seen.find(({ method }) => method === "POST")?.body).toBe("id=1");
  });

  it.each([
    ["two rows are the subject's", ["Jane Roe", "Jane Roe"]],
    ["none is", ["John Other"]],
  ])("is not chosen when %s", async (_what, names) => {
    bench.sites.serve({ "acme.example/": rows(names) });

    const { outcome } = await bench.run({ steps: [OPEN, CHOOSE, REMOVE] });

    expect(outcome).toMatchObject({ kind: "broken", code: "listing-not-on-page" });
    expect(bench.posts()).toBe(0);
  });

  it("is opened by its own address", async () => {
    bench.sites.serve({ "acme.example/p/jane-roe": "<form method=post action=/sent><button id=send>Remove</button></form>", "POST acme.example/sent": "Thank you" });

    const { outcome } = await bench.run({ steps: [{ goto: "{{listing.url}}" }, SUBMIT] });

    expect(outcome).toEqual({ kind: "acknowledged" });
  });

  it.each(["https://evil.example/p/1", "http://acme.example/p/1", "https://acme.example:8443/p/1", "https://acme.example@evil.example/", "javascript:alert(1)"])("is not opened at %s", async (url) => {
    bench.sites.serve({});

    const { outcome } = await bench.run({ steps: [{ goto: "{{listing.url}}" }, SUBMIT], answers: { ...JANE, "listing.url": url } });

    expect(outcome).toMatchObject({ kind: "broken", code: "host-refused" });
    expect(bench.sites.seen).toEqual([]);
  });
});

describe("a step by hand", () => {
  const ASK = { human: { field: "address.zip", at: "[name=z]", say: "They want a zip code that they can't need." } };

  it("stops the request, and says which field it is about", async () => {
    const { outcome } = await send("<input name=n><input name=z>", [ASK, { fill: { "[name=n]": "{{name.first}}" } }]);

    expect(outcome).toEqual({ kind: "human", step: "optOut.steps[1]", reason: "disclosure", fields: ["address.zip"], labels: ["They want a zip code that they can't need."] });
    expect(bench.posts()).toBe(0);
  });

  it.each([
    ["is passed when something stands in it", "<input name=z value=78701>", { kind: "acknowledged" }],
    ["is the person's while it is empty", "<input name=z>", { kind: "human", fields: ["address.zip"] }],
    ["is no obstacle where the form has it not", "", { kind: "acknowledged" }],
  ])("in a branch %s", async (_what, page, wanted) => {
    const { outcome } = await send(page, [{ if: { there: "[name=z]", then: [ASK] } }]);

    expect(outcome).toMatchObject(wanted);
  });

  it("may be a CAPTCHA whose answer is typed, which nobody waits for to pass by itself", async () => {
    const { outcome, session } = await send("<img id=sum alt='3 + 4'><input name=answer>", [{ human: { captcha: "#sum", kind: "sum", answer: "[name=answer]", say: "Add the numbers in the picture." } }]);

    expect(outcome).toMatchObject({ kind: "human", reason: "captcha", labels: ["Add the numbers in the picture."] });
    expect(session.challengeOpenings).toBe(0);
  });

  it("is passed once the answer of the CAPTCHA has been typed", async () => {
    const { outcome } = await send("<img id=sum alt='3 + 4'><input name=answer value=7>", [{ human: { captcha: "#sum", kind: "sum", answer: "[name=answer]" } }]);

    expect(outcome).toEqual({ kind: "acknowledged" });
  });
});

describe("a mail", () => {
  const LINK = { from: "acme.example", link: "acme.example/confirm" };
  const run = async (email: object, mail: Parameters<typeof bench.run>[0]["mail"] & object, now = "2026-08-07T12:00:00Z") => {
    bench.sites.serve({ "acme.example/confirm": "Confirmed" });
    const clock = { now: () => new Date(now), sleep: async () => undefined };
    return bench.run({ stage: "confirm", steps: [{ email }, { expect: "text=Confirmed" }], mail, tools: { clock } });
  };
  const linkAt = (arrivedAt: string) => ({ kind: "link" as const, url: "https://acme.example/confirm?t=1", arrivedAt: new Date(arrivedAt) });

  it.each([
    ["is not opened before the link works", { notBefore: "1h" }, "2026-08-07T11:30:00Z", { kind: "no-mail" }],
    ["is opened once the link works", { notBefore: "1h" }, "2026-08-07T11:00:00Z", { kind: "acknowledged" }],
    ["is opened while the link is good", { goodFor: "24h" }, "2026-08-06T13:00:00Z", { kind: "acknowledged" }],
    ["is the person's once the link has run out", { goodFor: "24h" }, "2026-08-06T11:00:00Z", { kind: "human", reason: "mail-doubtful" }],
  ])("%s", async (_what, more, arrivedAt, wanted) => {
    const { outcome, desk } = await run({ ...LINK, ...more }, linkAt(arrivedAt));

    expect(outcome).toMatchObject(wanted);
    expect(desk.intents).toHaveLength(wanted.kind === "acknowledged" ? 1 : 0);
  });

  it("that wants an answer is the person's, with the words that they ask for", async () => {
    const { outcome, desk } = await run({ from: "acme.example", reply: "YES, remove it" }, { kind: "mail" });

    expect(outcome).toMatchObject({ kind: "human", reason: "mail-reply", labels: ["YES, remove it"] });
    expect(desk.wishes).toMatchObject([{ from: "acme.example", want: { mail: true } }]);
  });
});

it("looks for a sign in the part of the page that is named", async () => {
  bench.sites.serve({ "acme.example/": "<main>Ready</main><form method=post action=/sent><button id=send>Send</button></form>", "POST acme.example/sent": "Thank you" });

  const wrong = await bench.run({ steps: [OPEN, { expect: { at: "text=Ready", in: "form", within: "1s" } }, SUBMIT] });
  const right = await bench.run({ steps: [OPEN, { expect: { at: "text=Ready", in: "main" } }, SUBMIT] });

  expect(wrong.outcome).toMatchObject({ kind: "broken", code: "sign-missing" });
  expect(right.outcome).toEqual({ kind: "acknowledged" });
});
