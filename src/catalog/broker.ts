import { z } from "zod";
import { Duration } from "../base/duration.ts";
import { Host, IsoDate, Slug } from "./names.ts";
import { ParamName } from "./params.ts";

/** How a person gets off a broker, and how sure anybody is of it. */
export const Route = z.strictObject({
  kind: z.enum(["playbook", "portal", "drop", "mail", "post", "phone", "parent", "human", "none"]),
  basis: z.enum(["known", "documented", "assumed", "none"]),
  reason: z.string().min(1).max(300),
  at: z.string().max(300).optional(),
});
export type Route = z.infer<typeof Route>;

/** A site that copies another's records for a time. */
export const Mirror = z.strictObject({ name: z.string().min(1).max(120).optional(), domain: Host, from: IsoDate.optional(), until: IsoDate.optional() });
export type Mirror = z.infer<typeof Mirror>;

/** Who: `brokers/<slug>.yaml`. Apart from the playbook because law and ownership change for other reasons than forms do. */
export const Broker = z.strictObject({
  name: z.string().min(1).max(120),
  domains: z.array(Host).min(1),
  category: z.enum(["people-search", "background-check", "property", "phone", "marketing", "risk", "recruiting", "other"]),
  /** Brokers of one family share a lane; without one the broker is a family of its own. */
  family: Slug.optional(),
  /** The broker whose opt-out covers this one. Its own listing is still looked for afterwards. */
  parent: Slug.optional(),
  /** Since when, and until when, the parent's opt-out covers it. Sources often disagree: the re-scan tells. */
  parentFrom: IsoDate.optional(),
  parentUntil: IsoDate.optional(),
  /** Further sites that show the same records. They are not looked at by themselves; what covers this broker covers them. */
  mirrors: z.array(Mirror).default([]),
  /** A vendor's playbook, with what this broker puts into it. */
  playbook: z.strictObject({ vendor: Slug, with: z.record(ParamName, z.string().max(300)) }).optional(),
  /** When the broker closed, or stopped showing people. */
  withdrawnOn: IsoDate.optional(),
  regions: z.array(z.string().regex(/^[a-z]{2}(-[a-z]{2})?$/)).default(["us"]),
  shows: z.array(z.enum(["address", "relatives", "phone", "age", "work", "other"])).default([]),
  routes: z.array(Route).min(1),
  contact: z.strictObject({ email: z.email().optional(), post: z.string().optional(), phone: z.string().optional() }).default({}),
  pace: z
    .strictObject({
      minInterval: Duration.default("5s"),
      maxPerDay: z.int().min(1).max(500).default(40),
    })
    .prefault({}),
  registries: z.array(z.enum(["california", "vermont", "oregon", "texas"])).default([]),
  health: z.enum(["unverified", "ok", "broken", "withdrawn"]).default("unverified"),
  sources: z.array(z.string()).default([]),
  asOf: IsoDate,
  notes: z.string().max(600).optional(),
});
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
