import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { FixedClock } from "../../src/base/clock.ts";
import { DAY_MS } from "../../src/base/duration.ts";
import { placeOf } from "../../src/cli/open-client.ts";
import type { OpenedHome } from "../../src/cli/open-home.ts";
import { closeClient } from "../../src/client/close.ts";
import { readOwnTrail } from "../../src/client/trail.ts";
import { revokeGrant } from "../../src/grant/store.ts";
import type { GrantWish } from "../../src/grant/terms.ts";
import type { Lab } from "../../src/lab/lab-client.ts";
import { DAY0 } from "../../src/lab/lab-clock.ts";
import { demoProfile } from "../../src/lab/persona.ts";
import { Profile } from "../../src/subject/profile.ts";
import { grantFor, openedHome } from "./clients-fixture.ts";
import { applied, brokersOf, finished, openLab, PATIENT, Rehearsal, untilLab } from "./harness.ts";

const COUNT = 10;
const BY_MAIL = 3;
const Added = z.object({ ids: z.array(z.string()) });
const Caseload = z.object({ clients: z.array(z.object({ id: z.string(), grant: z.string(), due: z.number(), needsYou: z.number(), overdue: z.number(), asked: z.number(), gone: z.number(), isEndingSoon: z.boolean() })) });

/** Invented people whose every word is rare; the first is the one whom the lab's sites list. */
const people = Array.from({ length: COUNT }, (_, i) =>
  i === 0
    ? Profile.parse({ ...demoProfile, approved: ["directform"] })
    : Profile.parse({ names: [{ first: `Quennell${i}x`, last: `Vashtimore${i}x` }], addresses: [{ city: `Ombersley${i}x`, state: "TX" }], contact: { email: `alias${i}x@clients.example`, perBroker: "plus" }, residence: "us-tx", approved: ["directform"] }),
);

/** Ten clients from intake to closing; each test goes on where the one before ended. */
describe("an advocate's ten clients", PATIENT, () => {
  let lab: Lab;
  let home: Rehearsal;
  let opened: OpenedHome;
  let ids: readonly string[];
  /** By what becomes of them: the last in the order of work, so that there is time. */
  let [odalys, expiring, moving, revoked] = ["", "", "", ""];
  /** Who grant mails alone, and nothing on a broker's page. */
  let byMail: readonly string[] = [];
  let clock = new FixedClock(DAY0);
  const goTo = async (day: number): Promise<void> => {
    clock = new FixedClock(new Date(new Date(DAY0).getTime() + day * DAY_MS));
    await home.goTo({ day });
  };
  const profileOf = (id: string): Profile => people[ids.indexOf(id)] ?? people[0] ?? demoProfile;
  const deeds = async (id: string): Promise<string[]> => (await readOwnTrail(await placeOf(opened, id))).entries.map(({ did, about }) => ("reason" in about ? `${did}: ${about["reason"] ?? ""}` : did));
  const caseload = async () => new Map(Caseload.parse((await home.here(["client", "list"])).json).clients.map((row) => [row.id, row]));
  const handOver = async (name: string, content: object, args: (file: string) => string[]): Promise<unknown> => {
    const file = await home.machine.file(name, JSON.stringify(content));
    const { json } = await home.here(args(file));
    await rm(file);
    return json;
  };

  const termsFor = (id: string): Partial<GrantWish> => {
    if (id === expiring) return { endsOn: new Date(clock.now().getTime() + 2 * DAY_MS).toISOString().slice(0, 10), brokers: ["pasteurl"] };
    return { brokers: ["directform"], ...(byMail.includes(id) && { channels: ["mail"] }) };
  };

  beforeAll(async () => {
    lab = await openLab();
    home = await Rehearsal.open(lab, { profiles: [], brokers: ["directform", "pasteurl"], config: "mailWait: 30s\npatience: 10s\nclientsAtOnce: 1\n" });
    opened = await openedHome(home.machine.home, join(home.machine.dir, "key"));
    await goTo(0);
  });
  afterAll(async () => {
    await home[Symbol.asyncDispose]();
    await lab[Symbol.asyncDispose]();
  });

  it("come in as one batch", async () => {
    ({ ids } = Added.parse(await handOver("batch.json", { clients: people.map((profile) => ({ profile })) }, (file) => ["client", "add", "--batch", file])));

    expect(new Set(ids).size).toBe(COUNT);
    [odalys = ""] = ids;
    [revoked = "", moving = "", expiring = "", ...byMail] = [...ids].filter((id) => id !== odalys).sort().reverse();
    byMail = byMail.slice(0, BY_MAIL);
  });

  it("sign: one by typing their name under a letter, the others with a pen", async () => {
    await handOver("terms.json", { holder: { name: "Ada Vocate" } }, (file) => ["grant", "new", odalys, "--terms", file]);
    const signed = await home.here(["grant", "sign", odalys], "Odalys Brightwater\n");
    for (const id of ids.filter((one) => one !== odalys)) await grantFor(opened, { client: id, clock, differently: termsFor(id) });

    expect(signed).toMatchObject({ code: 0, json: { document: { kind: "letter", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string } } });
    expect((await caseload()).get(expiring)).toMatchObject({ grant: "valid", isEndingSoon: true });
  });

  it("are worked for in turn: whoever moved away or takes the grant back meanwhile is asked nothing for", async () => {
    const profile = profileOf(moving);
    await handOver("moved.json", { ...profile, residence: "us-or", addresses: [{ ...profile.addresses[0], to: 2026 }, { city: "Ombersley9y", state: "OR" }] }, (file) => ["--subject", moving, "subject", "edit", "--profile", file]);
    const place = await placeOf(opened, revoked);
    const [grant = ""] = (await placeGrants(place)).filter(Boolean);

    const running = home.start(["--verbose", "run", "--only", "directform,pasteurl"]);
    await untilLab(lab, (truth) => applied(truth, "directform") > 0);
    await revokeGrant(place, grant, clock.now());
    const { code, stdout, stderr } = await finished(running.ended);

    expect(code).toBe(7);
    expect(applied(await lab.truth(), "directform")).toBe(COUNT - 3 - BY_MAIL); // without the one who moved, who revoked, who never granted it
    expect(await deeds(revoked)).toEqual(["opened", "grant-signed", "refused: revoked"]);
    expect((await caseload()).get(moving)).toMatchObject({ asked: 0 });
    for (const { names: [name] } of people) expect(stdout + stderr).not.toContain(name?.last);
  });

  it("are looked at again when it is time: the expired one is refused, the one who moved is asked for under a new grant", async () => {
    await goTo(4);
    await grantFor(opened, { client: moving, residence: "us-or", clock, differently: { brokers: ["directform"] } });

    const { code } = await home.runHere("directform", "pasteurl");

    expect(code).toBe(7);
    expect(applied(await lab.truth(), "directform")).toBe(COUNT - 2 - BY_MAIL);
    expect((await deeds(expiring)).at(-1)).toBe("refused: expired");
    expect((await caseload()).get(moving)).toMatchObject({ grant: "valid", asked: 1 });
  });

  it("are gone where they were asked for, and were asked for once", async () => {
    await goTo(12);

    await home.here(["--subject", odalys, "run", "--only", "pasteurl"]);

    expect(brokersOf(await home.here(["--subject", odalys, "status"])).get("pasteurl")?.state).toBe("removed");
    expect(applied(await lab.truth(), "pasteurl")).toBe(1);
    expect((await caseload()).get(odalys)).toMatchObject({ gone: 1, due: 0 });
  });

  it("are told what came of it, in plain words and without a listing", async () => {
    const file = join(home.machine.dir, "report.html");

    await home.here(["client", "report", odalys, "--out", file]);
    const page = await readFile(file, "utf8");

    expect(page).toContain("Your entry is gone there");
    expect(page).toMatch(/rest on what you signed: LOA-g\w+\./);
    for (const { names: [name], addresses: [address] } of people) for (const value of [name?.first, name?.last, address?.city]) expect(page).not.toContain(value);
  });

  it("leave, and nothing of them opens or stands open any more", async () => {
    const passphrase = await home.machine.file("passphrase", "four easy words here\n");
    const closed = await home.here(["client", "close", odalys, "--export", join(home.machine.dir, "handed-over.age"), "--passphrase-file", passphrase, "--yes"]);
    for (const id of ids.filter((one) => one !== odalys)) await closeClient(await placeOf(opened, id), { by: "ana", at: clock.now() });

    expect(closed.code).toBe(0);
    expect((await caseload()).size).toBe(0);
    await expect(placeOf(opened, revoked)).rejects.toThrow("no subject");
    expect(await home.leaks(...people)).toEqual([]);
    await writeFile(join(home.machine.home, "subjects", odalys, "planted.log"), "asked for Vashtimore3x at acme");
    expect(await home.leaks(...people)).toHaveLength(1);
  });
});

async function placeGrants({ dir, files }: Awaited<ReturnType<typeof placeOf>>): Promise<string[]> {
  return (await files.list(join(dir, "grants"))).flatMap((name) => /^(g\w+)\.terms/.exec(name)?.[1] ?? []);
}
