import { dirname, join } from "node:path";
import type { Files } from "../../../src/base/files.ts";
import type { NewEvent } from "../../../src/ledger/events.ts";
import type { Wire } from "../../../src/browser/session.ts";
import type { Rooms, RunLedger } from "../../../src/run/rooms.ts";
import { PLANTS } from "../crash/planted.ts";
import { projectionPath, readProjection, writeProjection } from "../../../src/ledger/projection.ts";
import type { Casting, Plant } from "./person.ts";

/** Faults as a change to the product might bring them; the model must see each one. */
export const PLANTED: Readonly<Record<string, Plant>> = {
  "the intent comes after the click": { rooms: PLANTS.misordered },
  "the proxy's record is not believed": { rooms: (rooms) => withRecord(rooms, async (intent) => ((await rooms.wire.read(intent)) === "sent" ? "no-byte" : rooms.wire.read(intent))) },
  "a record that is gone proves that nothing was sent": { rooms: (rooms) => withRecord(rooms, async (intent) => ((await rooms.wire.read(intent)) === "unknown" ? "never-armed" : rooms.wire.read(intent))) },
  "the grant is not asked for": { rooms: (rooms) => ({ ...rooms, authorise: async () => undefined }) },
  "one look counts as two": { rooms: (rooms) => ({ ...rooms, ledger: rewriting(rooms.ledger, (event) => (event.type === "absent" ? [{ ...event, againAfterMs: 0 }, { ...event, againAfterMs: 0 }] : [event])) }) },
  "nobody was asked whether a name may be told": { rooms: (rooms) => ({ ...rooms, profile: { ...rooms.profile, approved: ["whole"] }, planning: { ...rooms.planning, subject: { ...rooms.planning.subject, approved: new Set(["whole"]) } } }) },
  "what was put off is begun at once": { rooms: (rooms) => ({ ...rooms, ledger: forgetful(rooms.ledger) }) },
  "what waits for its day is not planned": { plan: (plan) => ({ ...plan, skips: plan.skips.filter(({ until }) => until === undefined) }) },
  "the projection stays behind and says that it did not": { files: lagging },
  "a note in clear is left beside the ledger": { files: (disk, { profile }) => onProjection(disk, (dir) => disk.replace(join(dir, "notes.txt"), JSON.stringify(profile.addresses))) },
  "one person's note is left among another's files": { files: (disk, { profile }) => onProjection(disk, () => disk.replace("/home/scriptedodalys/notes.txt", JSON.stringify(profile.addresses))) },
};

/** Something more is done whenever the projection was written. */
function onProjection(disk: Files, then: (dir: string) => Promise<void>): Files {
  return writingProjection(disk, async (dir, write) => {
    await write();
    await then(dir);
  });
}

/** Its cases stay those of its first writing, its mark is today's. */
function lagging(disk: Files, { key }: Casting): Files {
  return writingProjection(disk, async (dir, write) => {
    const place = { dir, key, files: disk };
    const before = await readProjection(place);
    await write();
    const written = await readProjection(place);
    if (written && before) await writeProjection(place, { ...written, cases: before.cases });
  });
}

function writingProjection(disk: Files, work: (dir: string, write: () => Promise<void>) => Promise<void>): Files {
  const replace: Files["replace"] = async (path, bytes) => {
    const write = (): Promise<void> => disk.replace(path, bytes);
    await (path === projectionPath(dirname(path)) ? work(dirname(path), write) : write());
  };
  return through(disk, replace);
}

function through(disk: Files, replace: Files["replace"]): Files {
  return {
    read: (path) => disk.read(path),
    list: (path) => disk.list(path),
    makeDir: (path) => disk.makeDir(path),
    create: (path, bytes) => disk.create(path, bytes),
    openAppend: (path) => disk.openAppend(path),
    openFixed: (path) => disk.openFixed(path),
    remove: (path) => disk.remove(path),
    removeDir: (path) => disk.removeDir(path),
    replace,
  };
}

function withRecord(rooms: Rooms, read: Wire["read"]): Rooms {
  return { ...rooms, wire: { ...rooms.wire, read } };
}

function rewriting(ledger: RunLedger, rewrite: (event: NewEvent) => NewEvent[]): RunLedger {
  return {
    get view() {
      return ledger.view;
    },
    append: (...events) => ledger.append(...events.flatMap(rewrite)),
    keyOf: (broker, identity) => ledger.keyOf(broker, identity),
    sealListing: (details) => ledger.sealListing(details),
    reveal: (held) => ledger.reveal(held),
  };
}

/** Knows of no case until when it was put off. */
function forgetful(ledger: RunLedger): RunLedger {
  return {
    get view() {
      const cases = new Map([...ledger.view.cases].map(([key, held]) => [key, { ...held, notBefore: undefined }]));
      return { cases, asides: ledger.view.asides };
    },
    append: (...events) => ledger.append(...events),
    keyOf: (broker, identity) => ledger.keyOf(broker, identity),
    sealListing: (details) => ledger.sealListing(details),
    reveal: (held) => ledger.reveal(held),
  };
}
