import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Look, Outcome } from "../../src/playbook/outcome.ts";
import { StageBench, JANE } from "./support/stage-bench.ts";

let bench: StageBench;
beforeAll(async () => void (bench = await StageBench.open()));
afterAll(() => bench[Symbol.asyncDispose]());

const EXTRACT = {
  each: ".row",
  none: "text=We found no match",
  fields: { name: "h3", age: { at: "h3", after: "," }, cities: { at: ".city", all: true }, url: "a" },
};
const STEPS = [{ goto: "https://acme.example/find/{{name.last | slug}}" }, { extract: EXTRACT }];

function row(name: string, city = "Austin, TX"): string {
  return `<div class=row><h3>${name}, 41</h3><p class=city>${city}</p><a href="/p/${name.toLowerCase().replace(" ", "-")}?from=list#top">See</a></div>`;
}

async function look(page: Parameters<typeof bench.sites.serve>[0][string], extract: unknown = EXTRACT): Promise<{ look: Look | undefined; kept: readonly { kind: string; text: string }[] }> {
  bench.sites.serve({ "acme.example/find/roe": page });
  const { outcome, desk } = await bench.run({ stage: "scan", steps: [STEPS[0], { extract }] });
  return { look: lookOf(outcome), kept: desk.kept };
}

function lookOf(outcome: Outcome): Look | undefined {
  return outcome.kind === "looked" ? outcome.look : undefined;
}

describe("a scan", () => {
  it("keeps the rows that are or may be the subject's, and only counts the others", async () => {
    const { look: seen, kept } = await look(row("Jane Roe") + row("John Stranger") + row("Jane Rowe"));

    expect(seen).toMatchObject({ kind: "seen", others: 1, hasNoneSign: false });
    expect(seen).toMatchObject({
      sightings: [
        { identity: "acme.example/p/jane-roe", match: { verdict: "match" }, details: { name: "Jane Roe", age: 41, addresses: [{ city: "Austin", state: "TX" }] }, evidence: "evidence-1" },
        { match: { verdict: "unsure" }, evidence: "evidence-2" },
      ],
    });
    expect(kept.map(({ kind }) => kind)).toEqual(["listing", "listing"]);
    expect(JSON.stringify({ seen, texts: kept.map(({ text }) => text) })).not.toContain("Stranger");
  });

  it("sees that nobody was found by the broker's own sign, and keeps that sign", async () => {
    const { look: seen, kept } = await look("<main>We found no match<p>Try again</p></main>");

    expect(seen).toMatchObject({ kind: "seen", sightings: [], others: 0, hasNoneSign: true, evidence: "evidence-1" });
    expect(kept).toMatchObject([{ kind: "no-results" }]);
  });

  it("waits for rows that a script draws", async () => {
    const { look: seen } = await look(`<main></main><script>setTimeout(() => document.querySelector("main").innerHTML = ${JSON.stringify(row("Jane Roe"))}, 400)</script>`);

    expect(seen).toMatchObject({ kind: "seen", sightings: [{ identity: "acme.example/p/jane-roe" }] });
  });

  it.each([
    ["a timer", `setTimeout(show, 300)`],
    ["a slow answer", `fetch("/rows").then(show)`],
  ])("does not believe a sign that stands there until the rows have come by %s", async (_by, script) => {
    const rows = JSON.stringify(row("Jane Roe"));
    const page = `<main>We found no match</main><script>const show = () => document.querySelector("main").innerHTML = ${rows}; ${script}</script>`;
    bench.sites.serve({ "acme.example/find/roe": page, "acme.example/rows": { delayMs: 900, html: "" } });

    const { outcome } = await bench.run({ stage: "scan", steps: STEPS });

    expect(lookOf(outcome)).toMatchObject({ kind: "seen", sightings: [{ identity: "acme.example/p/jane-roe" }], hasNoneSign: false });
  });

  it.each([
    ["a server error", { status: 503 }, "server-error"],
    ["a rate limit", { status: 429 }, "rate-limited"],
    ["a dropped connection", "drop", "unreachable"],
  ])("can't tell from a sign that the page shows because its own question met %s", async (_what, answer, reason) => {
    const page = `<main>Searching</main><script>const none = () => document.querySelector("main").innerText = "We found no match"; fetch("/rows").then(none, none)</script>`;
    bench.sites.serve({ "acme.example/find/roe": page, "acme.example/rows": answer });

    const { outcome } = await bench.run({ stage: "scan", steps: STEPS, tools: { patienceMs: 30_000 } });

    expect(lookOf(outcome)).toEqual({ kind: "unclear", reason });
  });

  it("leaves out rows that can't be seen", async () => {
    const { look: seen } = await look(`<div style="display:none">${row("Jane Roe")}</div>${row("John Other")}`);

    expect(seen).toMatchObject({ sightings: [], others: 1 });
  });

  it.each([
    ["a 404", { status: 404, html: "We found no match" }, "not-found"],
    ["a server error", { status: 500, html: "We found no match" }, "server-error"],
    ["a refusal", { status: 403, html: "We found no match" }, "block-page"],
    ["a blank page", "", "empty-page"],
    ["a page without rows or sign", "<p>Welcome</p>", "no-sign"],
    ["a challenge", "<title>Just a moment...</title><p>one second</p>", "challenge"],
    ["a wall beside an empty list", "<p>Verify you are human</p><p>We found no match</p>", "challenge"],
    ["a wall over strangers", `<p>Press &amp; Hold to confirm you are human</p>${row("John Other")}`, "challenge"],
    ["a parked domain", "<h1>This domain is for sale</h1><p>We found no match</p>", "not-found"],
    ["strangers on a page that has a next one", `${row("John Other")}<nav><a href="?page=2">Next</a></nav>`, "no-sign"],
    ["strangers above a button for more", `${row("John Other")}<button aria-label="Load more">+</button>`, "no-sign"],
    ["strangers around a row of another design with the name in it", `${row("John Other")}<div class=row><h2>Featured: ROE, Jane</h2></div>`, "drift"],
    ["rows of another design", "<div class=row><h2>Jane Roe</h2></div>", "drift"],
  ])("can't tell from %s", async (_what, page, reason) => {
    const { look: seen } = await look(page);

    expect(seen).toMatchObject({ kind: "unclear", reason });
  });

  it.each([
    ["the last of several pages", `<nav><a href="?page=1">Previous</a><a class=disabled href="#">Next</a></nav>`],
    ["a row that is an advertisement", `<div class=row>Find anybody today</div>`],
  ])("can tell from strangers beside %s", async (_what, beside) => {
    const { look: seen } = await look(row("John Other") + beside);

    expect(seen).toMatchObject({ kind: "seen", sightings: [], others: 1 });
  });

  it("passes on how long they ask to wait", async () => {
    const { look: seen } = await look({ status: 429, headers: { "retry-after": "120" }, html: "slow" });

    expect(seen).toEqual({ kind: "unclear", reason: "rate-limited", retryAfterMs: 120_000 });
  });

  it("throws what may be luck, without the address in its words", async () => {
    bench.sites.serve({ "acme.example/find/roe": "drop" });

    const failure = bench.run({ stage: "scan", steps: STEPS });

    await expect(failure).rejects.toMatchObject({ name: "TransientError", message: expect.not.stringContaining("find/roe") as unknown });
  });

  it("counts a listing once that two rows show", async () => {
    const { look: seen } = await look(row("Jane Roe") + row("Jane Roe"));

    expect(seen).toMatchObject({ sightings: [{ identity: "acme.example/p/jane-roe" }] });
    expect(seen?.kind === "seen" && seen.sightings.length).toBe(1);
  });

  it.each([
    ["id", { ...EXTRACT, identity: "id", fields: { name: "h3", id: { at: "a", attribute: "data-id" } } }, "id:77"],
    ["name and city", { ...EXTRACT, fields: { name: { at: "h3", before: "," }, cities: ".city" } }, "jane roe|austin|tx"],
  ])("tells listings apart by %s", async (_by, extract, identity) => {
    const { look: seen } = await look(row("Jane Roe").replace("<a", "<a data-id=77"), extract);

    expect(seen).toMatchObject({ sightings: [{ identity }] });
  });

  it("follows XPath inside the row, text nodes included, and the page when asked", async () => {
    const page = `<h1>Texas</h1><h4>Decoy</h4>${row("John Other")}<div class=row><h4>Jane Roe</h4><b>Id:</b> 9 <i>x</i></div>`;
    const fields = { name: "//h4", id: "//b/following-sibling::text()[1]", extras: { state: { at: "//h1", from: "page" } } };

    const { look: seen } = await look(page, { each: "//div[@class='row']", identity: "id", fields });

    expect(seen).toMatchObject({ sightings: [{ identity: "id:9", details: { name: "Jane Roe", extras: { state: "Texas" } } }] });
  });

  it("reads true on a page that patches what reading needs", async () => {
    const { look: seen } = await look(`${row("Jane Roe")}<script>Array.prototype.map = () => []; Document.prototype.querySelectorAll = () => []; Array.from = () => []</script>`);

    expect(seen).toMatchObject({ sightings: [{ identity: "acme.example/p/jane-roe" }] });
  });

  it("can't be led to another address by a name", async () => {
    bench.sites.serve({});
    const steps = [{ goto: "https://acme.example/p/{{name.last}}/{{name.first}}?q={{name.full}}" }];

    await bench.run({ stage: "scan", steps, answers: { ...JANE, "name.last": "../../x?a=1#f", "name.first": "..", "name.full": "a&b=c#d/e?" } });

    expect(bench.sites.seen[0]?.path).toBe("/p/..%2F..%2Fx%3Fa%3D1%23f/%252e%252e?q=a%26b%3Dc%23d%2Fe%3F");
  });
});
