import { UsageError } from "../base/errors.ts";
import { listSubjects, type SubjectHome } from "../subject/store.ts";

/** The subject that a command is about: the one named, or the only one there is. */
export async function chooseSubject(place: Pick<SubjectHome, "home" | "files">, named: string | undefined): Promise<string> {
  const subjects = await listSubjects(place);
  const [only] = subjects;
  if (only === undefined) throw new UsageError("nobody is in this home yet", { hint: "unlist subject add" });
  if (named === undefined && subjects.length > 1) throw new UsageError(`this home has ${subjects.length} subjects`, { hint: "say which with --subject ID; unlist subject list names them" });
  if (named === undefined) return only;
  if (!subjects.includes(named)) throw new UsageError("no such subject in this home", { hint: "unlist subject list names them" });
  return named;
}
