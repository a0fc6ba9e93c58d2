import { basename } from "node:path";
import { ExitCode } from "../../base/errors.ts";
import { readTrailFile, verifyTrailFile } from "../../client/handed-over.ts";
import { readOwnTrail } from "../../client/trail.ts";
import type { TrailEntry } from "../../client/trail-entry.ts";
import type { Call } from "../call.ts";
import { clientNamed } from "../open-client.ts";
import { openTheHome } from "../open-home.ts";
import type { Output } from "../output.ts";
import { readGivenFile } from "../read-given-file.ts";
import { takeTrail } from "../trail-file.ts";
import { writeNew } from "../write-new.ts";

/** Who did what for a client; as a file it can be checked without this home. */
export async function clientTrailCommand(call: Call): Promise<ExitCode> {
  const client = await clientNamed(call, await openTheHome(call));
  const file = call.options.text("out");
  if (file !== undefined) await writeNew(call, file, `${JSON.stringify(await takeTrail(call, client), null, 2)}\n`);
  const { entries } = await readOwnTrail(client);
  call.out.result({ id: client.subject, entries, ...(file !== undefined && { written: file }) }, file === undefined ? trailTable(call.out, entries) : [`${file} is written: ${entries.length} entries, of this client alone.`]);
  if (file !== undefined) call.out.next(`unlist client verify ${file}`);
  return ExitCode.done;
}

/** Needs no home, no key and no network: the file speaks for itself. */
export async function clientVerifyCommand(call: Call): Promise<ExitCode> {
  const [path = ""] = call.args;
  const trail = readTrailFile(basename(path), (await readGivenFile(path)).toString("utf8"));
  const { entries, fault } = verifyTrailFile(trail);
  call.out.result({ client: trail.client, isWhole: fault === undefined, entries: entries.length, records: trail.journal.length, ...(fault !== undefined && { fault }) }, [
    fault === undefined ? `${trail.client}: ${entries.length} entries and ${trail.journal.length} records of the journal, whole and in order.` : `${trail.client}: ${fault}.`,
  ]);
  return fault === undefined ? ExitCode.done : ExitCode.damaged;
}

function trailTable(out: Output, entries: readonly TrailEntry[]): string[] {
  const columns = [{ title: "when" }, { title: "who" }, { title: "did" }, { title: "about", least: 20 }];
  return out.table(columns, entries.map(({ at, by, did, about }) => [at.slice(0, 16).replace("T", " "), by, did, Object.entries(about).filter(([key]) => key !== "key").map(([key, value]) => `${key} ${value}`).join(", ")]));
}
