import { z } from "zod";
import { ExitCode } from "../../base/errors.ts";
import { MailboxSettings, parseMailboxSettings } from "../../mail/settings.ts";
import { writeSealedFile } from "../../vault/sealed-file.ts";
import type { Call } from "../call.ts";
import { mailboxFile } from "../mailbox-file.ts";
import { lockHome, openTheHome } from "../open-home.ts";
import { readPrivateFile } from "../private-file.ts";
import { readPersonalDocument } from "../read-document.ts";

const INSTEAD = "give it by --file FILE, and the password by --secret-file FILE";

export async function mailboxAddCommand(call: Call): Promise<ExitCode> {
  const settings = await takeSettings(call);
  const home = await openTheHome(call);
  await using _lock = await lockHome(call, "mailbox add");
  await writeSealedFile(mailboxFile(home), settings, call.files);
  call.out.result({ isKept: true }, ["The mailbox settings are kept, encrypted."]);
  call.out.next("unlist mailbox test");
  return ExitCode.done;
}

async function takeSettings(call: Call): Promise<MailboxSettings> {
  const secretFile = call.options.text("secretFile");
  const secret = secretFile === undefined ? undefined : await readSecret(secretFile);
  const file = call.options.text("file");
  if (file === undefined) return askSettings(call, secret);
  if (secret === undefined) return readPersonalDocument(file, MailboxSettings, call);
  return readPersonalDocument(file, z.preprocess((value) => withSecret(value, secret), MailboxSettings), call);
}

async function askSettings({ ask }: Call, given: string | undefined): Promise<MailboxSettings> {
  const host = await ask.text("IMAP server", INSTEAD);
  const port = (await ask.text("Port (empty for 993)", INSTEAD)).trim();
  const user = await ask.text("User name", INSTEAD);
  const secret = given ?? (await ask.hidden("Password, best one for this program only", INSTEAD));
  return parseMailboxSettings({ imap: { host, port: port === "" ? 993 : Number(port), user, secret } });
}

/** Puts the secret of a file of its own where the settings leave it out. */
function withSecret(settings: unknown, secret: string): unknown {
  if (!isMap(settings)) return settings;
  const servers = ["imap", "smtp"].flatMap((name) => {
    const server = settings[name];
    return isMap(server) && server["accessToken"] === undefined ? [[name, { secret, ...server }]] : [];
  });
  return { ...settings, ...Object.fromEntries(servers) };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

async function readSecret(path: string): Promise<string> {
  return (await readPrivateFile(path, "secret file")).toString("utf8").replace(/\r?\n$/, "");
}
