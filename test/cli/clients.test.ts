import { readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import PostalMime from "postal-mime";
import { z } from "zod";
import { decryptBackup } from "../../src/vault/backup.ts";
import { allBelow, searchFor } from "../../src/cli/demo/canary.ts";
import { jsonOrNothing } from "../../src/base/json.ts";
import { sha256 } from "../../src/base/sha256.ts";
import { CANARIES, CANARY_PROFILE, Machine, type Ended } from "./run-cli.ts";

const BROKERS: Readonly<Record<string, string>> = {
  letters: "routes: [{ kind: mail, basis: documented, reason: takes mail }]\ncontact: { email: privacy@letters.example, takesFiles: true }\n",
  others: "routes: [{ kind: mail, basis: documented, reason: takes mail }]\ncontact: { email: privacy@others.example }\n",
};
const PROFILE = `${CANARY_PROFILE}contact: { email: canary.alias@mail.example, perBroker: plus }\n`;
const SCAN = "%PDF-1.4 a letter, signed with a pen by Canaryfirst Canarylast";
const Added = z.object({ id: z.string() });
const Granted = z.object({ id: z.string(), state: z.string() });
const Signed = z.object({ document: z.object({ id: z.string(), sha256: z.string() }) });
const Listed = z.object({ clients: z.array(z.object({ id: z.string(), grant: z.string(), daysLeft: z.number().optional(), label: z.string().optional() })), closed: z.array(z.object({ id: z.string() })).optional() });

/** An advocate's machine; each test goes on where the one before ended. */
describe("an advocate's clients", () => {
  let machine: Machine;
  let id = "";
  const unlist = (args: readonly string[], { input = "", operator = "ana" } = {}): Promise<Ended> =>
    machine.here([...args, "--key-file", join(machine.dir, "key"), "--catalog", join(machine.dir, "catalog")], { input, env: { UNLIST_OPERATOR: operator } });
  const parsed = async <S extends z.ZodType>(schema: S, args: readonly string[], input = ""): Promise<z.output<S>> => schema.parse(jsonOrNothing((await unlist([...args, "--json"], { input })).stdout));
  const drafts = (): Promise<Ended> => unlist(["mail", "drafts", "--subject", id, "--json"]);

  beforeAll(async () => {
    machine = await Machine.open();
    for (const [slug, rest] of Object.entries(BROKERS)) await machine.file(`catalog/brokers/${slug}.yaml`, `name: The ${slug}\ndomains: [${slug}.example]\ncategory: marketing\nasOf: 2026-08-07\n${rest}`);
    await machine.keyedHere("init");
  });
  afterAll(() => machine[Symbol.asyncDispose]());

  it("are added under an id that says nothing, with a key of their own", async () => {
    ({ id } = await parsed(Added, ["client", "add", "--profile", await machine.file("client.yaml", PROFILE)]));

    expect(id).toMatch(/^[0-9a-z]{12}$/);
    expect(await parsed(Listed, ["client", "list"])).toEqual({ clients: [{ id, grant: "none" }] });
    expect((await stat(join(machine.home, "subjects", id, "standing.sealed"))).mode & 0o777).toBe(0o600);
  });

  it("get no draft, no plan with fields and no run before they signed, each refused by 7 and on record", async () => {
    const refused = [await drafts(), await unlist(["plan", "--subject", id]), await unlist(["run", "--subject", id])];
    const trail = await unlist(["client", "trail", id]);

    expect(refused.map(({ code }) => code)).toEqual([7, 7, 7]);
    expect(refused[0]?.stderr).toContain("the client has given no grant");
    expect(refused[1]?.stdout).not.toContain("contact.email");
    expect(trail.stdout.match(/refused/g)).toHaveLength(3);
  });

  it("get none for a draft of a grant either, nor when a stranger's name is typed under it", async () => {
    const terms = await machine.file("terms.yaml", "holder: { name: Ada Vocate, organisation: Shelter One }\nbrokers: [letters]\nendsOn: 2027-06-30\nstartsOn: 2026-08-01\n");
    expect(await parsed(Granted, ["grant", "new", id, "--terms", terms])).toMatchObject({ state: "unsigned" });

    expect((await drafts()).code).toBe(7);
    expect(await unlist(["grant", "sign", id], { input: "Somebody Else\n" })).toMatchObject({ code: 2, stderr: expect.stringContaining("not the name of who has to sign") as string });
    expect((await unlist(["grant", "import", id, "--scan", await machine.file("notes.txt", "no scan")])).code).toBe(2);
  });

  it("get what they granted and no more once they signed, and each request cites the document", async () => {
    const { document } = await parsed(Signed, ["grant", "import", id, "--scan", await machine.file("signed.pdf", SCAN)]);
    const out = join(machine.dir, "to-send");

    const written = await unlist(["mail", "drafts", "--subject", id, "--export", out, "--yes"]);
    const eml = await readFile(join(out, "letters.eml"), "utf8");

    expect(written.code).toBe(0);
    expect(await readdir(out)).toEqual(["letters.eml"]); // the grant does not name the other one
    expect(eml).toContain("In their own name they ask that you delete it"); // Texas gives an agent the opt-out alone
    expect(eml).toContain(`document ${document.id}`);
    expect(eml).toContain(`SHA-256 ${document.sha256}`);
  });

  it("are asked for nothing that brokers would answer to another address than they agreed on, and status says so", async () => {
    const elsewhere = await machine.file("elsewhere.yaml", PROFILE.replace("canary.alias", "other.alias"));
    await unlist(["--subject", id, "subject", "edit", "--profile", elsewhere]);

    const [refused, status, shown] = [await drafts(), await unlist(["--subject", id, "status"]), await unlist(["client", "show", id, "--json"])];

    expect(refused).toMatchObject({ code: 7, stderr: expect.stringContaining("another address") as string });
    expect(status.stdout).toMatch(/Not done at 1 broker: the grant has answers go to another address[^]*unlist grant new/);
    expect(jsonOrNothing(shown.stdout)).toMatchObject({ mayAct: true, refused: [{ brokers: 1 }, { why: "the grant does not name this broker", brokers: 1 }] });
    expect(shown.stdout).toContain('"reason": "replies"');
    expect(status.stdout + shown.stdout).not.toMatch(/(canary|other)\.alias/);
    await unlist(["--subject", id, "subject", "edit", "--profile", await machine.file("client.yaml", PROFILE)]);
  });

  it("send the signed letter along where a broker takes files and whoever hands the mail out says so, and that is on record", async () => {
    const out = join(machine.dir, "with-letter");

    await unlist(["mail", "drafts", "letters", "--subject", id, "--export", out, "--with-letter", "--yes"]);
    await unlist(["request", "made", "letters", "--by", "mail", "--subject", id]);
    const { text = "", attachments } = await new PostalMime().parse(await readFile(join(out, "letters.eml")));
    const shown = await unlist(["show", "letters", "--subject", id, "--json"]);

    expect(text).toMatch(/document LOA-g\w+, enclosed/);
    expect(attachments).toMatchObject([{ filename: expect.stringMatching(/^LOA-g\w+\.pdf$/) as string }]);
    expect(Buffer.from(z.instanceof(ArrayBuffer).parse(attachments[0]?.content)).toString()).toBe(SCAN);
    expect(shown.stdout).toContain("letter-of-authority");
    expect(jsonOrNothing(shown.stdout)).toMatchObject({ subjects: [{ history: [{ type: "asked-by-hand", restsOn: { id: expect.stringMatching(/^LOA-g/) as string, sha256: sha256(SCAN) } }] }] });
  });

  it("show nothing of anybody on the disk outside what was handed out", async () => {
    const below = (await allBelow(machine.home)).filter((path) => !path.includes("config.yaml"));

    expect((await searchFor([...CANARIES, "Ada Vocate", "canary.alias"], below)).hits).toEqual([]);
  });

  it("are refused at once when the grant is taken back, by whoever did it", async () => {
    expect((await unlist(["grant", "revoke", id], { operator: "bo" })).code).toBe(0);

    expect(await drafts()).toMatchObject({ code: 7, stderr: expect.stringContaining("taken back") as string });
    expect((await unlist(["client", "trail", id])).stdout).toMatch(/ana\s+recorded\s+command request made\n[^]*bo\s+grant-revoked/);
  });

  it("stay refused when the file that says so is deleted, and are shown as damaged when the trail is changed as well", async () => {
    const dir = join(machine.home, "subjects", id);
    const [revocation = ""] = (await readdir(join(dir, "grants"))).filter((name) => name.includes(".revoked."));
    await rm(join(dir, "grants", revocation));

    expect((await drafts()).code).toBe(7);
    expect(await parsed(Listed, ["client", "list"])).toMatchObject({ clients: [{ id, grant: "revoked" }] });

    const trail = await readFile(join(dir, "trail.ndjson"), "utf8");
    await writeFile(join(dir, "trail.ndjson"), trail.replace('"by":"bo"', '"by":"eve"'));
    const [list, refused] = [await unlist(["report", "--all", "--json"]), await drafts()];
    await writeFile(join(dir, "trail.ndjson"), trail);

    expect([list.code, refused.code]).toEqual([6, 6]);
    expect(jsonOrNothing(list.stdout)).toMatchObject({ clients: [{ id, grant: "damaged" }] });
  });

  it("have a trail that is checked without the home, and not once a word of it is changed", async () => {
    const file = join(machine.dir, "trail.json");
    await unlist(["client", "trail", id, "--out", file]);
    const changed = await machine.file("changed.json", (await readFile(file, "utf8")).replace("grant-revoked", "grant-drafted"));
    const cut = await machine.file("cut.json", (await readFile(file, "utf8")).replace(/,\n\s+"\{[^\n]*exported[^\n]*"\n/, "\n"));

    const verified = await Promise.all([file, changed, cut].map((path) => machine.run(["client", "verify", path, "--json"], { env: { UNLIST_HOME: "/nonexistent" } })));

    expect(verified.map(({ code }) => code)).toEqual([0, 6, 6]);
    expect(await readFile(file, "utf8")).not.toContain("Canary");
  });

  it("come in a batch, all of them or none", async () => {
    const head = "label,first,last,city,state,email\n";
    const wrong = await unlist(["client", "add", "--batch", await machine.file("wrong.csv", `${head}Secret label,Bo,Li,Salem,OR,bo@a.example\n,Cy,Doe,Waco,Texas,cy@a.example\n`)]);
    const shared = await unlist(["client", "add", "--batch", await machine.file("shared.csv", `${head},Bo,Li,Salem,OR,bo@a.example\n,Cy,Doe,Waco,TX,BO@a.example\n`)]);
    const { clients: before } = await parsed(Listed, ["client", "list"]);
    const added = await unlist(["client", "add", "--batch", await machine.file("right.csv", `${head}Secret label,Bo,Li,Salem,OR,bo@a.example\n,Cy,Doe,Waco,TX,cy@a.example\n`)]);
    const { clients } = await parsed(Listed, ["client", "list", "--names"]);

    expect([wrong.code, shared.code, added.code]).toEqual([2, 2, 0]);
    expect(wrong.stderr).toContain("wrong.csv:3:5 state");
    expect(wrong.stderr + shared.stderr).not.toMatch(/Texas|a\.example|Cy|Doe/);
    expect([before.length, clients.length]).toEqual([1, 3]);
    expect(clients.map(({ label }) => label).filter(Boolean)).toEqual(["Secret label"]);
    expect((await unlist(["client", "list"])).stdout).not.toContain("Secret");
  });

  it("are worked for by those whom the home names, as far as their role goes", async () => {
    await machine.file("unlist-home/config.yaml", "operators: { ana: lead, eve: viewer }\n");

    const [stranger, viewer] = [await unlist(["client", "add", "--batch", "x.csv"], { operator: "mallory" }), await unlist(["client", "close", id], { operator: "eve" })];

    expect([stranger.code, viewer.code, (await unlist(["client", "list"], { operator: "eve" })).code]).toEqual([7, 7, 0]);
    for (const args of [["run"], ["mail", "drafts"], ["plan", "--approve", "others"]]) expect(await unlist(["--subject", id, ...args], { operator: "eve" })).toMatchObject({ code: 7, stderr: expect.stringContaining("eve is a viewer") as string });
    expect((await unlist(["client", "trail", id])).stdout.match(/eve\s+refused\s+reason role/g)).toHaveLength(4);
    expect(await unlist(["grant", "revoke", id], { operator: "eve" })).toMatchObject({ code: 2, stderr: expect.stringContaining("no grant for that") as string }); // it is taken back already; a role is asked of nobody there
  });

  it("take what is theirs with them when they go, and leave nothing that opens", async () => {
    const bundle = join(machine.dir, "client.age");
    const passphrase = await machine.file("passphrase", "four easy words here\n");

    const closed = await unlist(["client", "close", id, "--export", bundle, "--passphrase-file", passphrase, "--yes"]);
    const entries = await decryptBackup(await readFile(bundle), "four easy words here");
    const { clients, closed: gone } = await parsed(Listed, ["client", "list", "--closed"]);

    expect(closed.code).toBe(0);
    expect(entries.map(({ name }) => name).sort()).toEqual([expect.stringMatching(/^LOA-g\w+\.scan$/), "profile.json", "report.html", "trail.json"]);
    expect(Buffer.from(entries.find(({ name }) => name.endsWith(".scan"))?.bytes ?? []).toString()).toBe(SCAN);
    expect((await readdir(join(machine.home, "subjects", id))).sort()).toEqual(["closed.json", "trail.ndjson"]);
    expect([clients.some((one) => one.id === id), gone]).toEqual([false, [expect.objectContaining({ id })]]);
    expect(await unlist(["run", "--subject", id])).toMatchObject({ code: 2 });
  });
});
