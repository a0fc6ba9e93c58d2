import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FixedClock } from "../../src/base/clock.ts";
import { LedgerDamagedError, UnauthorisedError } from "../../src/base/errors.ts";
import { nodeFiles } from "../../src/base/files.ts";
import { authorityIn } from "../../src/client/authority.ts";
import { addToTrail, trailPath } from "../../src/client/trail.ts";
import { Gate } from "../../src/grant/gate.ts";
import { draftGrant, keepSignature, revokeGrant, stateAs, type GrantPlace } from "../../src/grant/store.ts";
import { actOf as taskAct } from "../../src/plan/within-grant.ts";
import { run } from "../../src/run.ts";
import { ScriptedBrokers } from "../gates/scripted/brokers.ts";
import type { Send } from "../gates/scripted/page.ts";
import { JANE_HERSELF, withScriptedRooms, type Stage } from "../gates/scripted/rooms.ts";
import { actOf, NOW, termsOf } from "./fixture.ts";

let place: GrantPlace;
const clock = new FixedClock(NOW);
const SUBJECT = { hasAlias: true, hasMailbox: true, mayAct: true, approved: new Set<string>(), residence: "us-tx", repliesTo: "jane@alias.example" };
beforeEach(async () => {
  const dir = await mkdtemp(join(tmpdir(), "unlist-gate-"));
  place = { dir, subject: JANE_HERSELF.subject, key: JANE_HERSELF.key, files: nodeFiles };
});
afterEach(() => rm(place.dir, { recursive: true }));

function gateHere(): Gate {
  return new Gate({ subject: place.subject, authority: () => authorityIn(place), clock });
}

async function granted(): Promise<string> {
  await stateAs("client", place, NOW);
  const { id } = await draftGrant(place, termsOf());
  await addToTrail(place, clock, { by: "ana", did: "grant-drafted", about: { grant: id } });
  await keepSignature(place, id, { signature: { at: NOW.toISOString(), document: { id: `LOA-${id}`, sha256: "0".repeat(64), kind: "scan" }, by: { kind: "pen" } }, document: Buffer.from("%PDF-") });
  return id;
}

/** What the requests of one run say that they rest on. */
async function intentsOf(dir: string, gate: Gate): Promise<unknown[]> {
  const brokers = new ScriptedBrokers(() => clock.now().getTime());
  const stage = { dir: join(place.dir, dir), files: nodeFiles, clock, net: async (asked) => brokers.ask(asked), inbox: async () => brokers.mails, sites: ["direct"], authorise: (task) => gate.require(taskAct(task, { subject: SUBJECT, cases: [] })) } satisfies Stage;
  return withScriptedRooms(stage, async (rooms) => {
    await run(rooms);
    return rooms.ledger.view.events.flatMap((event) => (event.type === "intended" ? [event.restsOn] : []));
  });
}

describe("the gate", () => {
  it("lets nobody through for a client until there is a grant, and nobody from then on that it was taken back", async () => {
    const gate = gateHere();
    await stateAs("client", place, NOW);
    await expect(gate.require(actOf())).rejects.toThrow(UnauthorisedError);
    await rm(join(place.dir, "standing.sealed"));

    const id = await granted();
    await expect(gate.require(actOf())).resolves.toEqual({ id: `LOA-${id}`, sha256: "0".repeat(64) });

    await revokeGrant(place, id, NOW);
    await expect(gate.require(actOf())).rejects.toThrow("taken back");
    expect(gate.ended?.reason).toBe("revoked");
  });

  it("still refuses when the file that says so is gone, and at a trail that was cut or is gone, too", async () => {
    const id = await granted();
    await revokeGrant(place, id, NOW);
    await addToTrail(place, clock, { by: "ana", did: "grant-revoked", about: { grant: id } });
    const trail = await readFile(trailPath(place.dir), "utf8");
    await rm(join(place.dir, "grants", `${id}.revoked.sealed`));

    await expect(gateHere().require(actOf())).rejects.toThrow("taken back");
    await writeFile(trailPath(place.dir), trail.split("\n").slice(0, 1).join("\n") + "\n");
    await expect(gateHere().require(actOf())).rejects.toThrow("ends after 1 of 2 lines");
    await writeFile(trailPath(place.dir), trail.replace("grant-revoked", "grant-drafted"));
    await expect(gateHere().require(actOf())).rejects.toThrow(LedgerDamagedError);
    await Promise.all([trailPath(place.dir), join(place.dir, "trail-head.sealed")].map((path) => rm(path)));
    await expect(gateHere().require(actOf())).rejects.toThrow("is missing");
  });

  it("refuses what a grant leaves out without giving up the rest", async () => {
    await granted();
    const gate = gateHere();

    await expect(gate.require(actOf({ fields: ["phone"] }))).rejects.toThrow("does not cover sending phone");
    expect(gate.ended).toBeUndefined();
    await expect(gate.require(actOf())).resolves.toBeDefined();
  });

  it("says what to do where a grant no longer fits: another agreement is another grant", async () => {
    await granted();

    await expect(gateHere().require(actOf({ repliesTo: "other@alias.example" }))).rejects.toMatchObject({ hint: expect.stringContaining("grant new") as string });
    await expect(gateHere().require(actOf({ fields: ["phone"] }))).rejects.toMatchObject({ hint: expect.stringContaining("grant show") as string });
  });

  it("has each request name the document that it rests on, and nothing where somebody asks for themself", async () => {
    const own = await intentsOf("self", gateHere());
    const id = await granted();

    expect(await intentsOf("client", gateHere())).toEqual([{ id: `LOA-${id}`, sha256: "0".repeat(64) }]);
    expect(own).toEqual([undefined]);
  });

  it("takes a subject from before there were grants for the operator, and a folder for grants that lost its word for nobody", async () => {
    expect(await authorityIn(place)).toEqual({ as: "self" });

    await granted();
    await rm(join(place.dir, "standing.sealed"));

    expect(await authorityIn(place)).toEqual({ as: "client", grants: [] });
  });

  it("stops a run before its next step when another process takes the grant back between the look and the request", async () => {
    const id = await granted();
    const brokers = new ScriptedBrokers(() => clock.now().getTime());
    const gate = gateHere();
    const net: Send = async (asked) => {
      const shown = brokers.ask(asked);
      if (asked.url.includes("/optout") && asked.method === "GET") await revokeGrant(place, id, NOW);
      return shown;
    };

    const { done, states } = await withScriptedRooms(
      { dir: join(place.dir, "run"), files: nodeFiles, clock, net, inbox: async () => brokers.mails, sites: ["direct"], authorise: (task) => gate.require(taskAct(task, { subject: SUBJECT, cases: [] })) },
      async (rooms) => ({ done: (await run(rooms)).done, states: [...rooms.ledger.view.cases.values()].map(({ state, humanReason }) => `${state} ${humanReason ?? ""}`) }),
    );

    expect(done.map(({ task, isRefused }) => `${task.kind} ${isRefused ? "refused" : "done"}`)).toEqual(["scan done", "submit refused"]);
    expect(states).toEqual(["needs-human grant"]);
    expect(brokers.applied).toEqual([]);
  });
});
