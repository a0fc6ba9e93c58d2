import { ExitCode } from "../../base/errors.ts";
import { newId } from "../../base/ids.ts";
import { stateAs } from "../../grant/store.ts";
import { addSubject } from "../../subject/store.ts";
import { subjectDir } from "../../vault/subject-keys.ts";
import type { Call } from "../call.ts";
import { lockHome, openTheHome } from "../open-home.ts";
import { readSituation } from "../situation-file.ts";
import { offerRemoval, takeProfile } from "../take-profile.ts";

export async function subjectAddCommand(call: Call): Promise<ExitCode> {
  const home = await openTheHome(call);
  const profile = await takeProfile(call, await readSituation(home));
  await using _lock = await lockHome(call, "subject add");
  const subject = newId();
  const beforeIt = (key: Uint8Array): Promise<void> => stateAs("self", { dir: subjectDir(home.home, subject), subject, key, files: home.files }, call.clock.now());
  await addSubject(home, profile, { subject, beforeIt });
  call.out.result({ subject }, [`Added as ${subject}: you, acting for yourself. For somebody else there is unlist client add.`]);
  offerRemoval(call);
  call.out.next("unlist plan");
  return ExitCode.done;
}
