import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { LockedError, UsageError } from "../../src/base/errors.ts";
import { nodeFiles as files } from "../../src/base/files.ts";
import { addSecret, createHome, homeKind, openHome } from "../../src/vault/keys.ts";
import { SealBrokenError } from "../../src/vault/seal.ts";
import { readSealedFile, writeSealedFile } from "../../src/vault/sealed-file.ts";
import { SCRYPT_COST } from "../../src/vault/slots.ts";
import { createSubjectKey, deriveKey, openSubjectKey } from "../../src/vault/subject-keys.ts";
import { saying } from "./support/saying.ts";
import { tempDir } from "./support/temp-home.ts";

const cost = { n: 2 ** 10, r: 8, p: 1 };
const secret = { kind: "passphrase", passphrase: "correct horse battery" } as const;

let dir: string;
beforeEach(async () => {
  dir = join(await tempDir(), "home");
});

describe("a home", () => {
  it("opens with its passphrase, typed in any Unicode form", async () => {
    const made = await createHome({ dir, kind: "real", secret: { kind: "passphrase", passphrase: "caf\u00e9" }, files, cost });

    const opened = await openHome(dir, { kind: "passphrase", passphrase: "cafe\u0301" }, files);

    expect(opened).toEqual(made);
    expect((await stat(join(dir, "keys.json"))).mode & 0o777).toBe(0o600);
  });

  it("is closed to others, though it is made in a folder that was open to them", async () => {
    await mkdir(dir);
    await chmod(dir, 0o777);

    await createHome({ dir, kind: "real", secret, files, cost });

    expect((await stat(dir)).mode & 0o777).toBe(0o700);
  });

  it("leaves a folder that holds other files as it was", async () => {
    await mkdir(dir);
    await chmod(dir, 0o755);
    await writeFile(join(dir, "letter.txt"), "");

    await expect(createHome({ dir, kind: "real", secret, files, cost })).rejects.toThrow(UsageError);

    expect((await stat(dir)).mode & 0o777).toBe(0o755);
  });

  it("stays locked for a wrong passphrase, and nothing changes", async () => {
    await createHome({ dir, kind: "real", secret, files, cost });
    const before = await readFile(join(dir, "keys.json"));

    await expect(openHome(dir, { kind: "passphrase", passphrase: "wrong" }, files)).rejects.toThrow(LockedError);

    expect(await readFile(join(dir, "keys.json"))).toEqual(before);
  });

  it("opens with a key file that was added, and not with another one", async () => {
    const keyFile = randomBytes(32);
    const home = await createHome({ dir, kind: "rehearsal", secret, files, cost });

    await addSecret({ dir, files, ...home, secret: { kind: "key-file", bytes: keyFile } });

    expect((await openHome(dir, { kind: "key-file", bytes: keyFile }, files)).homeKey).toEqual(home.homeKey);
    expect((await openHome(dir, secret, files)).homeKey).toEqual(home.homeKey);
    await expect(openHome(dir, { kind: "key-file", bytes: randomBytes(32) }, files)).rejects.toThrow(LockedError);
  });

  it("says its kind without a secret, and does not open when the word was edited", async () => {
    await createHome({ dir, kind: "rehearsal", secret, files, cost });
    expect(await homeKind(dir)).toBe("rehearsal");
    const text = await readFile(join(dir, "keys.json"), "utf8");

    await writeFile(join(dir, "keys.json"), text.replace("rehearsal", "real"));

    await expect(openHome(dir, secret, files)).rejects.toThrow(LockedError);
  });

  it("is not made twice, nor in a folder that holds something else", async () => {
    await createHome({ dir, kind: "real", secret, files, cost });
    await expect(createHome({ dir, kind: "real", secret, files, cost })).rejects.toThrow(/there is a home/);
    const used = await tempDir();
    await writeFile(join(used, "thesis.txt"), "mine");

    await expect(createHome({ dir: used, kind: "real", secret, files, cost })).rejects.toThrow(UsageError);
  });

  it("says how to make one when there is none", async () => {
    await expect(openHome(dir, secret, files)).rejects.toMatchObject({ exitCode: 2, hint: saying(/unlist init/) });
  });

  it("costs an attacker scrypt at 2^17", async () => {
    await createHome({ dir, kind: "real", secret, files });

    const keys: unknown = JSON.parse(await readFile(join(dir, "keys.json"), "utf8"));

    expect(keys).toMatchObject({ slots: [{ kdf: { n: SCRYPT_COST.n, r: 8, p: 1 } }] });
    expect(SCRYPT_COST.n).toBe(131_072);
    await expect(openHome(dir, secret, files)).resolves.toMatchObject({ kind: "real" });
  });
});

describe("a subject's key", () => {
  it("opens in its own subject's folder only, and one subject's key opens nothing of another's", async () => {
    const { homeKey } = await createHome({ dir, kind: "real", secret, files, cost });
    const a = await createSubjectKey({ home: dir, subject: "aaaaaaaa", homeKey, files });
    const b = await createSubjectKey({ home: dir, subject: "bbbbbbbb", homeKey, files });
    expect(await openSubjectKey({ home: dir, subject: "aaaaaaaa", homeKey, files })).toEqual(a);

    await files.replace(join(dir, "subjects/bbbbbbbb/key.sealed"), await files.read(join(dir, "subjects/aaaaaaaa/key.sealed")));

    await expect(openSubjectKey({ home: dir, subject: "bbbbbbbb", homeKey, files })).rejects.toThrow(SealBrokenError);
    expect(deriveKey(a, "evidence")).not.toEqual(deriveKey(b, "evidence"));
    expect(deriveKey(a, "evidence")).not.toEqual(deriveKey(a, "listing"));
  });

  it("is not looked for outside the home", async () => {
    await expect(openSubjectKey({ home: dir, subject: "../../etc", homeKey: randomBytes(32), files })).rejects.toThrow(UsageError);
  });
});

describe("a sealed file", () => {
  it("gives back its value, and never quotes one that does not fit", async () => {
    const file = { path: join(await tempDir(), "profile.sealed"), key: randomBytes(32), aad: "profile", schema: z.strictObject({ last: z.literal("Roe") }) };
    await writeSealedFile(file, { last: "Roe" }, files);
    expect(await readSealedFile(file, files)).toEqual({ last: "Roe" });
    const other = { ...file, schema: z.strictObject({ last: z.number() }) };

    const error = await readSealedFile(other, files).catch((caught: unknown) => caught);

    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("Roe");
    expect((await files.read(file.path)).includes("Roe")).toBe(false);
  });
});
