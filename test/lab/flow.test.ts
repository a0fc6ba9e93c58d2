import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadCatalog, type Catalog } from "../../src/catalog/load.ts";
import type { Stage } from "../../src/catalog/playbook.ts";
import { DAY0 } from "../../src/lab/lab-clock.ts";
import { demoProfile } from "../../src/lab/persona.ts";
import { fieldsPerHost, strayRequests, toldBeyond } from "../../src/lab/truth-answers.ts";
import type { FieldLookup, MailAnswer, MailWish } from "../../src/playbook/desk.ts";
import { matchListing } from "../../src/playbook/match/match.ts";
import { splitName } from "../../src/playbook/match/names.ts";
import type { Outcome, Sighting } from "../../src/playbook/outcome.ts";
import { runStage } from "../../src/playbook/run-stage.ts";
import { requestLookup, scanLookup } from "../../src/subject/lookup.ts";
import { queriesOf, type SubjectQuery } from "../../src/subject/queries.ts";
import { never, startRig, type Rig } from "../browser/support/browsers.ts";
import { RecordingDesk } from "../playbook/support/recording-desk.ts";
import { toolsFor } from "../playbook/support/stage-bench.ts";
import { linkIn, readInbox } from "./read-inbox.ts";
import { visitLab, type Visitor } from "./visitor.ts";

/** One of each kind of difficulty; the demo walks every site. */
describe("the lab's playbooks in a real Chromium, on day 0", () => {
  let lab: Visitor;
  let rig: Rig;
  let catalog: Catalog;
  beforeAll(async () => {
    lab = await visitLab();
    catalog = await loadCatalog({ dir: join(import.meta.dirname, "../../src/lab/catalog") });
    rig = await startRig({ map: new Map(Object.entries(lab.announcement.map).map(([host, origin]) => [host, new URL(origin)])) });
  });
  afterAll(async () => {
    await rig[Symbol.asyncDispose]();
    await lab[Symbol.asyncDispose]();
  });

  it.each([
    ["directform", [], ["acknowledged"]],
    ["peoplepick", ["match"], ["acknowledged", "acknowledged"]],
    ["shortthenfull", ["match"], ["acknowledged", "acknowledged"]],
    ["codebymail", ["match"], ["acknowledged"]],
    ["wizardrows", ["match"], ["acknowledged"]],
    ["samenames", ["match"], ["acknowledged"]],
    ["cookiewall", ["match"], ["acknowledged"]],
    ["livefields", ["match"], ["acknowledged"]],
    ["droppedline", ["match"], ["doubted"]],
    ["asksbirthdate", ["match"], ["human"]],
    ["unsurerow", ["unsure", "none"], []],
  ])("%s: scan %j, request %j", async (slug, looks, ends) => {
    const { seen, sighting } = await scan(slug);
    const outcomes = seen.includes("unclear") || seen.includes("unsure") || seen.includes("none") ? [] : await ask(slug, sighting);

    expect(seen).toEqual(looks);
    expect(outcomes.map(({ kind }) => kind), JSON.stringify(outcomes)).toEqual(ends);
  });

  it("told no host more than the playbooks declare, and nobody was led astray", async () => {
    const truth = await lab.truth();

    for (const [host, fields] of Object.entries(fieldsPerHost(truth))) {
      const { discloses } = [...catalog.playbooks.values()].find(({ playbook }) => playbook.hosts.site.includes(host))!.playbook;
      expect(toldBeyond(Object.values(discloses).flat(), fields), host).toEqual([]);
    }
    expect(strayRequests(truth)).toEqual([]);
    expect(truth.links.every(({ clicks }) => clicks === 1)).toBe(true);
  });

  async function scan(slug: string): Promise<{ seen: string[]; sighting?: Sighting }> {
    const { playbook } = catalog.playbooks.get(slug)!;
    if (!playbook.scan) return { seen: [] };
    const outcomes: Outcome[] = [];
    for (const query of queriesOf(demoProfile, playbook.scan.query)) outcomes.push(await stage(slug, "scan", { lookup: scanLookup(query), query }));
    const sighting = outcomes.flatMap((outcome) => (outcome.kind === "looked" && outcome.look.kind === "seen" ? outcome.look.sightings : []))[0];
    return { seen: outcomes.map(said), ...(sighting && { sighting }) };
  }

  async function ask(slug: string, sighting: Sighting | undefined): Promise<Outcome[]> {
    const { playbook } = catalog.playbooks.get(slug)!;
    const { category } = catalog.brokers.get(slug)!;
    const lookup = requestLookup({ profile: demoProfile, broker: slug, category, splitName, ...(sighting && { listing: sighting.details }) });
    const outcomes: Outcome[] = [];
    for (const name of ["optOut", "confirm"] as const) {
      if (playbook[name]) outcomes.push(await stage(slug, name, { lookup, ...(sighting && { identity: sighting.identity }) }));
    }
    return outcomes;
  }

  async function stage(slug: string, name: Stage, { lookup, query, identity }: { lookup: FieldLookup; query?: SubjectQuery; identity?: string }): Promise<Outcome> {
    const playbook = catalog.playbooks.get(slug)!;
    await using session = await rig.browsers.open({ id: `${slug}-${name}`, hosts: playbook.playbook.hosts, phase: name }, never);
    const desk = Object.assign(new RecordingDesk(), { mail: { await: fromInbox } });
    const matches: Parameters<typeof runStage>[0]["matches"] = (row) => matchListing(row, demoProfile, query ?? { name: demoProfile.names[0]! }, new Date(DAY0));
    return await runStage({ stage: name, playbook, lookup, matches, isCrossed: () => false, ...(identity !== undefined && { identity }) }, toolsFor(session, desk, { patienceMs: 4_000, isRehearsal: true }));
  }

  /** The newest mail from the broker, as one that the mail room has vouched for. */
  async function fromInbox({ from, want }: MailWish): Promise<MailAnswer> {
    const mail = (await readInbox(lab.announcement, { from })).at(-1)!;
    if ("link" in want) return { kind: "link", url: linkIn(mail) };
    return { kind: "code", code: /\b\d{6}\b/.exec(mail.text ?? "")?.[0] ?? "" };
  }
});

function said(outcome: Outcome): string {
  if (outcome.kind !== "looked" || outcome.look.kind === "unclear") return "unclear";
  return outcome.look.sightings[0]?.match.verdict ?? "none";
}
