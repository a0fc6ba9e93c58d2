import { getPublicSuffix } from "tldts";
import { z } from "zod";

/** Names of this machine and its network, which the public has no use for (RFC 6761, RFC 7686 and habit). */
const NOT_PUBLIC = /\.(localhost|local|localdomain|internal|intranet|lan|onion|arpa)$/;

export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "wants a slug: small letters, digits and single hyphens")
  .max(80);
export type Slug = z.infer<typeof Slug>;

/** A host name in its plain form: no scheme, port, user, path, address, or trailing dot. */
export const Host = z
  .string()
  .max(253)
  .regex(/^(?=.*[a-z])([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, "wants a host name in small letters, like www.acme.example")
  .refine((host) => !/^(0x[0-9a-f]+|\d+)$/.test(host.split(".").at(-1) ?? ""), "wants a host name, not an address")
  .refine((host) => !NOT_PUBLIC.test(host), "wants a host name of the public internet")
  .refine((host) => getPublicSuffix(host) !== host, "wants the name of one owner: everybody may have a host under this one");
export type Host = z.infer<typeof Host>;

export const IsoDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "wants a date, like 2026-08-07")
  .refine((date) => !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date), "wants a day that the calendar has");
export type IsoDate = z.infer<typeof IsoDate>;
