import { UsageError } from "../base/errors.ts";
import type { HeldGrant } from "../grant/standing.ts";
import { letterPage, type LetterPage } from "../grant/letter-page.ts";
import type { PersonName, Profile } from "../subject/profile.ts";
import type { Call } from "./call.ts";
import type { OpenClient } from "./open-client.ts";
import { printPage } from "./print-page.ts";

/** The grant that a command is about: the one named after the client, or the latest that is as wanted. */
export function grantNamed({ args }: Pick<Call, "args">, { grants, subject }: OpenClient, isWanted: (held: HeldGrant) => boolean): HeldGrant {
  const named = args[1];
  const found = named === undefined ? grants.filter(isWanted).sort((a, b) => b.terms.draftedAt.localeCompare(a.terms.draftedAt))[0] : grants.find(({ terms }) => terms.id === named);
  if (found) return found;
  throw new UsageError(named === undefined ? "the client has no grant for that" : "the client has no grant of that name", { hint: `unlist grant show ${subject}` });
}

export function printLetter(call: Call, letter: LetterPage): Promise<Buffer> {
  return printPage(call, letterPage(letter));
}

export function fullName({ names: [name] }: Profile): string {
  return name ? sayName(name) : "";
}

/** Whether what was typed is one of the person's names, first and last, whatever its case and accents. */
export function isOwnName(typed: string, { names }: Profile): boolean {
  return names.some((name) => [sayName(name), `${name.first} ${name.last}`].some((own) => folded(own) === folded(typed)));
}

function sayName({ first, middle, last, suffix }: PersonName): string {
  return [first, middle, last, suffix].filter((part) => part != null).join(" ");
}

function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").trim().toLowerCase();
}
