import { ExitCode, UsageError } from "../../base/errors.ts";
import { readProfile } from "../../subject/store.ts";
import type { Call } from "../call.ts";
import { chooseSubject } from "../choose-subject.ts";
import { openTheHome } from "../open-home.ts";
import { maskProfile, profileLines } from "../profile-lines.ts";

export async function subjectShowCommand(call: Call): Promise<ExitCode> {
  const home = await openTheHome(call);
  const subject = await chooseSubject(home, call.config.subject);
  const profile = await readProfile(home, subject);
  const isRevealed = await mayReveal(call);
  const shown = isRevealed ? profile : maskProfile(profile);
  call.out.result({ subject, isMasked: !isRevealed, profile: shown }, [subject, ...profileLines(shown).map((line) => `  ${line}`)]);
  if (!isRevealed) call.out.next("unlist subject show --reveal   shows the values");
  return ExitCode.done;
}

async function mayReveal({ ask, config, options }: Call): Promise<boolean> {
  if (!options.isSet("reveal")) return false;
  if (config.isYes || (await ask.confirm("Show the values on this screen?", "add --yes to show them"))) return true;
  throw new UsageError("not shown");
}
