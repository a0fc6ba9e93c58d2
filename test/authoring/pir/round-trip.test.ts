import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { systemClock } from "../../../src/base/clock.ts";
import { nodeFiles } from "../../../src/base/files.ts";
import { silentLog } from "../../../src/base/log.ts";
import { importPir } from "../../../src/authoring/pir/import-pir.ts";
import { readPlaybookFile } from "../../../src/authoring/rehearsal/playbook-in-hand.ts";
import { rehearse, type Rehearsal } from "../../../src/authoring/rehearsal/rehearse.ts";
import { launchBrowsers, type LaunchedBrowsers } from "../../../src/browser/browsers.ts";
import { findFaults } from "../../../src/catalog/checks/index.ts";
import { loadCatalog } from "../../../src/catalog/load.ts";
import { mailsOf } from "../../../src/mail/mail-files.ts";
import { QUESTIONS } from "../../../src/playbook/questions.ts";
import { jane } from "../support/acme.ts";
import { LocalPages, type Page } from "../support/local-pages.ts";

/** From a recipe to its last confirmation: imported, checked, and rehearsed in the fenced browser. */
const HOSTS = ["www.lanternfolk.example", "lanternfolk.example", "mossledger.example", "hearthseek.example", "quillrecords.example", "twinpage.example", "copperlist.example"];
const RECIPES = join(import.meta.dirname, "recipes");
let dir: string;
let pages: LocalPages;
let browsers: LaunchedBrowsers;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "unlist-round-trip-"));
  await importAll();
  pages = await LocalPages.open();
  const wireLog = { record: async () => undefined, [Symbol.asyncDispose]: async () => undefined };
  browsers = await launchBrowsers({ headless: true, wireLog, files: nodeFiles, log: silentLog, tmpDir: join(dir, "tmp"), questions: QUESTIONS, map: new Map(HOSTS.map((host) => [host, new URL(pages.origin)])) });
});
afterAll(async () => {
  await browsers[Symbol.asyncDispose]();
  await pages[Symbol.asyncDispose]();
  await rm(dir, { recursive: true });
});

async function importAll(): Promise<void> {
  const names = (await readdir(RECIPES)).filter((name) => name.endsWith(".json"));
  const { files } = importPir(await Promise.all(names.map(async (file) => ({ file, text: await readFile(join(RECIPES, file), "utf8") }))), "2026-11-22");
  for (const folder of ["brokers", "playbooks"]) await mkdir(join(dir, folder));
  for (const { path, text } of files) await writeFile(join(dir, path), text);
}

async function run(slug: string, site: Readonly<Record<string, Page>>, mail?: string): Promise<Rehearsal> {
  pages.serve(site);
  return rehearse({
    ...(await readPlaybookFile(slug, dir)), profile: jane, upTo: "all", mapped: new Set(HOSTS), browsers, mail: await mailsOf(mail === undefined ? [] : [Buffer.from(mail)]), clock: systemClock, log: silentLog,
    signal: new AbortController().signal, patienceMs: 8_000, progress: { began: () => undefined, ended: () => undefined },
  });
}

function ends({ attempts }: Rehearsal): string[] {
  return attempts.map(({ record, end }) => `${record.stage} ${end.kind}`);
}

it("what was imported is a catalog without an error", async () => {
  const catalog = await loadCatalog({ dir });

  expect(catalog.playbooks.size).toBe(9);
  expect(findFaults(catalog).filter(({ severity, rule }) => severity === "error" || !["no-none-sign", "unused-extraction"].includes(rule))).toEqual([]);
});

it("finds, asks and confirms by mail", async () => {
  const row = `<div role=listitem><h3><a href="/p/Jane-Roe/Texas/Austin/n7">Jane Roe</a>, 42</h3><div>Resides in Austin, TX</div><div><span>Lived in</span> Waco, TX</div><div><span>Related to</span> <a>Ann Roe, 70</a></div></div>`;
  const rehearsal = await run(
    "lanternfolk-example",
    {
      "www.lanternfolk.example/Jane-Roe/Texas/austin": row,
      "www.lanternfolk.example/Jane-Roe/Texas/waco": "<p class=no-results>Nobody</p>",
      "www.lanternfolk.example/optout": `<main class=optout><form method=post><input name=email required><input name=url required><div id=g-recaptcha>.</div><button class=send>Send</button></form></main>`,
      "POST www.lanternfolk.example/optout": "<p>Please check your inbox for a confirmation email</p>",
      "www.lanternfolk.example/verify": "<p>We've received your request to remove it.</p>",
    },
    "From: a@lanternfolk.example\r\nSubject: x\r\n\r\nhttps://www.lanternfolk.example/verify?t=1\r\n",
  );

  expect(rehearsal.listings.map(({ details, match }) => [details.name, details.age, details.id, details.addresses, details.relatives, match.verdict])).toEqual([
    ["Jane Roe", 42, "n7", [{ city: "Austin", state: "TX" }, { city: "Waco", state: "TX" }], ["Ann Roe"], "match"],
  ]);
  expect(ends(rehearsal)).toEqual(["scan looked", "scan looked", "optOut acknowledged", "confirm acknowledged"]);
});

it("clicks in the person's own row, and stops at a form that wants what the listing does not show", async () => {
  const rows = `<table><thead><tr><th>Report</th></tr></thead><tbody>
<tr><td>1</td><td>Jane Roe</td><td>71</td><td>Reno, NV</td><td>Bo Roe</td><td><button class=pick onclick="ask.hidden=false">Other</button></td></tr>
<tr><td>2</td><td>Jane Roe</td><td>42</td><td>Austin, TX</td><td>Ann Roe</td><td><button class=pick onclick="ask.hidden=false;rec.value=2">Mine</button></td></tr></tbody></table>
<form id=ask hidden method=post action="/removal"><input id=rec name=rec type=hidden><input id=who name=who><input id=mail name=mail><input type=checkbox name=ok><input type=hidden name=cf-turnstile-response value=t><button type=submit>Go</button></form>`;
  const rehearsal = await run(
    "mossledger-example",
    {
      "mossledger.example/removal": rows,
      "POST mossledger.example/removal": "<p class=note>Check your mail</p>",
      "mossledger.example/record": `<h1>Record form</h1><form class=record method=post><input type=tel><button class=go>Go</button></form>`,
    },
    "From: a@mossledger.example\r\nSubject: x\r\n\r\nhttps://mossledger.example/record?t=1\r\n",
  );

  expect(Object.fromEntries(pages.posts()[0]?.form ?? [])).toMatchObject({ rec: "2", who: "Jane Roe", mail: "jane+mossledger-example@alias.example" });
  expect(rehearsal.attempts.at(-1)?.end).toMatchObject({ kind: "human", reason: "disclosure", fields: expect.arrayContaining(["phone", "address.street", "dateOfBirth", "idDocument", "birthYear"]) as unknown });
  expect(pages.posts()).toHaveLength(1);
});

it("works a search form with its branches, lists and 'more' links", async () => {
  const form = `<form id=find action="/hits"><input id=first name=first><input id=middle name=middle><input id=last name=last><input id=where name=where>
<select id=state name=state><option value="">State</option><option value=t7>Texas</option></select><select id=age name=age><option value="">any</option><option>18-30</option></select><button class=find-button>Find</button></form>`;
  const hits = `<div class=shown><div id=older>45 or over? <button>Yes</button><button id=texan onclick="older.remove()">Texan</button><button>No</button></div><button class=has-middle>Q</button>
<div class=hit><b class=nm>Jane Roe</b><i class=ag>Age: 42</i><i class=loc>Austin, TX</i><p class=all><i class=kin>Ann Roe</i></p><button class=more-kin onclick="this.insertAdjacentHTML('beforebegin','<i class=kin>Bob Roe</i>');this.remove()">more</button></div></div>`;
  const rehearsal = await run("hearthseek-example", { "hearthseek.example/search": form, "hearthseek.example/hits": hits });

  expect(Object.fromEntries(pages.seen.find(({ at }) => at === "hearthseek.example/hits")?.query ?? [])).toEqual({ first: "Jane", middle: "Q", last: "Roe", where: "Austin, TX", state: "t7", age: "" });
  expect(rehearsal.listings.map(({ details }) => [details.age, details.relatives])).toEqual([[42, ["Ann Roe", "Bob Roe"]]]);
});

it("reads every kind of field", async () => {
  const card = `<h1><b>Waco</b>, <i>Texas</i></h1><div class=card><p class=who>Jane Roe, Age 42</p><p class=aka>Janie Roe</p><p class=now>9 Oak Ave, Austin, TX 78701</p><p class=then>12 Elm St, Waco, TX</p>
<p class=tel>(512) 555-0123 & (512) 555-0124</p><p class=kin>Ann Roe (70)</p><a class=more data-href="/person/k9/view">See</a><p class=county>Travis</p><p class=mail>j@x.example</p></div>`;
  const { listings } = await run("quillrecords-example", { "quillrecords.example/n/jane_ROE/tx": card });

  expect(listings[0]?.details).toMatchObject({
    name: "Jane Roe", age: 42, aliases: ["Janie Roe"], phones: ["+15125550123", "+15125550124"], relatives: ["Ann Roe"], id: "k9", extras: { county: "Travis", email: "j@x.example" },
    addresses: [{ street: "9 Oak Ave", city: "Austin", state: "TX", zip: "78701" }, { street: "12 Elm St", city: "Waco", state: "TX" }, { city: "Waco", state: "TX" }],
  });
});

it.each([
  ["of one person", "<h1>Profile of Jane Roe</h1><h2>Austin, TX</h2>", "one-person", "https://twinpage.example/Jane-Roe/TX"],
  ["of several", "<b class=t>Jane Roe</b><i class=c>Austin, TX</i><a href=/q/1>See</a>", "card", "https://twinpage.example/q/1"],
])("tells a page %s by what it shows", async (_what, inner, kind, url) => {
  const { listings } = await run("twinpage-example", { "twinpage.example/Jane-Roe/TX": `<div class="${kind}">${inner}</div>` });

  expect(listings.map(({ details }) => [details.name, details.url])).toEqual([["Jane Roe", url]]);
});

it("clicks a whole row, sees the address change, and hands the picture to a person", async () => {
  const list = `<ul id=list><li onclick="location.hash='form';f.hidden=false"><b>Jane Roe</b> <i>Austin, TX</i> <i>Waco, TX</i></li></ul>`;
  const rehearsal = await run("copperlist-example", {
    "copperlist.example/find/Roe": list,
    "copperlist.example/out": `${list}<form id=f hidden><input id=mail><img id=pic alt=letters width=20 height=20><input id=answer></form>`,
  });

  expect(rehearsal.listings.map(({ details }) => details.url)).toEqual(["https://copperlist.example/find/Roe"]);
  expect(rehearsal.attempts.map(({ end }) => end)).toMatchObject([{ kind: "looked" }, { kind: "human", reason: "captcha" }]);
});
