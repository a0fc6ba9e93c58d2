import { ExitCode } from "../../base/errors.ts";
import { writeProfile } from "../../subject/store.ts";
import type { Call } from "../call.ts";
import { chooseSubject } from "../choose-subject.ts";
import { lockHome, openTheHome } from "../open-home.ts";
import { tellClientTrail } from "../open-client.ts";
import { takeProfile } from "../take-profile.ts";

export async function subjectEditCommand(call: Call): Promise<ExitCode> {
  const profile = await takeProfile(call);
  const home = await openTheHome(call);
  await using _lock = await lockHome(call, "subject edit");
  const subject = await chooseSubject(home, call.config.subject);
  await writeProfile(home, subject, profile);
  await tellClientTrail(call, home, { subject, did: "edited" });
  call.out.result({ subject }, [`The profile of ${subject} is replaced.`]);
  call.out.next("unlist plan");
  return ExitCode.done;
}
