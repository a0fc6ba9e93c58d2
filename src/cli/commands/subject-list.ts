import { ExitCode } from "../../base/errors.ts";
import { listSubjects } from "../../subject/store.ts";
import { homeKind } from "../../vault/keys.ts";
import type { Call } from "../call.ts";

/** Needs no passphrase: ids are opaque and stand in clear. */
export async function subjectListCommand({ config, files, out }: Call): Promise<ExitCode> {
  await homeKind(config.home, files);
  const subjects = await listSubjects({ home: config.home, files });
  out.result({ subjects: subjects.map((subject) => ({ subject })) }, subjects.length === 0 ? ["Nobody yet."] : subjects);
  if (subjects.length === 0) out.next("unlist subject add");
  return ExitCode.done;
}
