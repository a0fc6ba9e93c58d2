import { ExitCode } from "../../base/errors.ts";
import { addSubject } from "../../subject/store.ts";
import type { Call } from "../call.ts";
import { lockHome, openTheHome } from "../open-home.ts";
import { takeProfile } from "../take-profile.ts";

export async function subjectAddCommand(call: Call): Promise<ExitCode> {
  const profile = await takeProfile(call);
  const home = await openTheHome(call);
  await using _lock = await lockHome(call, "subject add");
  const subject = await addSubject(home, profile);
  call.out.result({ subject }, [`Added as ${subject}.`]);
  const file = call.options.text("profile");
  if (file !== undefined && file !== "-") call.out.note(`The profile is kept encrypted now. ${file} is not needed any more: rm ${file}`);
  call.out.next("unlist plan");
  return ExitCode.done;
}
