import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { ExitCode, LockedError, UsageError } from "../../base/errors.ts";
import { exists } from "../../base/files.ts";
import { install, remove } from "../../schedule/install.ts";
import { SCHEDULE_KINDS, type Installation } from "../../schedule/installation.ts";
import type { Job } from "../../schedule/job.ts";
import { addSecret, homeKind, openHome } from "../../vault/keys.ts";
import type { Secret } from "../../vault/slots.ts";
import type { Call } from "../call.ts";
import { lockHome, openTheHome } from "../open-home.ts";
import { readPrivateFile } from "../private-file.ts";
import { SYSTEM, installationIn, jobOf, kindsInHand } from "../schedule-wish.ts";

const KEY_FILE_BYTES = 64;

export async function scheduleInstallCommand(call: Call): Promise<ExitCode> {
  const keyFile = keyFileOf(call);
  const [kind] = kindsInHand(call);
  const job = jobOf(call, keyFile);
  const installation = installationIn(call, kind, job);
  if (call.options.isSet("print")) return show(call, installation);
  await refuseRehearsal(call);
  await makeKeyOpen(call, keyFile);
  await install(job.name, installation, SYSTEM);
  await removeOthers(call, job, kind);
  call.out.result({ name: job.name, kind, minute: job.minute, files: installation.files.map(({ path }) => path) }, [`Every hour at minute ${job.minute}, by ${kind}, as ${job.name}.`]);
  call.out.next("unlist schedule status");
  return ExitCode.done;
}

function keyFileOf({ config }: Call): string {
  if (config.keyFile !== undefined) return resolve(config.keyFile);
  throw new UsageError("a job that nobody watches can't ask for a passphrase", { hint: "name a key file: unlist schedule install --key-file FILE makes one if it is not there" });
}

function show(call: Call, { kind, files, table = [], enable }: Installation): ExitCode {
  const written = files.flatMap(({ path, text }) => [`# ${path}`, ...text.split("\n")]);
  const lines = [...written, ...table, ...(table.length > 0 ? ["# goes into the user's crontab"] : []), ...enable.map((argv) => `$ ${argv.join(" ")}`)];
  call.out.result({ kind, files, table, enable }, lines);
  call.out.next("nothing was changed; without --print it is done, at a minute that is drawn then");
  return ExitCode.done;
}

/** It would reach nothing: what stands in for the brokers is given to each run anew. */
async function refuseRehearsal({ config, files }: Call): Promise<void> {
  if ((await homeKind(config.home, files)) === "rehearsal") throw new UsageError("a rehearsal home has no scheduled job", { hint: "unlist run --unattended --map FILE --now DAY plays one" });
}

/** A key file that opens the home already stays as it is; else the home gets a further lock for it, with the passphrase. */
async function makeKeyOpen(call: Call, keyFile: string): Promise<void> {
  const { config, files } = call;
  const isMade = !(await exists(keyFile));
  if (!isMade && (await opens(call, keyFile))) return;
  const opened = await openTheHome({ ...call, config: { ...config, keyFile: undefined } });
  await using _lock = await lockHome(call, "schedule install");
  if (isMade) await files.create(keyFile, randomBytes(KEY_FILE_BYTES));
  await addSecret({ dir: config.home, kind: opened.kind, homeKey: Buffer.from(opened.homeKey), secret: await secretIn(keyFile), files });
  if (isMade) call.out.note(`A key file was made at ${keyFile}. Whoever has it and the home can open the home; unlist schedule remove says how to take it back.`);
}

async function opens({ config, files }: Call, keyFile: string): Promise<boolean> {
  const secret = await secretIn(keyFile);
  return openHome(config.home, secret, files).then(() => true, isLocked);
}

function isLocked(error: unknown): false {
  if (error instanceof LockedError) return false;
  throw error;
}

async function secretIn(keyFile: string): Promise<Secret> {
  return { kind: "key-file", bytes: await readPrivateFile(keyFile, "key file") };
}

/** One home, one job: an earlier one of another kind would do everything a second time. */
async function removeOthers(call: Call, job: Job, kind: string): Promise<void> {
  const others = call.options.text("kind") === undefined ? kindsInHand(call) : SCHEDULE_KINDS;
  for (const other of others.filter((candidate) => candidate !== kind)) await remove(job.name, installationIn(call, other, job), SYSTEM);
}
