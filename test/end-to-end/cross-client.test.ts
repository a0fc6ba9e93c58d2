import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { systemClock } from "../../src/base/clock.ts";
import { jsonOrNothing } from "../../src/base/json.ts";
import { allBelow, searchFor } from "../../src/cli/demo/canary.ts";
import { placeOf } from "../../src/cli/open-client.ts";
import type { OpenedHome } from "../../src/cli/open-home.ts";
import { readOwnTrail } from "../../src/client/trail.ts";
import { EvidenceStore } from "../../src/ledger/evidence.ts";
import { readLedger } from "../../src/ledger/read-ledger.ts";
import { readDrafts, writeDrafts } from "../../src/subject/drafts.ts";
import { personalValues, Profile } from "../../src/subject/profile.ts";
import { readProfile } from "../../src/subject/store.ts";
import { open } from "../../src/vault/seal.ts";
import { deriveKey } from "../../src/vault/subject-keys.ts";
import { serve, type Origin } from "../browser/support/broker.ts";
import { Machine, type Ended } from "../cli/run-cli.ts";
import { grantFor, openedHome } from "./clients-fixture.ts";
import { PATIENT } from "./harness.ts";

const HOST = "www.acme.example";
const CATALOG: Readonly<Record<string, string>> = {
  "brokers/acme.yaml": "name: Acme People\ndomains: [acme.example]\ncategory: people-search\nroutes: [{ kind: playbook, basis: known, reason: it has a form }]\nasOf: 2026-08-07\n",
  "brokers/letters.yaml": "name: Letters\ndomains: [letters.example]\ncategory: marketing\nroutes: [{ kind: mail, basis: documented, reason: takes mail }]\ncontact: { email: privacy@letters.example }\nasOf: 2026-08-07\n",
  "playbooks/acme.yaml": `
broker: acme
version: 1
asOf: 2026-08-07
hosts: { site: [${HOST}] }
discloses: { scan: [name, address.state], optOut: [authority, contact.email, listing.url] }
scan:
  query: nameAndState
  steps:
    - goto: https://${HOST}/people?name={{name.first}}+{{name.last}}&state={{address.state}}
    - extract: { each: .row, none: .none, fields: { name: h3, age: .age, cities: { at: .city, all: true }, url: { at: a, attribute: href } } }
optOut:
  steps:
    - goto: https://${HOST}/optout?record={{listing.url}}
    - fill: { "#email": "{{contact.email}}", "#url": "{{listing.url}}" }
    - fill: { "#note": "{{authority.citation}}" }
    - submit: { click: button, confirmed: text=Thank you }
`.trimStart(),
};

const BORN = 1984;
/** So long that another client would be met on the page of this one, were they let. */
const SLOW_MS = 500;
const everybody = [1, 2, 3, 4, 5].map((i) => Profile.parse({ names: [{ first: `Zephyrine${i}q`, last: `Oxenbury${i}q` }], addresses: [{ city: `Tallowmere${i}q`, state: "TX" }], birthYear: BORN, contact: { email: `quiet${i}q@clients.example`, perBroker: "plus" } }));
/** The fourth takes the grant back while the run is on the broker's page for them; the fifth one's journal is damaged. */
const people = everybody.slice(0, 3);
const valuesOf = everybody.map((profile) => personalValues(profile));

/** What a site was told, under the cookie it gave the browser at its first visit. */
interface Told {
  readonly visitor: string;
  readonly words: string;
}

/** Visitors who told of more than one person. */
function mixed(told: readonly Told[]): string[] {
  const by = grouped(told);
  return [...by].filter(([, all]) => everybody.filter((_, i) => holds(all.map(({ words }) => words).join(" "), i)).length > 1).map(([visitor]) => visitor);
}

function grouped(told: readonly Told[]): Map<string, Told[]> {
  const by = new Map<string, Told[]>();
  for (const one of told) by.set(one.visitor, [...(by.get(one.visitor) ?? []), one]);
  return by;
}

function holds(words: string, person: number): boolean {
  const lower = words.toLowerCase();
  return valuesOf[person]?.some((value) => lower.includes((value.split("@")[0] ?? value).toLowerCase())) ?? false;
}

describe("what one client's run leaves anywhere", PATIENT, () => {
  let machine: Machine;
  let site: Origin;
  let opened: OpenedHome;
  let ids: string[] = [];
  let said = "";
  let ended: Ended;
  const told: Told[] = [];

  beforeAll(async () => {
    let visitors = 0;
    site = await serve((request, response) => {
      const visitor = /visitor=(\d+)/.exec(request.headers.cookie ?? "")?.[1] ?? String((visitors += 1));
      const url = new URL(request.url ?? "/", "https://x.example");
      void text(request).then(async (body) => {
        told.push({ visitor, words: decodeURIComponent(`${url.pathname}${url.search} ${body}`.replaceAll("+", " ")) });
        if (url.searchParams.has("record") && holds(url.search, 3)) await machine.run(["grant", "revoke", ids[3] ?? "", "--key-file", join(machine.dir, "key")], { env: { UNLIST_OPERATOR: "bo" } });
        if (url.searchParams.has("record")) await systemClock.sleep(SLOW_MS);
        response.writeHead(200, { "content-type": "text/html", "set-cookie": `visitor=${visitor}; Path=/` }).end(pageFor(request.method === "POST" ? "sent" : url.pathname, url.searchParams.get("name") ?? ""));
      });
    });
    machine = await Machine.open();
    for (const [name, content] of Object.entries(CATALOG)) await machine.file(join("catalog", name), content);
    await machine.keyedHere("init", "--rehearsal");
    const batch = await machine.file("batch.json", JSON.stringify({ clients: everybody.map((profile) => ({ profile })) }));
    ids = z.object({ ids: z.array(z.string()) }).parse(jsonOrNothing((await machine.keyedHere("client", "add", "--json", "--batch", batch)).stdout)).ids;
    opened = await openedHome(machine.home, join(machine.dir, "key"));
    for (const client of ids) await grantFor(opened, { client });
    const map = await machine.file("map.json", JSON.stringify({ [HOST]: site.url }));
    await writeFile(join((await placeOf(opened, ids[4] ?? "")).dir, "journal.ndjson"), "{ not a record\n{ nor this\n");
    ended = await machine.keyed("run", "--verbose", "--json", "--catalog", join(machine.dir, "catalog"), "--map", map);
    said = ended.stdout + ended.stderr;
  });
  afterAll(async () => {
    await machine[Symbol.asyncDispose]();
    await site[Symbol.asyncDispose]();
  });

  it("each browser told the site of its own client alone, and of every client somebody did", () => {
    expect(people.map((_, i) => told.some(({ words }) => words.startsWith("/optout email=") && holds(words, i)))).toEqual([true, true, true]);
    expect(mixed(told)).toEqual([]);
    expect(mixed([...told, { visitor: told.find(({ words }) => holds(words, 0))?.visitor ?? "", words: "/people?name=Zephyrine2q" }])).toHaveLength(1); // a planted leak
  });

  it("the form's free text cites the document that this very client signed, as the record of the request does", async () => {
    for (const [i, id] of ids.slice(0, people.length).entries()) {
      const { view } = await readLedger(await placeOf(opened, id));
      const [restsOn] = view.events.flatMap((event) => (event.type === "intended" ? [event.restsOn] : []));
      const sent = told.find(({ words }) => words.startsWith("/optout email=") && holds(words, i));

      expect(sent?.words).toContain(`note=Signed permission: document ${restsOn?.id ?? "none"}, SHA-256 ${restsOn?.sha256 ?? "none"}`);
      expect(view.events).toContainEqual(expect.objectContaining({ type: "intended", fields: expect.arrayContaining(["authority"]) as string[] }));
    }
  });

  it("the site is met by one of them at a time, though two are worked for", () => {
    const asking = told.filter(({ words }) => words.startsWith("/optout email="));
    const before = asking.map((sent) => told.slice(0, told.indexOf(sent)).findLast(({ words }) => words.startsWith("/people") || words.startsWith("/optout?record=")));

    expect(asking.length).toBeGreaterThan(1);
    expect(before.map((one) => one?.visitor)).toEqual(asking.map(({ visitor }) => visitor));
  });

  it("stops within one step when another process takes the grant back while the page for it is open", async () => {
    const visitor = told.find(({ words }) => words.startsWith("/optout?record=") && holds(words, 3))?.visitor;
    const trail = await readOwnTrail(await placeOf(opened, ids[3] ?? ""));

    expect(visitor).toBeDefined();
    expect(told.filter((one) => one.visitor === visitor)).toHaveLength(1);
    expect(trail.entries.slice(-3)).toMatchObject([{ did: "began" }, { by: "bo", did: "grant-revoked" }, { did: "ran", about: { looked: 1, asked: 0, refused: 1 } }]);
  });

  it("one whose files are damaged is left as they are, and said, and nobody else waits for that", async () => {
    const list = await machine.keyedHere("client", "list", "--json");

    expect(ended.code).toBe(6);
    expect(jsonOrNothing(ended.stdout)).toMatchObject({ subjects: ids.slice(0, 4).sort().map((subject) => ({ subject })), damaged: [{ subject: ids[4], why: expect.stringContaining("head.sealed") as string }] });
    expect(jsonOrNothing(list.stdout)).toMatchObject({ totals: { clients: 5 } });
  });

  it("nothing that was said or logged names anybody", () => {
    expect(said).toContain('"subject"');
    expect(everybody.filter((_, i) => holds(said, i))).toEqual([]);
  });

  it("nothing stands open on the disk, and nobody's key opens another's folder", async () => {
    const [a = "", b = ""] = ids;
    const [own, other] = [await placeOf(opened, a), await placeOf(opened, b)];
    const sealed = await readFile(join(other.dir, "profile.sealed"));

    expect((await searchFor(valuesOf.flat(), await allBelow(machine.home))).hits).toEqual([]);
    for (const key of [own.key, deriveKey(own.key, "profile"), opened.homeKey]) expect(() => open(key, sealed, `profile ${b}`)).toThrow("does not open");
  });

  it("nothing that opens with a client's key tells of another, and a planted word would be seen", async () => {
    const strangers = async (): Promise<string[]> => {
      const found: string[] = [];
      for (const [i, id] of ids.slice(0, people.length).entries()) {
        const all = await openedTexts(opened, id);
        expect(holds(all, i), "what is theirs is there to be seen").toBe(true);
        found.push(...everybody.flatMap((_, j) => (j !== i && holds(all, j) ? [`${id} holds something of ${ids[j] ?? ""}`] : [])));
      }
      return found;
    };

    expect(await strangers()).toEqual([]);

    const [a = ""] = ids;
    const drafts = await readDrafts(opened, a);
    await writeDrafts(opened, a, { ...drafts, planted: { to: "x@letters.example", eml: "for Oxenbury2q", fields: [], preparedAt: "2026-11-22T00:00:00Z" } });
    expect(await strangers()).toEqual([`${a} holds something of ${ids[1] ?? ""}`]);
  });
});

/** Everything that is sealed in a client's folder, opened with the client's own key. */
async function openedTexts(home: OpenedHome, subject: string): Promise<string> {
  const place = await placeOf(home, subject);
  const ledger = await readLedger(place);
  const listings = [...ledger.view.cases.values()].map((held) => JSON.stringify(ledger.reveal(held) ?? {}));
  const store = new EvidenceStore(place);
  const evidence = await Promise.all((await store.list()).map(async (hash) => JSON.stringify(await store.get(hash))));
  const names = await readdir(place.dir);
  expect(names).toContain("drafts.sealed");
  return [JSON.stringify(await readProfile(home, subject)), JSON.stringify(await readDrafts(home, subject)), ...listings, ...evidence].join("\n");
}

function pageFor(path: string, name: string): string {
  if (path === "sent") return "<p>Thank you</p>";
  if (path === "/optout") return '<form method="post" action="/optout"><input id="email" name="email"><input id="url" name="url"><textarea id="note" name="note"></textarea><button>Send</button></form>';
  const person = everybody.find(({ names: [own] }) => `${own?.first ?? ""} ${own?.last ?? ""}` === name);
  return person ? `<div class="row"><h3>${name}</h3><span class="age">${new Date().getFullYear() - BORN}</span><span class="city">${person.addresses[0]?.city ?? ""}, TX</span><a href="/record/${name.replace(" ", "-")}">view</a></div>` : '<p class="none">no match</p>';
}
