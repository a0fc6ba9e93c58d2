import { randomBytes } from "node:crypto";
import { ExitCode } from "../../base/errors.ts";
import { exists } from "../../base/files.ts";
import { syncServiceAt } from "../../config/sync-folder.ts";
import { createHome } from "../../vault/keys.ts";
import type { Call } from "../call.ts";
import { saySynced } from "../doctor/home.ts";
import { chooseSecret } from "../open-home.ts";

const KEY_FILE_BYTES = 64;

export async function initCommand(call: Call): Promise<ExitCode> {
  const { config, files, options, out } = call;
  const kind = options.isSet("rehearsal") ? "rehearsal" : "real";
  const madeKeyFile = await makeKeyFile(call);
  try {
    await createHome({ dir: config.home, kind, secret: await chooseSecret(call), files });
  } catch (error) {
    if (madeKeyFile !== undefined) await files.remove(madeKeyFile);
    throw error;
  }
  out.result({ home: config.home, kind, keyFile: madeKeyFile }, [
    `${kind === "rehearsal" ? "A rehearsal home" : "Your home"} is at ${config.home}`,
    ...(madeKeyFile === undefined ? [] : [`Its key is in ${madeKeyFile}: keep a copy elsewhere, nothing opens without it.`]),
  ]);
  const service = await syncServiceAt(config.home);
  if (service !== undefined) out.note(`Note: ${saySynced(service)}. Another place: --home DIR`);
  out.next("unlist subject add");
  return ExitCode.done;
}

/** `--key-file FILE` that isn't there yet: random bytes, readable by its owner only. Gives the path when it made one. */
async function makeKeyFile({ config, files }: Call): Promise<string | undefined> {
  const { keyFile } = config;
  if (keyFile === undefined || (await exists(keyFile))) return undefined;
  await files.create(keyFile, randomBytes(KEY_FILE_BYTES));
  return keyFile;
}
