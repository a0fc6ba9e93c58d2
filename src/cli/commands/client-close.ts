import { ExitCode, UsageError } from "../../base/errors.ts";
import { exists } from "../../base/files.ts";
import { closeClient } from "../../client/close.ts";
import { sha256 } from "../../base/sha256.ts";
import { readDocument } from "../../grant/store.ts";
import { readProfile } from "../../subject/store.ts";
import { encryptBackup } from "../../vault/backup.ts";
import type { TarEntry } from "../../vault/tar.ts";
import { backupPassphrase } from "../backup-passphrase.ts";
import type { Call } from "../call.ts";
import { clientNamed, tellTrail, type OpenClient } from "../open-client.ts";
import { lockHome, openTheHome, type OpenedHome } from "../open-home.ts";
import { takeTrail } from "../trail-file.ts";
import { writeNew } from "../write-new.ts";
import { pageFor } from "./client-report.ts";

/** Ends the work for a client: hands them what is theirs, encrypted, then destroys their key and all it opens. */
export async function clientCloseCommand(call: Call): Promise<ExitCode> {
  const opened = await openTheHome(call);
  const client = await clientNamed(call, opened);
  const file = await exportPath(call);
  const passphrase = await backupPassphrase(call, { isNew: true });
  const isSure = call.config.isYes || (await call.ask.confirm(`Close ${client.subject}? Their key is destroyed; only ${file} and its passphrase open what is theirs.`, "add --yes to close"));
  if (!isSure) throw new UsageError("nothing was closed");
  await using _lock = await lockHome(call, "client close");
  const bundle = await encryptBackup(await clientFiles(call, opened, client), passphrase);
  await writeNew(call, file, bundle);
  await tellTrail(call, client, "closed", { sha256: sha256(bundle) });
  const tombstone = await closeClient(client, { by: call.config.operator, at: call.clock.now() });
  call.out.result({ ...tombstone, export: file }, [
    `${client.subject} is closed. ${file} is theirs, with the passphrase; age and tar open it.`,
    ...tombstone.kept.map(({ what, why }) => `Kept ${what}, ${why}.`),
    "Requests already sent are not taken back. Flash storage and backups of this home may hold older copies.",
  ]);
  return ExitCode.done;
}

async function exportPath({ options }: Call): Promise<string> {
  const file = options.text("export");
  if (file === undefined) throw new UsageError("what is the client's goes to them first", { hint: "--export FILE.age, outside the home" });
  if (await exists(file)) throw new UsageError("a file of that name is there already", { hint: "name another, or take that one away" });
  return file;
}

/** What is theirs: the profile, each document they signed, what came of it, and who did what. Of listings nothing. */
async function clientFiles(call: Call, opened: OpenedHome, client: OpenClient): Promise<TarEntry[]> {
  const documents = client.grants.filter(({ signed }) => signed).map(async ({ terms, signed }): Promise<TarEntry> => ({ name: `${signed?.document.id ?? terms.id}.${signed?.document.kind ?? "document"}`, bytes: await readDocument(client, terms.id) }));
  return [
    { name: "report.html", bytes: Buffer.from(await pageFor(call, opened, client)) },
    { name: "profile.json", bytes: Buffer.from(`${JSON.stringify(await readProfile(opened, client.subject), null, 2)}\n`) },
    ...(await Promise.all(documents)),
    { name: "trail.json", bytes: Buffer.from(`${JSON.stringify(await takeTrail(call, client), null, 2)}\n`) },
  ];
}
