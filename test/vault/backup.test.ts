import { spawnSync } from "node:child_process";
import { mkdir, readFile, rename, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { systemClock } from "../../src/base/clock.ts";
import { nodeFiles as files } from "../../src/base/files.ts";
import { decryptBackup, encryptBackup, homeEntries } from "../../src/vault/backup.ts";
import { settleRestore } from "../../src/vault/beside-home.ts";
import { takeLock } from "../../src/vault/lock.ts";
import { restoreHome } from "../../src/vault/restore.ts";
import { packTar, unpackTar } from "../../src/vault/tar.ts";
import { allFiles, tempDir } from "./support/temp-home.ts";

const PASSPHRASE = "correct horse battery";
const QUICK = 4;
const SUBJECT = "subjects/abcdefghjkmn";
const EVIDENCE = `${SUBJECT}/evidence/${"0123456789abcdef".repeat(4)}.sealed`; // more than the 100 characters of a tar name

async function homeOf(more: Readonly<Record<string, string>> = {}): Promise<string> {
  const home = join(await tempDir(), "home");
  const content = { "keys.json": '{"kind":"real"}', "config.yaml": "# mine\n", [`${SUBJECT}/journal.ndjson`]: "one\ntwo\n", [EVIDENCE]: "\u0000\u0001picture", [`${SUBJECT}/empty`]: "", ...more };
  for (const [name, text] of Object.entries(content)) {
    await mkdir(dirname(join(home, name)), { recursive: true, mode: 0o700 });
    await writeFile(join(home, name), text, { mode: 0o600 });
  }
  return home;
}

const backupOf = async (home: string) => encryptBackup(await homeEntries(home, files), PASSPHRASE, QUICK);

async function contentOf(home: string): Promise<Record<string, string>> {
  return Object.fromEntries([...(await allFiles(home))].map(([path, bytes]) => [path.slice(home.length + 1), bytes.toString("latin1")]));
}

describe("a backup", () => {
  it("is put back byte for byte, for its owner only", async () => {
    const home = await homeOf();
    const other = join(await tempDir(), "deep", "restored");
    await mkdir(dirname(other));

    await restoreHome(other, await decryptBackup(await backupOf(home), PASSPHRASE), files);

    expect(await contentOf(other)).toEqual(await contentOf(home));
    expect((await stat(join(other, EVIDENCE))).mode & 0o777).toBe(0o600);
    expect((await stat(join(other, SUBJECT))).mode & 0o777).toBe(0o700);
  });

  it("leaves out what belongs to the machine, and whatever a link leads to", async () => {
    const home = await homeOf({ [`${SUBJECT}/wire.ndjson`]: "sent\n", lock: "me", "lock.draft-1": "me", "health.json": "{}", ".abc.tmp": "half", "upkeep-0a.xml": "<Task/>" });
    await symlink("/etc/hostname", join(home, "link"));

    const names = (await homeEntries(home, files)).map(({ name }) => name);

    expect(names.sort()).toEqual(["config.yaml", "keys.json", EVIDENCE, `${SUBJECT}/empty`, `${SUBJECT}/journal.ndjson`].sort());
  });

  it("forgets what came after it, but not what went out: the proxy's record stays as it is", async () => {
    const home = await homeOf();
    const backup = await backupOf(home);
    await writeFile(join(home, SUBJECT, "journal.ndjson"), "one\ntwo\nthree\n");
    await writeFile(join(home, SUBJECT, "wire.ndjson"), "sent\n");
    await writeFile(join(home, "later"), "x");

    await restoreHome(home, await decryptBackup(backup, PASSPHRASE), files);

    const content = await contentOf(home);
    expect(content[`${SUBJECT}/journal.ndjson`]).toBe("one\ntwo\n");
    expect(content[`${SUBJECT}/wire.ndjson`]).toBe("sent\n");
    expect(content["later"]).toBeUndefined();
    expect(await files.list(dirname(home))).toEqual(["home"]); // nothing is left beside it
  });

  it("that was cut short between its two renames leaves the old home to the next start, which still knows what went out", async () => {
    const home = await homeOf({ [`${SUBJECT}/wire.ndjson`]: "sent\n" });
    const backup = await decryptBackup(await backupOf(home), PASSPHRASE);
    await mkdir(`${home}.new-4tq3zk`);
    await rename(home, `${home}.old-4tq3zk`); // as far as it came

    expect(await settleRestore(home, systemClock)).toBe(true);
    await restoreHome(home, backup, files);

    expect((await contentOf(home))[`${SUBJECT}/wire.ndjson`]).toBe("sent\n");
    expect(await files.list(dirname(home))).toEqual(["home"]);
    expect(await settleRestore(home, systemClock)).toBe(false);
  });

  it("is not settled by another process while it is at work", async () => {
    const home = await homeOf();
    await using _lock = await takeLock(home, { clock: systemClock, command: "restore" });
    await rename(home, `${home}.old-4tq3zk`);

    await expect(settleRestore(home, systemClock)).rejects.toMatchObject({ exitCode: 75 });
  });

  it("opens with no byte changed, and with no other passphrase", async () => {
    const backup = await backupOf(await homeOf());
    const step = Math.ceil(backup.length / 60);

    for (let at = 0; at < backup.length; at += step) {
      const flipped = Uint8Array.from(backup, (byte, i) => (i === at ? byte ^ 1 : byte));
      await expect(decryptBackup(flipped, PASSPHRASE), `byte ${at}`).rejects.toThrow(/damaged|does not open/);
    }
    await expect(decryptBackup(backup.subarray(0, -1), PASSPHRASE)).rejects.toThrow("damaged");
    await expect(decryptBackup(backup, "battery staple")).rejects.toThrow("this passphrase does not open the backup");
  });

  it("is no home without its keys, and then changes nothing", async () => {
    const home = await homeOf();
    const before = await contentOf(home);

    await expect(restoreHome(home, [{ name: "config.yaml", bytes: Buffer.from("x") }], files)).rejects.toThrow("holds no home");

    expect(await contentOf(home)).toEqual(before);
  });
});

describe("the archive inside", () => {
  it.skipIf(spawnSync("tar", ["--version"]).status !== 0)("is one that tar unpacks (skipped where there is none)", async () => {
    const [home, dir] = [await homeOf(), await tempDir()];
    await writeFile(join(dir, "home.tar"), packTar(await homeEntries(home, files)));

    const { status, stderr } = spawnSync("tar", ["-xf", "home.tar"], { cwd: dir, encoding: "utf8" });

    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(await readFile(join(dir, EVIDENCE), "utf8")).toBe("\u0000\u0001picture");
  });

  it.each(["../outside", "/etc/passwd", "a/../../b", "a//b", "", "a\\..\\b", ".ssh/keys"])("takes no name that leads elsewhere: %j", (name) => {
    expect(() => unpackTar(packTar([{ name: "keys.json", bytes: Buffer.from("{}") }, { name: name || " ", bytes: Buffer.from("x") }]))).toThrow("does not hold what unlist puts there");
  });

  it("is refused when it ends too early", () => {
    const archive = packTar([{ name: "keys.json", bytes: Buffer.alloc(2_000) }]);

    expect(() => unpackTar(archive.subarray(0, 1_024))).toThrow();
  });
});
