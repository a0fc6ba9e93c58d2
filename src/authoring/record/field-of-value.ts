import type { TemplateField } from "../../subject/fields.ts";
import type { Profile } from "../../subject/profile.ts";
import { stateName } from "../../subject/us-states.ts";

/** Which field of the profile a typed value is: told only where it can be no other. The value itself goes no further. */
export function fieldOfValue(value: string, profile: Profile | undefined): TemplateField | undefined {
  if (/^https?:\/\/\S+\/\S/.test(value.trim())) return "listing.url";
  if (!profile) return undefined;
  const typed = plain(value);
  const digits = value.replace(/\D/g, "");
  const fields = new Set(valuesOf(profile).flatMap(([field, own]) => (own != null && plain(own) === typed ? [field] : [])));
  if (digits.length >= 7 && profile.phones.some((phone) => phone.endsWith(digits) || digits.endsWith(phone.slice(1)))) fields.add("phone");
  const [field, ...others] = fields;
  return typed !== "" && others.length === 0 ? field : undefined;
}

function valuesOf({ names, addresses, birthYear, relatives, personalEmails, contact }: Profile): [TemplateField, string | null | undefined][] {
  return [
    ...names.flatMap(({ first, middle, last, suffix }): [TemplateField, string | null | undefined][] => [
      ["name.first", first], ["name.middle", middle], ["name.last", last], ["name.suffix", suffix],
      ["name.full", `${first} ${last}`], ["name.full", [first, middle, last, suffix].filter(Boolean).join(" ")],
    ]),
    ...addresses.flatMap(({ street, city, state, zip }): [TemplateField, string | null | undefined][] => [
      ["address.street", street], ["address.city", city], ["address.state", state], ["address.state", stateName(state)], ["address.zip", zip], ["address.zip", zip?.slice(0, 5)], ["address.cityState", `${city}, ${state}`],
    ]),
    ...relatives.map((relative): [TemplateField, string] => ["relatives", relative]),
    ...[contact?.email, ...personalEmails].map((email): [TemplateField, string | undefined] => ["contact.email", email]),
    ["birthYear", birthYear == null ? undefined : String(birthYear)],
  ];
}

function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").trim().toLowerCase();
}
