import { link, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { UsageError } from "../../src/base/errors.ts";
import { exists, nodeFiles as files } from "../../src/base/files.ts";
import { createHome, openHome } from "../../src/vault/keys.ts";
import { readSealedFile, writeSealedFile } from "../../src/vault/sealed-file.ts";
import { createSubjectKey } from "../../src/vault/subject-keys.ts";
import { WIPE_CANNOT_PROMISE, wipe } from "../../src/vault/wipe.ts";
import { allFiles, tempDir } from "./support/temp-home.ts";

const secret = { kind: "passphrase", passphrase: "correct horse battery" } as const;
const cost = { n: 2 ** 10, r: 8, p: 1 };

describe("wipe", () => {
  it("overwrites every key, removes the home, and says what it can't promise", async () => {
    const outside = await tempDir();
    const home = join(outside, "home");
    const { homeKey } = await createHome({ dir: home, kind: "real", secret, files, cost });
    await createSubjectKey({ home, subject: "aaaaaaaa", homeKey, files });
    await link(join(home, "keys.json"), join(outside, "keys")); // a second name shows what became of the bytes
    await link(join(home, "subjects/aaaaaaaa/key.sealed"), join(outside, "subject-key"));

    const { keys, cannotPromise } = await wipe(home);

    expect(keys).toBe(2);
    expect(await exists(home)).toBe(false);
    for (const name of ["keys", "subject-key"]) expect((await readFile(join(outside, name))).every((byte) => byte === 0)).toBe(true);
    expect(cannotPromise).toBe(WIPE_CANNOT_PROMISE);
  });

  it("leaves old bytes that the right passphrase does not open", async () => {
    const home = join(await tempDir(), "home");
    const { homeKey } = await createHome({ dir: home, kind: "real", secret, files, cost });
    const key = await createSubjectKey({ home, subject: "aaaaaaaa", homeKey, files });
    const profile = { path: join(home, "subjects/aaaaaaaa/profile.sealed"), key, aad: "profile", schema: z.string() };
    await writeSealedFile(profile, "Jane Roe", files);
    const old = await allFiles(home); // as a disk keeps blocks of files that were unlinked
    await link(join(home, "keys.json"), join(home, "..", "keys"));
    const keysLeft = join(home, "..", "keys");

    await wipe(home);

    for (const [path, bytes] of old) {
      await files.makeDir(dirname(path));
      await writeFile(path, path.endsWith("keys.json") ? await readFile(keysLeft) : bytes);
    }
    await expect(openHome(home, secret, files)).rejects.toThrow();
    await expect(readSealedFile({ ...profile, key: Buffer.alloc(32) }, files)).rejects.toThrow(/does not open/);
  });

  it("goes on where an interrupted one ended", async () => {
    const home = join(await tempDir(), "home");
    const { homeKey } = await createHome({ dir: home, kind: "real", secret, files, cost });
    await createSubjectKey({ home, subject: "aaaaaaaa", homeKey, files });
    await files.remove(join(home, "keys.json"));

    await wipe(home);

    expect(await exists(home)).toBe(false);
  });

  it("takes along what a restore that was cut short has left beside the home, keys first, and nobody else's folder", async () => {
    const outside = await tempDir();
    const home = join(outside, "home");
    for (const dir of [home, `${home}.old-4tq3zk`]) await createHome({ dir, kind: "real", secret, files, cost });
    await link(join(`${home}.old-4tq3zk`, "keys.json"), join(outside, "keys"));
    await mkdir(`${home}.new-4tq3zk`);
    await mkdir(`${home}.old-photos`);

    const { keys } = await wipe(home);

    expect(keys).toBe(2);
    expect((await readdir(outside)).sort()).toEqual(["home.old-photos", "keys"]);
    expect((await readFile(join(outside, "keys"))).every((byte) => byte === 0)).toBe(true);
  });

  it("touches no folder that is not a home", async () => {
    const dir = await tempDir();
    await mkdir(join(dir, "photos"));
    await writeFile(join(dir, "photos/cat.txt"), "cat");

    await expect(wipe(dir)).rejects.toThrow(UsageError);

    expect(await readdir(join(dir, "photos"))).toEqual(["cat.txt"]);
  });
});
