import { ExitCode, UsageError } from "../../base/errors.ts";
import { moved, withNewQuestions } from "../../subject/moved.ts";
import { Address, type Profile } from "../../subject/profile.ts";
import { readProfile, writeProfile } from "../../subject/store.ts";
import { askAddress } from "../ask-profile.ts";
import type { Call } from "../call.ts";
import { chooseSubject } from "../choose-subject.ts";
import { lockHome, openTheHome } from "../open-home.ts";
import { tellClientTrail } from "../open-client.ts";
import { readPersonalDocument } from "../read-document.ts";
import { readSituation } from "../situation-file.ts";
import { offerRemoval, takeProfile } from "../take-profile.ts";

/** Replaces the profile, or records a move. Where there is a new name or place to ask for, brokers are looked at again. */
export async function subjectEditCommand(call: Call): Promise<ExitCode> {
  const home = await openTheHome(call);
  await using _lock = await lockHome(call, "subject edit");
  const subject = await chooseSubject(home, call.config.subject);
  const before = await readProfile(home, subject);
  const isMove = call.options.isSet("moved") || call.options.text("moved") !== undefined;
  const next = isMove ? await afterMove(call, before) : await takeProfile(call, await readSituation(home));
  const now = call.clock.now();
  const profile = withNewQuestions(next, before, now);
  await writeProfile(home, subject, profile);
  await tellClientTrail(call, home, { subject, did: "edited" });
  const asksAnew = Object.values(profile.asksAnew ?? {}).includes(now.toISOString());
  call.out.result({ subject, asksAnew }, [isMove ? `The move is recorded for ${subject}.` : `The profile of ${subject} is replaced.`, ...(asksAnew ? ["There is something new to look for: the next run looks everywhere that it concerns."] : [])]);
  offerRemoval(call);
  call.out.next("unlist plan");
  return ExitCode.done;
}

async function afterMove(call: Call, before: Profile): Promise<Profile> {
  const file = call.options.text("moved");
  const to = file === undefined ? await askAddress(call) : await readPersonalDocument(file, Address, call);
  if (to.to != null) throw new UsageError("a move wants the place where the person lives now", { hint: "leave out its to" });
  return moved(before, { to, inYear: to.from ?? call.clock.now().getUTCFullYear() });
}
