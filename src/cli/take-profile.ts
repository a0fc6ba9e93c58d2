import { Profile } from "../subject/profile.ts";
import type { Call } from "./call.ts";
import { readPersonalDocument } from "./read-document.ts";
import { askProfile } from "./ask-profile.ts";

/** The profile from `--profile FILE`, from stdin, or from a conversation at the terminal. */
export async function takeProfile(call: Pick<Call, "options" | "ask" | "stdin" | "out">): Promise<Profile> {
  const file = call.options.text("profile");
  return file === undefined ? askProfile(call) : readPersonalDocument(file, Profile, call);
}
