import { FatalError } from "../base/errors.ts";
import { cutLine } from "./journal-lines.ts";
import { hashLine, headerLine, type Head } from "./journal-line.ts";

/**
 * The format that is written. It goes up with everything that an older unlist would take for damage, a new type of event as
 * well: the older one then refuses the journal instead of offering to repair it.
 * 1: the first. 2: `more`, by which a crash keeps the batch of one append whole or not at all. 3: `put-aside`.
 * 4: `restsOn`, by which a request names the document that it was made under.
 */
export const FORMAT = 4;

/** What is read; a journal in an older one is written anew in `FORMAT` when it is opened for writing (`upgrade.ts`). */
export const FORMATS: readonly number[] = [1, 2, 3, FORMAT];

/** The format that the first line names; nothing when it isn't the first line of this subject's journal. */
export function formatOf(bytes: Buffer, subject: string): number | undefined {
  const first = cutLine(bytes, 0)?.toString("utf8");
  return FORMATS.find((format) => first === headerLine(subject, format));
}

/** A flipped bit can look like a number of tomorrow, so the record or the head that follows from the first line has to vouch for it. */
export function refuseNewer(bytes: Buffer, heads: readonly Head[], subject: string): void {
  const first = cutLine(bytes, 0);
  const format = first && Number(/,"format":(\d{1,6}),/.exec(first.toString("utf8"))?.[1]);
  if (!first || format === undefined || !(format > FORMAT) || first.toString("utf8") !== headerLine(subject, format)) return;
  const hash = hashLine(first);
  const isVouchedFor = heads.some((head) => head.hash === hash) || cutLine(bytes, first.length + 1)?.includes(hash) === true;
  if (!isVouchedFor) return;
  throw new FatalError(`the journal is in format ${format}; this unlist reads up to ${FORMAT}`, { hint: "nothing was changed; use the newer unlist that wrote it" });
}
