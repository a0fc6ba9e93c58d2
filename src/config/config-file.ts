import { z } from "zod";
import { Duration } from "../base/duration.ts";
import { UpstreamUrl } from "./upstream-address.ts";

/** viewer: looks · caseworker: works for clients · lead: also closes them, and sees to the home. Anybody takes a grant back. */
export const OPERATOR_ROLES = ["viewer", "caseworker", "lead"] as const;
export type OperatorRole = (typeof OPERATOR_ROLES)[number];

/** How a home calls somebody who works with it; a short word, no full name. */
export const OperatorName = z.string().regex(/^[a-z0-9-]{1,32}$/, "wants a short word of small letters, like ana");

/** `<home>/config.yaml`: how this machine works. Nothing personal belongs in it. */
export const ConfigFile = z.strictObject({
  /** Lanes at work at the same time; by default as many as there are processors, four at most. */
  concurrency: z.int().min(1).max(32).optional(),
  /** The Chromium to use, where the one that is found is not wanted. */
  browser: z.strictObject({ path: z.string().min(1).optional() }).prefault({}),
  /** Slower than the brokers' own pace, never faster. */
  pace: z.strictObject({ minInterval: Duration.optional(), maxPerDay: z.int().min(1).max(500).optional() }).prefault({}),
  /** How long `run` waits for a mail that is on its way before it goes on without. */
  mailWait: Duration.default("2m"),
  /** How long a page may take to show what it should. */
  patience: Duration.default("15s"),
  /** How long a run that somebody watches begins new work. Nothing is lost by its end: the next one goes on. */
  sitting: Duration.default("20m"),
  /** Of a run that nobody watches: how long it begins new work, and how many requests it sends. */
  unattended: z.strictObject({ time: Duration.default("30m"), requests: z.int().min(1).max(500).default(20) }).prefault({}),
  /** Whoever works with this home, and what each may do; with nobody named, nothing is asked. */
  operators: z.record(OperatorName, z.enum(OPERATOR_ROLES)).optional(),
  /** Clients at work at the same time, each with a browser of its own. */
  clientsAtOnce: z.int().min(1).max(8).default(2),
  /** A proxy of one's own (HTTP or SOCKS5), by which everything that the browser does goes out. */
  upstreamProxy: UpstreamUrl.optional(),
  /** As with `--quiet`, always. */
  quiet: z.boolean().default(false),
  logLevel: z.enum(["debug", "info", "warn", "error", "silent"]).optional(),
});
export type ConfigFile = z.infer<typeof ConfigFile>;
