import { UsageError } from "../base/errors.ts";
import type { Files } from "../base/files.ts";
import { takeLock, type Lock } from "../vault/lock.ts";
import { homeKind, openHome, type HomeKind } from "../vault/keys.ts";
import type { Secret } from "../vault/slots.ts";
import type { Call } from "./call.ts";
import { readPrivateFile } from "./private-file.ts";

/** A home with its key: what the subject, ledger and mailbox rooms are handed. */
export interface OpenedHome {
  readonly home: string;
  readonly kind: HomeKind;
  readonly homeKey: Uint8Array;
  readonly files: Files;
}

const ANSWERED_BY = "set UNLIST_PASSPHRASE_FILE to a file only you can read, or use --key-file FILE";

/** Opens the home by key file, passphrase file, or asking. A wrong secret changes nothing (exit 5). */
export async function openTheHome({ config, ask, files }: Pick<Call, "config" | "ask" | "files">): Promise<OpenedHome> {
  await homeKind(config.home, files); // says that there is no home before it asks for a passphrase
  const secret = (await givenSecret(config)) ?? passphrase(await ask.hidden("Passphrase", ANSWERED_BY));
  const { kind, homeKey } = await openHome(config.home, secret, files);
  return { home: config.home, kind, homeKey, files };
}

/** The secret of a home to be made: asked twice, since a slip of the finger would lock it for good. */
export async function chooseSecret({ config, ask }: Pick<Call, "config" | "ask">): Promise<Secret> {
  const given = await givenSecret(config);
  if (given) return given;
  const first = await ask.hidden("New passphrase", ANSWERED_BY);
  if (first.length < 8) throw new UsageError("the passphrase is too short", { hint: "eight characters or more; four or five words are easy to keep" });
  if (first !== (await ask.hidden("Once more", ANSWERED_BY))) throw new UsageError("the two were not the same", { hint: "nothing was made; try again" });
  return passphrase(first);
}

/** Held while a command changes the home; another one meanwhile ends with exit 75, naming the holder. */
export async function lockHome({ config, clock }: Pick<Call, "config" | "clock">, command: string): Promise<Lock> {
  return takeLock(config.home, { clock, command });
}

async function givenSecret({ keyFile, passphraseFile }: Call["config"]): Promise<Secret | undefined> {
  if (keyFile !== undefined) return { kind: "key-file", bytes: await readPrivateFile(keyFile, "key file") };
  if (passphraseFile === undefined) return undefined;
  const text = (await readPrivateFile(passphraseFile, "passphrase file")).toString("utf8").replace(/\r?\n$/, "");
  if (text === "") throw new UsageError("the passphrase file is empty");
  return passphrase(text);
}

function passphrase(text: string): Secret {
  return { kind: "passphrase", passphrase: text };
}
