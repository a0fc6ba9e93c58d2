import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../src/base/clock.ts";
import { nodeFiles } from "../../src/base/files.ts";
import { authorityIn } from "../../src/client/authority.ts";
import { carriedOver } from "../../src/client/carry-over.ts";
import { closeClient } from "../../src/client/close.ts";
import { addToTrail, readOwnTrail, type ClientPlace } from "../../src/client/trail.ts";
import { draftGrant, keepSignature, revokeGrant, stateAs } from "../../src/grant/store.ts";
import { homeEntries } from "../../src/vault/backup.ts";
import { restoreHome } from "../../src/vault/restore.ts";
import type { TarEntry } from "../../src/vault/tar.ts";
import { NOW, termsOf } from "../grant/fixture.ts";

const SUBJECT = "kclientaaaaa";

let home: string;
let place: ClientPlace;
let grant: string;
let backup: readonly TarEntry[];

/** A home with one client and a grant of theirs, and a backup of it. */
beforeEach(async () => {
  home = join(await mkdtemp(join(tmpdir(), "unlist-carry-")), "home");
  place = { dir: join(home, "subjects", SUBJECT), subject: SUBJECT, key: Buffer.alloc(32, 3), files: nodeFiles };
  await stateAs("client", place, NOW);
  await writeFile(join(home, "keys.json"), "{}");
  await writeFile(join(place.dir, "key.sealed"), "a key");
  grant = (await draftGrant(place, termsOf())).id;
  await addToTrail(place, systemClock, { by: "ana", did: "grant-drafted", about: { grant } });
  await keepSignature(place, grant, { signature: { at: NOW.toISOString(), document: { id: `LOA-${grant}`, sha256: "0".repeat(64), kind: "scan" }, by: { kind: "pen" } }, document: Buffer.from("%PDF-") });
  backup = await homeEntries(home, nodeFiles);
});
afterEach(() => rm(join(home, ".."), { recursive: true }));

async function restore(): Promise<{ revoked: number; closed: number }> {
  const { entries, revoked, closed } = await carriedOver(backup, { home, files: nodeFiles });
  await restoreHome(home, entries, nodeFiles);
  return { revoked, closed };
}

async function takeBack(): Promise<void> {
  await revokeGrant(place, grant, NOW);
  await addToTrail(place, systemClock, { by: "bo", did: "grant-revoked", about: { grant } });
}

describe("a backup that is put in place of a home", () => {
  it("revives no grant that was taken back since, and forgets nothing of who did what", async () => {
    await takeBack();

    expect(await restore()).toEqual({ revoked: 1, closed: 0 });
    expect(await authorityIn(place)).toMatchObject({ as: "client", grants: [{ revokedAt: NOW.toISOString() }] });
    expect((await readOwnTrail(place)).entries.map(({ did }) => did)).toEqual(["grant-drafted", "grant-revoked"]);
  });

  it("revives none by the trail alone either, when the file that said so was gone already", async () => {
    await takeBack();
    await rm(join(place.dir, "grants", `${grant}.revoked.sealed`));

    expect(await restore()).toEqual({ revoked: 0, closed: 0 });
    expect(await authorityIn(place)).toMatchObject({ grants: [{ revokedAt: expect.any(String) as string }] });
  });

  it("mends a trail that was tampered with, and keeps what was taken back", async () => {
    await takeBack();
    const path = join(place.dir, "trail.ndjson");
    await writeFile(path, (await readFile(path, "utf8")).replace('"by":"bo"', '"by":"eve"'));

    await restore();

    expect((await readOwnTrail(place)).entries).toHaveLength(1);
    expect(await authorityIn(place)).toMatchObject({ grants: [{ revokedAt: NOW.toISOString() }] });
  });

  it("brings back nobody who was closed since", async () => {
    await closeClient(place, { by: "ana", at: NOW });

    expect(await restore()).toEqual({ revoked: 0, closed: 1 });
    expect((await readdir(place.dir)).sort()).toEqual(["closed.json", "trail.ndjson"]);
  });
});
