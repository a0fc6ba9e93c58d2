import { basename, extname } from "node:path";
import { ExitCode, UsageError } from "../../base/errors.ts";
import { writeCard } from "../../client/card.ts";
import { readBatchCsv, readBatchYaml, type NewClient } from "../../client/intake.ts";
import { stateAs } from "../../grant/store.ts";
import { newId } from "../../base/ids.ts";
import { addSubject, listSubjects, readProfile, removeSubject } from "../../subject/store.ts";
import { subjectDir } from "../../vault/subject-keys.ts";
import type { Call } from "../call.ts";
import { lockHome, openTheHome, type OpenedHome } from "../open-home.ts";
import { placeOf, tellTrail } from "../open-client.ts";
import { readPersonalText, withoutValues } from "../read-document.ts";
import { takeProfile } from "../take-profile.ts";

/** One client from a profile, or many from a batch: all of them or none. */
export async function clientAddCommand(call: Call): Promise<ExitCode> {
  const clients = await newClients(call);
  const opened = await openTheHome(call);
  await using _lock = await lockHome(call, "client add");
  await refuseSharedAlias(clients, opened);
  const ids = await addAll(call, opened, clients);
  const [id = ""] = ids;
  call.out.result(call.options.text("batch") === undefined ? { id } : { ids }, ids.map((one) => `Added as ${one}.`));
  call.out.next(`unlist grant new ${ids.length === 1 ? id : "CLIENT"} --terms FILE: nothing is done for a client without a grant`);
  return ExitCode.done;
}

async function newClients(call: Call): Promise<NewClient[]> {
  const file = call.options.text("batch");
  if (file === undefined) return [{ profile: await takeProfile(call, {}) }];
  const source = { file: basename(file), text: await readPersonalText(file, call) };
  return withoutValues(() => (extname(file).toLowerCase() === ".csv" ? readBatchCsv(source) : readBatchYaml(source)));
}

/** What one client's brokers answer must never reach another's requests, so no two of them share an alias. */
async function refuseSharedAlias(clients: readonly NewClient[], opened: OpenedHome): Promise<void> {
  const taken = new Set<string>();
  for (const subject of await listSubjects(opened)) addAlias(taken, (await readProfile(opened, subject)).contact?.email);
  for (const [i, { profile }] of clients.entries()) {
    if (!addAlias(taken, profile.contact?.email)) throw new UsageError(`client ${i + 1}: another one has the same contact.email`, { hint: "an alias of their own for each; nothing was added" });
  }
}

function addAlias(taken: Set<string>, alias: string | undefined): boolean {
  const address = alias?.toLowerCase();
  if (address === undefined) return true;
  const isNew = !taken.has(address);
  taken.add(address);
  return isNew;
}

/** Whatever stops it on the way takes those away again that were there already. */
async function addAll(call: Call, opened: OpenedHome, clients: readonly NewClient[]): Promise<string[]> {
  const ids: string[] = [];
  try {
    for (const client of clients) ids.push(await addOne(call, opened, client));
    return ids;
  } catch (error) {
    for (const id of ids) await removeSubject(opened, id);
    throw error;
  }
}

async function addOne(call: Call, opened: OpenedHome, { label, profile }: NewClient): Promise<string> {
  const id = newId();
  await addSubject(opened, profile, {
    subject: id,
    beforeIt: (key) => stateAs("client", { dir: subjectDir(opened.home, id), subject: id, key, files: opened.files }, call.clock.now()),
  });
  const place = await placeOf(opened, id);
  if (label !== undefined) await writeCard(place, { label });
  await tellTrail(call, place, "opened");
  return id;
}
