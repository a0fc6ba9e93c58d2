import type { PersonName } from "../../subject/profile.ts";
import { AGREES, DIFFERS, MISSING, SILENT, type Says } from "./decide.ts";
import { splitName } from "./names.ts";
import { phoneKey } from "./places.ts";
import { isNameOf } from "./shown-names.ts";

const MAX_LISTED = 50;

/** People have many numbers: another one is no contradiction. */
export function phoneFact(shown: readonly string[], own: readonly string[]): Says {
  const keys = own.map(phoneKey).filter((key) => key !== undefined);
  if (shown.some((phone) => keys.includes(phoneKey(phone) ?? ""))) return AGREES;
  return shown.length > 0 || own.length > 0 ? MISSING : SILENT;
}

/** Nobody is a relative of themself: a row that lists the subject's own name there is their father's or their child's. */
export function relativeFact(shown: readonly string[], own: readonly string[], names: readonly PersonName[]): Says {
  if (shown.length === 0) return own.length > 0 ? MISSING : SILENT;
  const listed = shown.slice(0, MAX_LISTED);
  const relatives = own.map(splitName);
  if (listed.some((relative) => isNameOf(relative, relatives))) return AGREES;
  if (listed.some((relative) => isNameOf(relative, names))) return DIFFERS;
  return MISSING;
}
