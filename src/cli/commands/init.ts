import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { ExitCode } from "../../base/errors.ts";
import { exists } from "../../base/files.ts";
import { syncServiceAt } from "../../config/sync-folder.ts";
import type { Situation } from "../../subject/situation.ts";
import { createHome, openHome } from "../../vault/keys.ts";
import { writeSealedFile } from "../../vault/sealed-file.ts";
import { sayConsequences, takeSituation } from "../ask-situation.ts";
import type { Call } from "../call.ts";
import { saySynced } from "../doctor/home.ts";
import { wrapped } from "../hand-lines.ts";
import { chooseSecret } from "../open-home.ts";
import { situationFile } from "../situation-file.ts";

const KEY_FILE_BYTES = 64;

export async function initCommand(call: Call): Promise<ExitCode> {
  const { config, options, out } = call;
  const kind = options.isSet("rehearsal") ? "rehearsal" : "real";
  const situation = await takeSituation(call);
  const madeKeyFile = await makeHome(call, kind, situation);
  const told = sayConsequences(situation).flatMap((text) => ["", ...wrapped(text, { width: out.width, indent: 0 })]);
  out.result({ home: config.home, kind, keyFile: madeKeyFile, situation }, [
    `${kind === "rehearsal" ? "A rehearsal home" : "Your home"} is at ${config.home}`,
    ...(madeKeyFile === undefined ? [] : [`Its key is in ${madeKeyFile}: keep a copy elsewhere, nothing opens without it.`]),
    ...told,
  ]);
  const service = await syncServiceAt(config.home);
  if (service !== undefined) out.note(`Note: ${saySynced(service)}. Another place: --home DIR`);
  out.next("unlist subject add");
  return ExitCode.done;
}

/** Makes the home and keeps what was said in it. A key file that was made for a home that can't be is taken back. */
async function makeHome(call: Call, kind: "rehearsal" | "real", situation: Situation): Promise<string | undefined> {
  const { config, files } = call;
  const { home } = config;
  const madeKeyFile = await makeKeyFile(call);
  try {
    const secret = await chooseSecret(call);
    await createHome({ dir: home, kind, secret, files });
    if (Object.keys(situation).length === 0) return madeKeyFile;
    const { homeKey } = await openHome(home, secret, files);
    await writeSealedFile(situationFile({ home, homeKey }), situation, files);
    // That a home is quiet has to be known before it is opened, and says no more than that.
    if (situation.device === "unsafe") await files.create(join(home, "config.yaml"), "quiet: true\n");
    return madeKeyFile;
  } catch (error) {
    if (madeKeyFile !== undefined) await files.remove(madeKeyFile);
    throw error;
  }
}

/** `--key-file FILE` that isn't there yet: random bytes, readable by its owner only. Gives the path when it made one. */
async function makeKeyFile({ config, files }: Call): Promise<string | undefined> {
  const { keyFile } = config;
  if (keyFile === undefined || (await exists(keyFile))) return undefined;
  await files.create(keyFile, randomBytes(KEY_FILE_BYTES));
  return keyFile;
}
