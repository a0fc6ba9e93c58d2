import { z } from "zod";
import { Duration } from "../base/duration.ts";
import { DISCLOSED_FIELDS } from "../subject/fields.ts";
import { Host, IsoDate, Slug } from "./names.ts";
import { refuseHidden } from "./plain-texts.ts";
import { Step } from "./step.ts";

const Disclosed = z.enum(DISCLOSED_FIELDS);

/** Which name and address combinations a scan asks for; each distinct combination is asked once. */
export const Query = z.enum(["name", "nameAndState", "nameAndCity"]);
export type Query = z.infer<typeof Query>;

export const Hosts = z.strictObject({
  /** The only hosts that may receive personal values. */
  site: z.array(Host).min(1),
  /** Pictures, styles and scripts: GET only. */
  assets: z.array(Host).default([]),
  /** Open only while a declared human or self-passing step runs. */
  challenge: z.array(Host).default([]),
  /** Where a confirmation link may lead, at every hop. */
  mailLink: z.array(Host).default([]),
});
export type Hosts = z.infer<typeof Hosts>;

export const Pace = z.strictObject({
  /** How long the broker says it takes; a listing still there before that is only waiting. */
  processing: Duration.default("14d"),
  /** First look after the request. */
  confirmAfter: Duration.default("72h"),
  /** Least distance of the two absences that `removed` rests on. */
  confirmAgainAfter: Duration.default("7d"),
  /** How often a removed listing, or one that was never there, is looked for again. */
  recheckEvery: Duration.default("30d"),
});
export type Pace = z.infer<typeof Pace>;

export const Disclosure = z.strictObject({
  scan: z.array(Disclosed).default([]),
  optOut: z.array(Disclosed).default([]),
  confirm: z.array(Disclosed).default([]),
});

export const Scan = z.strictObject({ query: Query, steps: z.array(Step).min(1) });
export const OptOut = z.strictObject({
  /** `listing`: one request per listing. `subject`: one request covers every listing of the family. */
  per: z.enum(["listing", "subject"]).default("listing"),
  /** The broker takes one request per e-mail address: each request gets an alias of its own, where the person's mail allows that. */
  oncePerMail: z.literal(true).optional(),
  steps: z.array(Step).min(1),
});
export const Confirm = z.strictObject({ steps: z.array(Step).min(1) });

/** How: `playbooks/<slug>.yaml`. Data, never code. Re-verification re-uses `scan`. */
export const Playbook = z.strictObject({
  broker: Slug,
  version: z.int().min(1),
  asOf: IsoDate,
  expires: IsoDate.optional(),
  /** When whoever wrote it down first stopped using it. */
  withdrawnOn: IsoDate.optional(),
  health: z.enum(["draft", "untried", "ok", "broken", "withdrawn"]).default("untried"),
  hosts: Hosts,
  discloses: Disclosure,
  scan: Scan.optional(),
  optOut: OptOut.optional(),
  confirm: Confirm.optional(),
  pace: Pace.prefault({}),
  sources: z.array(z.string()).default([]),
  notes: z.string().max(600).optional(),
}).superRefine((value, context) => refuseHidden(value, context));
export type Playbook = z.infer<typeof Playbook>;

export const STAGES = ["scan", "optOut", "confirm"] as const;
export type Stage = (typeof STAGES)[number];

export function stepsOf(playbook: Playbook, stage: Stage): readonly Step[] {
  return playbook[stage]?.steps ?? [];
}
