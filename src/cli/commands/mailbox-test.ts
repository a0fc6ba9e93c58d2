import { ExitCode, UsageError } from "../../base/errors.ts";
import { exists } from "../../base/files.ts";
import { createLog, silentLog } from "../../base/log.ts";
import type { Call } from "../call.ts";
import { openTheMailbox } from "../compose-mail.ts";
import { mailboxFile } from "../mailbox-file.ts";
import { openTheHome } from "../open-home.ts";

/** Reads the heads of today's mails and throws them away; `MailboxUnreachable` says in fixed words why it can't. */
export async function mailboxTestCommand(call: Call): Promise<ExitCode> {
  const { clock, config, out } = call;
  const opened = await openTheHome(call);
  if (!(await exists(mailboxFile(opened).path))) throw new UsageError("no mailbox is connected", { hint: "unlist mailbox add" });
  await using mailbox = await openTheMailbox({ call, opened, log: config.isVerbose ? createLog("debug") : silentLog });
  await mailbox.headsSince(clock.now());
  out.result({ isReachable: true }, ["The mailbox can be read."]);
  return ExitCode.done;
}
