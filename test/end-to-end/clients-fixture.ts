import { nodeFiles } from "../../src/base/files.ts";
import { systemClock, type Clock } from "../../src/base/clock.ts";
import { placeOf } from "../../src/cli/open-client.ts";
import type { OpenedHome } from "../../src/cli/open-home.ts";
import { readPrivateFile } from "../../src/cli/private-file.ts";
import { addToTrail } from "../../src/client/trail.ts";
import { sha256 } from "../../src/base/sha256.ts";
import { draftGrant, keepSignature } from "../../src/grant/store.ts";
import { completed, GrantWish } from "../../src/grant/terms.ts";
import { readProfile } from "../../src/subject/store.ts";
import { openHome } from "../../src/vault/keys.ts";
import { newId } from "../../src/base/ids.ts";

/** The home as whoever has its key file opens it. */
export async function openedHome(home: string, keyFile: string): Promise<OpenedHome> {
  const keys = await openHome(home, { kind: "key-file", bytes: await readPrivateFile(keyFile, "key file") });
  return { home, kind: keys.kind, homeKey: keys.homeKey, files: nodeFiles };
}

export interface Granting {
  readonly client: string;
  readonly residence?: string;
  readonly clock?: Clock;
  readonly differently?: Partial<GrantWish>;
}

/** What `grant new` and `grant import` do, without a process for each. */
export async function grantFor(opened: OpenedHome, { client, residence = "us-tx", clock = systemClock, differently = {} }: Granting): Promise<string> {
  const place = await placeOf(opened, client);
  const { contact } = await readProfile(opened, client);
  const wish = GrantWish.parse({ holder: { name: "Ada Vocate" }, ...differently });
  const { id } = await draftGrant(place, completed(wish, { id: `g${newId(11)}`, residence, alias: contact?.email, now: clock.now() }));
  const document = Buffer.from(`%PDF-1.4 ${id}`);
  await keepSignature(place, id, { signature: { at: clock.now().toISOString(), document: { id: `LOA-${id}`, sha256: sha256(document), kind: "scan" }, by: { kind: "pen" } }, document });
  await addToTrail(place, clock, { by: "ana", did: "grant-signed", about: { grant: id } });
  return id;
}
