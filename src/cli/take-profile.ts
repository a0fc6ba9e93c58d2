import { basename, extname } from "node:path";
import { UsageError } from "../base/errors.ts";
import { readProfileCsv } from "../subject/import/profile-csv.ts";
import { readVcard } from "../subject/import/vcard.ts";
import { Profile } from "../subject/profile.ts";
import { withSituation, type Situation } from "../subject/situation.ts";
import { askProfile } from "./ask-profile.ts";
import type { Call } from "./call.ts";
import { readPrivateFile } from "./private-file.ts";
import { readPersonalDocument } from "./read-document.ts";

const READERS: Readonly<Record<string, typeof readVcard>> = { ".vcf": readVcard, ".vcard": readVcard, ".csv": readProfileCsv };

/** The profile from `--profile FILE`, from an address book by `--import FILE`, from stdin, or from a conversation at the terminal. */
export async function takeProfile(call: Pick<Call, "options" | "ask" | "stdin" | "out">, situation: Situation): Promise<Profile> {
  const [file, other] = [call.options.text("profile"), call.options.text("import")];
  if (file !== undefined && other !== undefined) throw new UsageError("--profile and --import are two ways of the same", { hint: "give one of them" });
  const profile = other !== undefined ? await importProfile(other, call) : file === undefined ? await askProfile(call, situation) : await readPersonalDocument(file, Profile, call);
  return withSituation(profile, situation);
}

async function importProfile(path: string, { out }: Pick<Call, "out">): Promise<Profile> {
  const read = READERS[extname(path).toLowerCase()];
  if (!read) throw new UsageError("--import reads .vcf (vCard 3.0 or 4.0) and .csv files", { hint: "--profile reads YAML and JSON" });
  const imported = read(basename(path), (await readPrivateFile(path, "file")).toString("utf8"));
  const profile = imported.checked();
  if (imported.leftOut.length > 0) out.note(`Left out, since unlist has no use for it: ${imported.leftOut.join(", ")}`);
  return profile;
}

/** The file that a profile came from stays where it is: removing it is for whoever made it. */
export function offerRemoval({ options, out }: Pick<Call, "options" | "out">): void {
  const file = options.text("profile") ?? options.text("import");
  if (file !== undefined && file !== "-") out.note(`The profile is kept encrypted now. ${file} is not needed any more: rm ${file}`);
}
