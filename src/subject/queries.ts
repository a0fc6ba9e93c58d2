import type { Address, PersonName, Profile } from "./profile.ts";

/** One name × one place, as a broker's search form asks for it. */
export interface SubjectQuery {
  readonly name: PersonName;
  readonly city?: string;
  readonly state?: string;
}

/** Every distinct question of a kind: a state is asked once per name, however many addresses lie in it. */
export function queriesOf(profile: Profile, kind: "name" | "nameAndState" | "nameAndCity"): SubjectQuery[] {
  const asked = new Map<string, SubjectQuery>();
  for (const name of profile.names) {
    for (const address of profile.addresses) {
      const query = { name, ...place(address, kind) };
      asked.set(JSON.stringify(query).toLowerCase(), query);
    }
  }
  return [...asked.values()];
}

function place(address: Address, kind: "name" | "nameAndState" | "nameAndCity"): { city?: string; state?: string } {
  if (kind === "name") return {};
  return kind === "nameAndState" ? { state: address.state } : { city: address.city, state: address.state };
}
