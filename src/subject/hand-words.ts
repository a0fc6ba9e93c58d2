import { aliasFor } from "./contact-alias.ts";
import { residenceOf, type Profile } from "./profile.ts";
import { cited, sayName, WANTED, type CitedAuthority } from "./request-letter.ts";
import { stateName } from "./us-states.ts";

const WISH = "Please delete the personal information that you hold on me, and do not sell or share it.";

/** What to write or to say where a person asks by hand, with the places of their values left open. */
export const OPEN_HAND_WORDS: readonly string[] = [WISH, "Name: (your name)", "State: (your state)", "Answer to: (your alias)"];

/** The same with the values in it: every name, the state, and the alias that this broker may see. No more, as in a letter; a client's cites what they signed. */
export function handWords(profile: Profile, broker: string, authority?: CitedAuthority): string[] {
  const state = stateName(residenceOf(profile).slice("us-".length));
  return [
    ...(authority ? WANTED[authority.manner] : [WISH]),
    ...profile.names.map((name, i) => `${i === 0 ? "Name" : "Also"}: ${sayName(name)}`),
    ...(state === undefined ? [] : [`State: ${state}`]),
    ...(profile.contact ? [`Answer to: ${aliasFor(profile.contact, broker)}`] : []),
    ...(authority ? cited(authority) : []),
  ];
}
