import { z } from "zod";
import { Duration } from "../base/duration.ts";
import { DISCLOSED_FIELDS } from "../subject/fields.ts";
import { Host, IsoDate, Slug } from "./names.ts";
import { ParamName } from "./params.ts";
import { refuseHidden } from "./plain-texts.ts";

export const CATEGORIES = [
  "people-search", "background-check", "property", "phone", "genealogy", "marketing", "b2b-contact", "location", "risk", "credit", "health", "recruiting", "other",
] as const;
export type Category = (typeof CATEGORIES)[number];

export const ROUTE_KINDS = ["playbook", "portal", "drop", "mail", "post", "phone", "parent", "human", "none"] as const;
export type RouteKind = (typeof ROUTE_KINDS)[number];

/** How a person gets off a broker, and how sure anybody is of it. */
export const Route = z.strictObject({
  kind: z.enum(ROUTE_KINDS),
  /** `known`: seen working by a run of ours · `documented`: a source states it · `assumed`: only its place is stated · `none`: no source has it. */
  basis: z.enum(["known", "documented", "assumed", "none"]),
  reason: z.string().min(1).max(300),
  /** The page to open, where there is one. */
  at: z.string().max(400).optional(),
  /** Whose form it is, where a vendor hosts it for many brokers. */
  vendor: Slug.optional(),
  /** What they ask for. A person who does it by hand sees this first. */
  asks: z.array(z.enum(DISCLOSED_FIELDS)).default([]),
  /** What to do there by hand, a step a line; without them the steps of the route's kind apply. */
  steps: z.array(z.string().min(1).max(200)).max(14).default([]),
  /** A person's time, where it differs from what such a route takes. */
  minutes: z.int().min(1).max(240).optional(),
});
export type Route = z.infer<typeof Route>;

/** A site that copies another's records for a time. */
export const Mirror = z.strictObject({ name: z.string().min(1).max(120).optional(), domain: Host, from: IsoDate.optional(), until: IsoDate.optional() });
export type Mirror = z.infer<typeof Mirror>;

/** An entry in a state's register of data brokers. */
export const Registration = z.strictObject({
  in: z.enum(["california", "vermont", "oregon", "texas"]),
  /** As the register itself counts. */
  id: z.string().max(40).optional(),
  /** Registered in these years, where the register is by year; `2020-2023` is how California publishes its oldest. */
  years: z.array(z.union([z.int().min(2018).max(2100), z.string().regex(/^\d{4}-\d{4}$/, "wants years, like 2020-2023")])).min(1).optional(),
});
export type Registration = z.infer<typeof Registration>;

export const Contact = z.strictObject({
  email: z.email().optional(),
  /** Where people in Europe are to write, when that is another address. */
  emailEurope: z.email().optional(),
  post: z.string().max(200).optional(),
  phone: z.string().max(40).optional(),
  /** Their mailbox is known to take files, so a letter of authority may go along; to others it is cited. */
  takesFiles: z.boolean().optional(),
  /** Addresses that bounce or lead nowhere: never to be tried again. */
  dead: z.array(z.email()).default([]),
});
export type Contact = z.infer<typeof Contact>;

/** Who: `brokers/<slug>.yaml`. Apart from the playbook because law and ownership change for other reasons than forms do. */
export const Broker = z.strictObject({
  name: z.string().min(1).max(120),
  legalNames: z.array(z.string().min(1).max(160)).default([]),
  /** The first one names the file. Personal values may go to these and to nothing else. */
  domains: z.array(Host).min(1),
  category: z.enum(CATEGORIES),
  /** Brokers of one family share a lane; without one the broker is a family of its own. */
  family: Slug.optional(),
  /** The broker whose opt-out covers this one. Its own listing is still looked for afterwards. */
  parent: Slug.optional(),
  /** Whether sources agree that the parent's opt-out covers it. */
  coverage: z.enum(["agreed", "disputed"]).optional(),
  /** Since when, and until when, the parent's opt-out covers it. Sources often disagree: the re-scan tells. */
  parentFrom: IsoDate.optional(),
  parentUntil: IsoDate.optional(),
  /** Further sites that show the same records. What covers this broker covers them; one that has a file with this broker as its parent is looked at. */
  mirrors: z.array(Mirror).default([]),
  /** A vendor's playbook, with what this broker puts into it. */
  playbook: z.strictObject({ vendor: Slug, with: z.record(ParamName, z.string().max(300)) }).optional(),
  /** When the broker closed, or stopped showing people. */
  withdrawnOn: IsoDate.optional(),
  regions: z.array(z.string().regex(/^([a-z]{2}(-[a-z]{2})?|global)$/, "wants a country, a state like us-tx, or global")).default(["us"]),
  /** The laws it is known to be under: eu-gdpr, us-ca-drop. */
  regime: z.array(Slug).default([]),
  /** What its listings are known to show; empty when nobody wrote it down. */
  shows: z.array(z.enum(["address", "relatives", "phone", "age", "work", "other"])).default([]),
  /** In order of preference. Which one a person takes also hangs on where they live and what is written for it. */
  routes: z.array(Route).min(1),
  contact: Contact.prefault({}),
  pace: z
    .strictObject({
      minInterval: Duration.default("5s"),
      maxPerDay: z.int().min(1).max(500).default(40),
    })
    .prefault({}),
  registries: z.array(Registration).default([]),
  /** Addresses out of a register that nobody has looked at. No playbook may lead there. */
  unchecked: z.array(z.url()).default([]),
  health: z.enum(["unverified", "ok", "broken", "withdrawn", "defunct"]).default("unverified"),
  sources: z.array(z.string()).default([]),
  asOf: IsoDate,
  notes: z.string().max(600).optional(),
}).superRefine((value, context) => refuseHidden(value, context));
export type Broker = z.infer<typeof Broker>;

/** The broker whose opt-out covers this one at that time. */
export function parentAt({ parent, parentFrom, parentUntil }: Broker, now: Date): string | undefined {
  const isBefore = parentFrom !== undefined && now < new Date(parentFrom);
  const isOver = parentUntil !== undefined && now >= new Date(parentUntil);
  return isBefore || isOver ? undefined : parent;
}

/** It has closed, or shows nobody any more. */
export function isWithdrawn({ withdrawnOn, health }: Pick<Broker, "withdrawnOn" | "health">, now: Date): boolean {
  return health === "withdrawn" || (withdrawnOn !== undefined && now >= new Date(withdrawnOn));
}
