import { join } from "node:path";
import { ExitCode, UsageError } from "../../base/errors.ts";
import { exists } from "../../base/files.ts";
import { removeSubject } from "../../subject/store.ts";
import { homeKind } from "../../vault/keys.ts";
import { subjectDir } from "../../vault/subject-keys.ts";
import type { Call } from "../call.ts";
import { chooseSubject } from "../choose-subject.ts";
import { lockHome } from "../open-home.ts";

/** Like `wipe`, it needs no passphrase: whoever holds the folder could remove it anyhow. */
export async function subjectRemoveCommand(call: Call): Promise<ExitCode> {
  const { ask, args, config, files, out } = call;
  await homeKind(config.home, files);
  const subject = await chooseSubject({ home: config.home, files }, args[0] ?? config.subject);
  if (await exists(join(subjectDir(config.home, subject), "grants"))) throw new UsageError(`${subject} is a client, and leaves with what is theirs`, { hint: `unlist client close ${subject} --export FILE` });
  const isSure = config.isYes || (await ask.confirm(`Remove ${subject} and all that is kept about them?`, "add --yes to remove"));
  if (!isSure) throw new UsageError("nothing was removed");
  await using _lock = await lockHome(call, "subject remove");
  await removeSubject({ home: config.home, files }, subject);
  out.result({ removed: subject }, [`${subject} is removed. Requests already sent are not taken back.`]);
  return ExitCode.done;
}
