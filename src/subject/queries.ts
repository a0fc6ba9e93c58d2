import type { Address, PersonName, Profile } from "./profile.ts";

export const QUERY_KINDS = ["name", "nameAndState", "nameAndCity"] as const;
export type QueryKind = (typeof QUERY_KINDS)[number];

/** One name × one place, as a broker's search form asks for it. */
export interface SubjectQuery {
  readonly name: PersonName;
  readonly city?: string;
  readonly state?: string;
}

/** Every distinct question of a kind: a state is asked once per name, however many addresses lie in it. */
export function queriesOf(profile: Profile, kind: QueryKind): SubjectQuery[] {
  const asked = new Map<string, SubjectQuery>();
  for (const name of profile.names) {
    for (const address of profile.addresses) {
      const query = { name, ...place(address, kind) };
      asked.set(JSON.stringify(query).toLowerCase(), query);
    }
  }
  return [...asked.values()];
}

function place(address: Address, kind: QueryKind): { city?: string; state?: string } {
  if (kind === "name") return {};
  return kind === "nameAndState" ? { state: address.state } : { city: address.city, state: address.state };
}
