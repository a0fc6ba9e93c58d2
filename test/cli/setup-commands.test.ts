import { readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FixedClock } from "../../src/base/clock.ts";
import { takeLock } from "../../src/vault/lock.ts";
import { CANARIES, CANARY_PROFILE, Machine, type Ended } from "./run-cli.ts";

async function snapshot(dir: string): Promise<Record<string, string>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file, (await readFile(file)).toString("hex")] as const)));
}

function expectNoCanary({ stdout, stderr }: Ended): void {
  for (const canary of CANARIES) expect(stdout + stderr).not.toContain(canary);
}

describe("init", () => {
  it("makes a home and its key file for their owner only", async () => {
    await using machine = await Machine.open();

    const made = await machine.keyedHere("init", "--json");

    expect(made).toMatchObject({ code: 0 });
    expect(JSON.parse(made.stdout)).toMatchObject({ home: machine.home, kind: "real" });
    expect((await stat(join(machine.dir, "key"))).mode & 0o777).toBe(0o600);
    expect((await stat(machine.home)).mode & 0o777).toBe(0o700);
  });

  it("leaves a home that is there, and its key, as they are", async () => {
    await using machine = await Machine.withHome();
    const before = await snapshot(machine.dir);

    const again = await machine.keyedHere("init");

    expect(again.code).toBe(2);
    expect(again.stderr).toContain("there is a home");
    expect(await snapshot(machine.dir)).toEqual(before);
  });

  it("takes back the key file it made when the home can't be made", async () => {
    await using machine = await Machine.open();
    await machine.file("unlist-home/holiday.jpg", "a picture");

    expect((await machine.keyedHere("init")).code).toBe(2);

    await expect(stat(join(machine.dir, "key"))).rejects.toThrow("ENOENT");
  });
});

describe("somebody who is watched, on a device that is not safe", () => {
  it("gets a quiet home that spreads removals, a profile out of their address book, and new searches after a move; none of it in clear", async () => {
    await using machine = await Machine.open();
    const answers = await machine.file("answers.yaml", "device: unsafe\nmailbox: mine\nlisting: watched\n");
    const card = "BEGIN:VCARD\nVERSION:3.0\nN:Canarylast;Canaryfirst;;;\nADR;TYPE=HOME:;;7 Canary Street;Canaryville;TX;;\nEND:VCARD\n";

    const made = await machine.keyedHere("init", "--answers", answers);
    const open = await machine.keyedHere("subject", "add", "--import", await machine.file("open.vcf", card, 0o644));
    const wrong = await machine.keyedHere("subject", "add", "--import", await machine.file("wrong.vcf", card.replace(";TX;", ";Canarystate;")));
    const added = await machine.keyedHere("subject", "add", "--import", await machine.file("me.vcf", card));
    const moved = await machine.keyedHere("subject", "edit", "--moved", await machine.file("new.yaml", "city: Canarytown\nstate: OK\nfrom: 2025\n"), "--json");
    const shown = await machine.keyedHere("subject", "show", "--reveal", "--yes", "--json");

    expect([made, added].map(({ code, stderr }) => [code, stderr])).toEqual([[0, "next: unlist subject add\n"], [0, ""]]);
    expect(made.stdout).toContain("This home is quiet");
    expect(open).toMatchObject({ code: 2, stderr: expect.stringContaining("chmod 600") as string });
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringMatching(/wrong\.vcf:4:15 addresses\[0\]\.state\s+wants a two-letter state/) as string });
    expect(JSON.parse(moved.stdout)).toMatchObject({ asksAnew: true });
    expect(JSON.stringify(JSON.parse(shown.stdout))).toMatch(/"to":2025.*"city":"Canarytown".*"removalsPerDay":3/);
    for (const ended of [made, open, wrong, added, moved]) expectNoCanary(ended);
    expect(Object.values(await snapshot(machine.home)).map((hex) => Buffer.from(hex, "hex").toString("latin1")).join("\n")).not.toMatch(/watched|Canary/);
  });
});

describe("subject", () => {
  it("keeps a profile without a value of it on disk or in the output, and shows the values only when asked to twice", async () => {
    await using machine = await Machine.withHome();
    const profile = await machine.file("me.yaml", CANARY_PROFILE);

    const added = await machine.keyedHere("subject", "add", "--profile", profile);
    const shown = await machine.keyedHere("subject", "show");
    const unconfirmed = await machine.keyedHere("subject", "show", "--reveal");
    const revealed = await machine.keyedHere("subject", "show", "--reveal", "--yes", "--json");

    expect([added.code, shown.code]).toEqual([0, 0]);
    expectNoCanary(added);
    expectNoCanary(shown);
    expect(shown.stdout).toContain("names[0].first: •••");
    const onDisk = Object.values(await snapshot(machine.home)).map((hex) => Buffer.from(hex, "hex").toString("latin1")).join();
    for (const canary of CANARIES) expect(onDisk).not.toContain(canary);
    expect(unconfirmed).toMatchObject({ code: 2, stdout: "" });
    expect(JSON.parse(revealed.stdout)).toMatchObject({ isMasked: false, profile: { names: [{ first: "Canaryfirst" }] } });
  });

  it("takes a profile from stdin, as JSON too", async () => {
    await using machine = await Machine.withHome();
    const profile = JSON.stringify({ names: [{ first: "Jane", last: "Roe" }], addresses: [{ city: "Austin", state: "TX" }] });

    const added = await machine.run(["subject", "add", "--profile", "-", "--key-file", join(machine.dir, "key"), "--json"], { input: profile });

    expect(added.code).toBe(0);
    expect(JSON.parse(added.stdout)).toEqual({ subject: expect.stringMatching(/^[0-9a-z]{12}$/) as string });
  });

  it("refuses a profile that others may read, and says the command that mends it", async () => {
    await using machine = await Machine.withHome();
    const profile = await machine.file("me.yaml", CANARY_PROFILE, 0o644);

    const refused = await machine.keyedHere("subject", "add", "--profile", profile);

    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(`chmod 600 ${profile}`);
  });

  it("says where an unknown key stands and which one is near, and changes nothing", async () => {
    await using machine = await Machine.withHome();
    const before = await snapshot(machine.home);
    const profile = await machine.file("me.yaml", CANARY_PROFILE.replace("relatives", "relativs"));

    const refused = await machine.keyedHere("subject", "add", "--profile", profile, "--json");

    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('me.yaml:6:1 relativs\n  unknown key "relativs": did you mean "relatives"?');
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code: "usage", issues: [{ line: 6, column: 1, path: "relativs" }] } });
    expect(await snapshot(machine.home)).toEqual(before);
  });

  it.each([
    ["a name in braces", "names: [{Canaryfirst, Canarylast}]\naddresses: []\n", "unknown key"],
    ["a list as a key", "? [Canaryfirst, Canarylast]\n: 1\n", "not valid YAML"],
  ])("quotes no key that may be a value: %s", async (_what, text, words) => {
    await using machine = await Machine.withHome();

    const refused = await machine.keyedHere("subject", "add", "--json", "--profile", await machine.file("me.yaml", text));

    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(words);
    expectNoCanary(refused);
  });

  it("quotes nothing of a profile that is no YAML", async () => {
    await using machine = await Machine.withHome();
    const profile = await machine.file("me.yaml", `${CANARY_PROFILE}relatives: *Canarylast\n"Canaryfirst" Canarylast: [\n`);

    const refused = await machine.keyedHere("subject", "add", "--profile", profile);

    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/me\.yaml:\d+:\d+/);
    expectNoCanary(refused);
  });

  it("destroys one person and leaves the other", async () => {
    await using machine = await Machine.withHome();
    const profile = await machine.file("me.yaml", CANARY_PROFILE);
    const first = await addedTo(machine, profile);
    const second = await addedTo(machine, profile);

    const removed = await machine.run(["subject", "remove", first, "--yes"]);

    expect(removed.code).toBe(0);
    expect(await subjects(machine)).toEqual([second]);
    expect((await machine.keyedHere("subject", "show")).code).toBe(0);
  });
});

async function addedTo(machine: Machine, profile: string): Promise<string> {
  const { stdout } = await machine.keyedHere("subject", "add", "--json", "--profile", profile);
  return (JSON.parse(stdout) as { subject: string }).subject;
}

async function subjects(machine: Machine): Promise<string[]> {
  const { stdout } = await machine.run(["subject", "list", "--json"]);
  const listed = JSON.parse(stdout) as { subjects: { subject: string }[] };
  return listed.subjects.map(({ subject }) => subject);
}

describe("opening a home", () => {
  it("ends with 5 at a wrong passphrase and leaves every byte as it was", async () => {
    await using machine = await Machine.open();
    const right = await machine.file("right", "correct horse\n");
    const wrong = await machine.file("wrong", "battery staple\n");
    await machine.run(["init"], { env: { UNLIST_PASSPHRASE_FILE: right } });
    const profile = await machine.file("me.yaml", CANARY_PROFILE);
    const before = await snapshot(machine.home);

    const locked = await machine.run(["subject", "add", "--profile", profile, "--json"], { env: { UNLIST_PASSPHRASE_FILE: wrong } });

    expect(locked.code).toBe(5);
    expect(JSON.parse(locked.stdout)).toMatchObject({ error: { code: "locked", message: "wrong passphrase" } });
    expect(await snapshot(machine.home)).toEqual(before);
    expect((await machine.run(["subject", "add", "--profile", profile], { env: { UNLIST_PASSPHRASE_FILE: right } })).code).toBe(0);
  });

  it("refuses a passphrase file that others may read", async () => {
    await using machine = await Machine.open();
    const shared = await machine.file("shared", "correct horse\n", 0o640);

    const refused = await machine.run(["init"], { env: { UNLIST_PASSPHRASE_FILE: shared } });

    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("others may read");
  });

  it("ends with 75 while another process holds the home, and says which", async () => {
    await using machine = await Machine.withHome();
    await using _lock = await takeLock(machine.home, { clock: new FixedClock("2026-08-07T09:00:00Z"), command: "run" });
    const profile = await machine.file("me.yaml", CANARY_PROFILE);

    const busy = await machine.keyedHere("subject", "add", "--profile", profile);

    expect(busy.code).toBe(75);
    expect(busy.stderr).toContain(`unlist run (process ${process.pid})`);
  });
});

describe("a rehearsal", () => {
  it("has --map and --now to itself: a real home refuses both", async () => {
    await using machine = await Machine.withHome();
    const map = await machine.file("map.json", '{ "www.acme.example": "http://127.0.0.1:8080" }');

    const mapped = await machine.keyedHere("subject", "list", "--map", map);
    const moved = await machine.keyedHere("subject", "list", "--now", "2026-08-07");

    expect([mapped.code, moved.code]).toEqual([2, 2]);
    expect(mapped.stderr).toContain("--map works in a rehearsal home only");
    expect(moved.stderr).toContain("--now works in a rehearsal home only");
  });

  it("takes both in a rehearsal home", async () => {
    await using machine = await Machine.withHome("--rehearsal");
    const map = await machine.file("map.json", '{ "www.acme.example": "http://127.0.0.1:8080" }');

    expect((await machine.keyedHere("subject", "list", "--map", map, "--now", "2026-08-07")).code).toBe(0);
  });
});

describe("mailbox", () => {
  const SETTINGS = "imap: { host: 127.0.0.1, port: 9, tls: false, user: jane }\n";

  it("keeps the secret of a file of its own and shows it nowhere, and ends with 4 when it can't be reached", async () => {
    await using machine = await Machine.withHome();
    const file = await machine.file("mailbox.yaml", SETTINGS);
    const secret = await machine.file("secret", "Canarysecret\n");

    const added = await machine.keyedHere("mailbox", "add", "--file", file, "--secret-file", secret);
    const tested = await machine.keyedHere("mailbox", "test");

    expect(added.code).toBe(0);
    const sealed = await readFile(join(machine.home, "mailbox.sealed"), "latin1");
    expect(sealed + added.stdout + added.stderr + tested.stdout + tested.stderr).not.toContain("Canarysecret");
    expect(tested.code).toBe(4);
    expect(tested.stderr).toContain("the mailbox can't be read (refused)");
  });

  it("asks for a mailbox first", async () => {
    await using machine = await Machine.withHome();

    expect(await machine.keyedHere("mailbox", "test")).toMatchObject({ code: 2, stderr: expect.stringContaining("unlist mailbox add") as string });
  });
});

describe("wipe", () => {
  it("destroys a home without its key, and says what it can't erase", async () => {
    await using machine = await Machine.withHome();

    const wiped = await machine.run(["wipe", "--yes"]);

    expect(wiped.code).toBe(0);
    expect(wiped.stdout).toContain("Backups");
    await expect(stat(machine.home)).rejects.toThrow("ENOENT");
  });

  it("leaves the home alone unless somebody said yes", async () => {
    await using machine = await Machine.withHome();
    const before = await snapshot(machine.home);

    expect((await machine.run(["wipe"])).code).toBe(2);
    expect(await snapshot(machine.home)).toEqual(before);
  });
});
