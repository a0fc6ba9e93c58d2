import { ExitCode, UsageError } from "../../base/errors.ts";
import { exists } from "../../base/files.ts";
import { createLog, silentLog } from "../../base/log.ts";
import { openMailbox } from "../../mail/mailbox.ts";
import { readSealedFile } from "../../vault/sealed-file.ts";
import type { Call } from "../call.ts";
import { mailboxFile } from "../mailbox-file.ts";
import { openTheHome } from "../open-home.ts";

/** Reads the heads of today's mails and throws them away; `MailboxUnreachable` says in fixed words why it can't. */
export async function mailboxTestCommand(call: Call): Promise<ExitCode> {
  const { clock, config, files, out } = call;
  const home = await openTheHome(call);
  const file = mailboxFile(home);
  if (!(await exists(file.path))) throw new UsageError("no mailbox is connected", { hint: "unlist mailbox add" });
  const settings = await readSealedFile(file, files);
  await using mailbox = openMailbox(settings, { clock, log: config.isVerbose ? createLog("debug") : silentLog });
  await mailbox.headsSince(clock.now());
  out.result({ isReachable: true }, ["The mailbox can be read."]);
  return ExitCode.done;
}
