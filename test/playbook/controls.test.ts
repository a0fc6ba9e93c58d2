import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { StageBench, JANE, type Ran } from "./support/stage-bench.ts";

let bench: StageBench;
beforeAll(async () => void (bench = await StageBench.open()));
afterAll(() => bench[Symbol.asyncDispose]());

const SENT = "<p>Thank you</p>";

/** Runs the steps in a form, sends it, and gives what arrived. */
async function send(inner: string, steps: readonly unknown[], answers = JANE): Promise<Ran & { body: URLSearchParams }> {
  bench.sites.serve({ "acme.example/": `<form method=post action=/sent>${inner}<button>Send</button></form>`, "POST acme.example/sent": SENT });
  const ran = await bench.run({ steps: [{ goto: "https://acme.example/" }, ...steps, { submit: { click: "button", confirmed: "text=Thank you", within: "2s" } }], answers });
  return { ...ran, body: new URLSearchParams(bench.sites.seen.find(({ method }) => method === "POST")?.body) };
}

describe("fill", () => {
  const FILL = { fill: { "input[name=n]": "{{name.first}}" } };

  it.each(["label=First name", "placeholder=given", 'role=textbox[name="First name"]', "//input", "css=input", "xpath=//label/input"])("finds a control by %s", async (locator) => {
    const { body } = await send(`<label>First name <input name=n placeholder="given name"></label>`, [{ fill: { [locator]: "{{name.first}}" } }]);

    expect(body.get("n")).toBe("Jane");
  });

  it("types with keys where the page takes nothing else", async () => {
    const dropping = `<input name=n><script>const box = document.querySelector("input"); let typed = "";
      box.onkeydown = (e) => { if (e.key.length === 1) typed += e.key; }; box.onblur = () => { box.value = typed; };</script>`;

    const { body, outcome } = await send(dropping, [FILL]);

    expect(outcome.kind).toBe("acknowledged");
    expect(body.get("n")).toBe("Jane");
  });

  it("stops with 0 POSTs where the page keeps nothing at all", async () => {
    const { outcome } = await send(`<input name=n oninput="this.value = ''">`, [FILL]);

    expect(outcome).toMatchObject({ kind: "broken", code: "value-not-kept", step: "optOut.steps[1]" });
    expect(bench.posts()).toBe(0);
  });

  it("types again what the page dropped before the form was sent", async () => {
    const page = `<input name=n><input name=m onfocus="if (!window.once) { window.once = 1; document.querySelector('[name=n]').value = ''; }">`;

    const { body } = await send(page, [FILL, { fill: { "input[name=m]": "{{name.last}}" } }]);

    expect([body.get("n"), body.get("m")]).toEqual(["Jane", "Roe"]);
  });

  it("takes a number that the page punctuates its own way", async () => {
    const page = `<input name=n oninput="this.value = this.value.replace(/^(\\d{3})(\\d{3})(\\d{4})$/, '($1) $2-$3')">`;

    const { body } = await send(page, [{ fill: { "input[name=n]": "{{phone | digits}}" } }], { ...JANE, phone: "512 555 0123" });

    expect(body.get("n")).toBe("(512) 555-0123");
  });

  it.each(["file", "password", "checkbox"])("never fills a control of type %s", async (type) => {
    const { outcome } = await send(`<input name=n type=${type}>`, [FILL]);

    expect(outcome).toMatchObject({ kind: "broken", code: "control-refused" });
    expect(bench.posts()).toBe(0);
  });

  it("never fills a control that can't be seen, and takes the one that can", async () => {
    const { body } = await send(`<input name=n style="display:none"><input name=n><input type=hidden name=n>`, [FILL]);

    expect(body.getAll("n")).toEqual(["", "Jane", ""]);
  });

  it("does not choose between two", async () => {
    const { outcome } = await send(`<input name=n><input name=n>`, [FILL]);

    expect(outcome).toMatchObject({ kind: "broken", code: "ambiguous-control" });
  });

  it("leaves empty what not everybody has", async () => {
    const { body } = await send(`<input name=n><input name=m>`, [{ fill: { "input[name=n]": "{{name.first}}", "input[name=m]": "{{name.middle}}" } }]);

    expect([body.get("n"), body.get("m")]).toEqual(["Jane", ""]);
  });

  it("finds a control again that the page draws anew", async () => {
    const page = `<div></div><script>const draw = (value) => { document.querySelector("div").innerHTML = '<input name=n>'; const box = document.querySelector("input"); box.value = value; box.onchange = () => draw(box.value); }; draw("");</script>`;

    const { body, outcome } = await send(page, [FILL]);

    expect(outcome).toMatchObject({ kind: "acknowledged" });
    expect(body.get("n")).toBe("Jane");
  });

  it("says nothing of what it typed when it fails", async () => {
    const { outcome, desk } = await send(`<input name=n disabled>`, [FILL]);

    expect(outcome).toMatchObject({ kind: "broken", code: "timeout" });
    expect(desk.kept[0]?.text).toContain("waiting for input[name=n]");
    expect(desk.kept[0]?.text).not.toContain("Jane");
  });
});

describe("select", () => {
  const LIST = `<select name=s><option value="">Choose</option><option value=44>TX</option><option value=5>CALIFORNIA</option></select>`;

  it.each([
    ["a value", { value: "44" }, {}, "44"],
    ["words of any case", "california", {}, "5"],
    ["a state by its code", "{{address.state}}", {}, "44"],
    ["a state by another spelling", "{{address.state | stateName}}", {}, "44"],
    ["a state by its name in the list", { text: "{{address.state}}" }, { "address.state": "CA" }, "5"],
  ])("picks by %s", async (_by, choice, answers, wanted) => {
    const { body } = await send(LIST, [{ select: { select: choice } }], { ...JANE, ...answers });

    expect(body.get("s")).toBe(wanted);
  });

  it("stops where the list lacks what is wanted", async () => {
    const { outcome } = await send(LIST, [{ select: { select: { value: "Nevada" } } }]);

    expect(outcome).toMatchObject({ kind: "broken", code: "option-missing" });
    expect(bench.posts()).toBe(0);
  });
});

describe("check", () => {
  it("ticks boxes, radio buttons, and boxes hidden behind a painted label", async () => {
    const page = `<input type=checkbox name=a><input type=radio name=b value=x><input type=radio name=b value=y>
      <label><input type=checkbox name=c style="display:none"> I agree</label>`;

    const { body } = await send(page, [{ check: ["[name=a]", "[name=b][value=y]", "[name=c]"] }]);

    expect(Object.fromEntries(body)).toEqual({ a: "on", b: "y", c: "on" });
  });

  it("stops at a box that won't be ticked", async () => {
    const { outcome } = await send(`<input type=checkbox name=a onclick="return false">`, [{ check: "[name=a]" }]);

    expect(outcome).toMatchObject({ kind: "broken", code: "value-not-kept" });
    expect(bench.posts()).toBe(0);
  });
});

describe("a step", () => {
  it("that is optional is passed over when its control is missing", async () => {
    const { outcome } = await send("", [{ click: "text=Accept cookies", optional: true }, { expect: "text=Hello", optional: true }]);

    expect(outcome).toMatchObject({ kind: "acknowledged" });
  });

  it("written from documents fails as drift", async () => {
    const { outcome } = await send("", [{ click: "text=Remove my record", assumed: true }]);

    expect(outcome).toMatchObject({ kind: "broken", code: "drift-control-missing" });
  });

  it("that leads to a page which never comes is given up in time", async () => {
    bench.sites.serve({ "acme.example/": "<a href=/slow>Next</a>", "acme.example/slow": "hang" });

    const { outcome } = await bench.run({ steps: [{ goto: "https://acme.example/" }, { click: "text=Next" }, { expect: "text=Never" }] });

    expect(outcome).toMatchObject({ kind: "broken", step: "optOut.steps[1]", code: "timeout" });
  });

  it("that fails on a wall says nothing about the playbook", async () => {
    const { outcome } = await send("<h1>Access denied</h1>", [{ expect: { at: "text=Your record", within: "1s" } }]);

    expect(outcome).toEqual({ kind: "unclear", reason: "block-page" });
  });

  it("whose locator can't be read is broken, not retried", async () => {
    const { outcome } = await send("", [{ click: "div[[" }]);

    expect(outcome).toMatchObject({ kind: "broken", code: "locator-invalid" });
  });
});

describe("expect", () => {
  it.each([
    ["a text in a part", { at: "h2", text: "Step 2" }, "acknowledged"],
    ["another text", { at: "h2", text: "Step 3", within: "500ms" }, "broken"],
    ["what must go", { at: ".spinner", gone: true, within: "2s" }, "acknowledged"],
    ["what stays", { at: "h2", gone: true, within: "500ms" }, "broken"],
  ])("waits for %s", async (_what, expected, kind) => {
    const page = `<h2>Step 2</h2><i class=spinner>…</i><script>setTimeout(() => document.querySelector(".spinner").remove(), 300)</script>`;

    const { outcome } = await send(page, [{ expect: expected }]);

    expect(outcome.kind).toBe(kind);
  });
});

describe("if", () => {
  it("takes the branch when its sign is there, with the step's own place in what goes wrong", async () => {
    const { outcome } = await send("<h2>Survey</h2>", [{ if: { there: "text=Survey", then: [{ check: "#yes" }] } }]);

    expect(outcome).toMatchObject({ kind: "broken", step: "optOut.steps[1].if.then[0]" });
  });

  it("asks for a branch's fields when it is taken, before anything of it is typed", async () => {
    const branch = { if: { there: "h2", then: [{ fill: { "[name=n]": "{{name.first}}", "[name=m]": "{{phone}}" } }] } };

    const { outcome } = await send("<h2>More</h2><input name=n><input name=m>", [branch], { ...JANE, phone: "withheld" });

    expect(outcome).toEqual({ kind: "human", step: "optOut.steps[1].if.then[0]", reason: "disclosure", fields: ["phone"] });
    expect(bench.posts()).toBe(0);
  });
});
