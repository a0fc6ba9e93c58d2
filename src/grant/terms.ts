import { z } from "zod";
import { DISCLOSED_FIELDS, type DisclosedField } from "../subject/fields.ts";

export const RIGHTS = ["look", "opt-out", "delete", "know", "correct"] as const;
export type Right = (typeof RIGHTS)[number];

/** `web`: the brokers' own pages, and the mails that confirm what was asked there. */
export const CHANNELS = ["web", "mail", "post", "phone"] as const;
export type Channel = (typeof CHANNELS)[number];

/** As whom the operator acts. */
export const Capacity = z.enum(["self", "guardian", "agent", "attorney"]);
export type Capacity = z.infer<typeof Capacity>;

/** What may be sent under the disclosure policy at all; a grant may name less, or by a word of its own more. */
const USUAL_FIELDS: readonly DisclosedField[] = [
  "name", "address.street", "address.city", "address.state", "address.zip", "age", "birthYear", "contact.email",
  "residence.state", "residence.country", "listing.url", "listing.id",
];

export const LONGEST_DAYS = 366;
const DAY_MS = 86_400_000;

const Line = z.string().trim().min(1).max(200).regex(/^[^\p{Cc}\p{Cf}]*$/u, "wants plain characters, without controls and marks that can't be seen");
const BrokerOrFamily = z.string().regex(/^(family:)?[a-z0-9-]{1,80}$/, "wants a broker's slug, or family:SLUG");

const shape = {
  /** Who acts; it stands in the letter and nowhere else. */
  holder: z.strictObject({ name: Line, organisation: Line.optional() }),
  capacity: Capacity.default("agent"),
  rights: z.array(z.enum(RIGHTS)).min(1).default([...RIGHTS]),
  /** None named: every broker. */
  brokers: z.array(BrokerOrFamily).min(1).optional(),
  fields: z.array(z.enum(DISCLOSED_FIELDS)).min(1).default([...USUAL_FIELDS]),
  channels: z.array(z.enum(CHANNELS)).min(1).default([...CHANNELS]),
  /** Who reads what brokers answer. What goes to the client, unlist does not open. */
  replies: z.enum(["client", "advocate"]).default("advocate"),
  /** The one address that brokers may be given to answer to, a tag for each broker aside; without one they are given none. */
  repliesTo: z.email().optional(),
  limits: z.strictObject({ requests: z.int().min(1).optional(), requestsPerDay: z.int().min(1).optional() }).prefault({}),
  /** Why it lasts more than a year, where it does. */
  longerBecause: Line.optional(),
};
const Jurisdictions = z.array(z.string().regex(/^[a-z]{2}(-[a-z]{2})?$/, "wants a country or a country and state, like us-tx")).min(1);
const Day = z.iso.date();

/** What the advocate and the client agree on, as `grant new` reads it. Whatever is not said is as it mostly is. */
export const GrantWish = z.strictObject({ ...shape, jurisdictions: Jurisdictions.optional(), startsOn: Day.optional(), endsOn: Day.optional() });
export type GrantWish = z.infer<typeof GrantWish>;

/** A grant's terms, complete. They never change: another agreement is another grant. */
export const Terms = z
  .strictObject({ id: z.string().regex(/^g[0-9a-z]{8,24}$/), ...shape, jurisdictions: Jurisdictions, startsOn: Day, endsOn: Day, draftedAt: z.iso.datetime() })
  .refine(({ startsOn, endsOn }) => endsOn > startsOn, { path: ["endsOn"], message: "lies before its start" })
  .refine(({ startsOn, endsOn, longerBecause }) => longerBecause !== undefined || daysBetween(startsOn, endsOn) <= LONGEST_DAYS, {
    path: ["endsOn"],
    message: "lies more than twelve months after its start",
    params: { hint: "name an earlier day, or say why under longerBecause" },
  });
export type Terms = z.infer<typeof Terms>;

export interface DraftOf {
  readonly id: string;
  /** The law that the client lives under. */
  readonly residence: string;
  /** The alias in the client's profile. */
  readonly alias?: string | undefined;
  readonly now: Date;
}

/** The wish with everything it left open: from today on, for twelve months, where the client lives, with answers to their alias. */
export function completed(wish: GrantWish, { id, residence, alias, now }: DraftOf): z.input<typeof Terms> {
  const { jurisdictions = [residence], startsOn = dayOf(now), endsOn = dayOf(new Date(Date.parse(wish.startsOn ?? dayOf(now)) + 365 * DAY_MS)), ...rest } = wish;
  return { repliesTo: alias, ...rest, id, jurisdictions, startsOn, endsOn, draftedAt: now.toISOString() };
}

export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
