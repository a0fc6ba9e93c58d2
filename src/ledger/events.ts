import { z } from "zod";

/** `-` stands for the broker itself: a broker without listings, or a scan that found none. */
export const NO_LISTING = "-";

const Instant = z.iso.datetime();
const ListingKey = z.string().regex(/^(-|[0-9a-z]{8,32})$/);
const Word = z.string().regex(/^[A-Za-z0-9_.:[\]-]{1,80}$/); // slugs, step ids, field names: never a value
const Words = z.array(Word);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Why a look says nothing: none of these is ever "not listed". */
export const UNCLEAR_REASONS = ["block-page", "challenge", "not-found", "server-error", "rate-limited", "empty-page", "no-sign", "unreachable", "drift"] as const;
export type UnclearReason = (typeof UNCLEAR_REASONS)[number];

export const HUMAN_REASONS = ["captcha", "phone", "sms", "id", "account", "approval", "disclosure", "new-field", "mailbox", "mail-doubtful", "mail-reply", "no-mail", "grant", "egress", "no-playbook", "playbook-not-approved", "in-doubt", "half-asked"] as const;
export type HumanReason = (typeof HUMAN_REASONS)[number];

export const DENIED_REASONS = ["need_user_verification", "no_match", "insuf_verification", "outside_jurisdiction", "claim_not_covered", "too_many_requests", "suspected_fraud", "other"] as const;
export type DeniedReason = (typeof DENIED_REASONS)[number];

const every = { at: Instant, broker: z.string().regex(/^[a-z0-9-]{1,80}$/), listings: z.array(ListingKey).min(1), playbook: Sha256.optional() };
const asked = { request: z.string().max(200), step: Word };
/** The client's signed document that a request rests on: its id, which holds the grant's, and the SHA-256 of its file. */
const RestsOn = z.strictObject({ id: Word, sha256: Sha256 });
export type RestsOn = z.infer<typeof RestsOn>;
const leave = { restsOn: RestsOn.optional() }; // none where somebody asks for themself
const match = { matched: Words, contradicts: Words, missing: Words };

/**
 * What happened, one line of the journal each. Facts only: what they amount to is folded (`fold.ts`). Field names and
 * slugs stand in clear; anything personal is in `sealed` (base64 of AES-GCM under the subject's key).
 */
export const Event = z.discriminatedUnion("type", [
  /** A scan shows a listing that is, or may be, the subject's. */
  z.strictObject({ type: z.literal("found"), ...every, verdict: z.enum(["match", "unsure"]), ...match, sealed: z.string(), evidence: Sha256.optional() }),
  /** The person named a listing. */
  z.strictObject({ type: z.literal("added"), ...every, sealed: z.string() }),
  /** A scan that loaded properly doesn't show it: the no-results sign, or rows that are all somebody else (`others`). `againAfterMs`: the least distance of the two absences that make `removed`. */
  z.strictObject({ type: z.literal("absent"), ...every, others: z.int().min(0), againAfterMs: z.int().min(0), evidence: Sha256.optional() }),
  /** A look that says nothing. */
  z.strictObject({ type: z.literal("unclear"), ...every, reason: z.enum(UNCLEAR_REASONS), evidence: Sha256.optional() }),
  z.strictObject({ type: z.literal("decided"), ...every, decision: z.enum(["mine", "other", "undone"]) }),
  /** On disk before the irreversible step. Without a later word about it, the step may have happened. */
  z.strictObject({ type: z.literal("intended"), ...every, ...asked, ...leave, fields: Words, hosts: z.array(z.string()) }),
  /** Handed to the broker's pages on the way, without anything being asked yet: a search sends a name. */
  z.strictObject({ type: z.literal("disclosed"), ...every, step: Word, fields: Words, hosts: z.array(z.string()) }),
  /** The broker's own confirmation was matched. `next`: `form` when the same pages ask for more. `until`: when their processing time is over. */
  z.strictObject({ type: z.literal("acknowledged"), ...every, ...asked, next: z.enum(["form", "mail", "removal", "nothing-to-see"]), until: Instant.optional(), evidence: Sha256.optional() }),
  /** A stage ended with its last crossing acknowledged, where the playbook allowed for more (a branch that was not taken). */
  z.strictObject({ type: z.literal("completed"), ...every, ...asked, next: z.enum(["mail", "removal", "nothing-to-see"]), until: Instant.optional() }),
  /** Crossed, and no proof either way. */
  z.strictObject({ type: z.literal("doubted"), ...every, ...asked, reason: Word, until: Instant.optional(), evidence: Sha256.optional() }),
  /** Proven: no byte of it left the machine. */
  z.strictObject({ type: z.literal("not-sent"), ...every, ...asked, proof: z.enum(["never-armed", "no-byte"]) }),
  z.strictObject({ type: z.literal("handed-off"), ...every, reason: z.enum(HUMAN_REASONS), fields: Words, step: Word.optional(), minutes: z.int().optional() }),
  z.strictObject({ type: z.literal("broke"), ...every, reason: z.enum(["playbook-broken", "site-down"]), step: Word.optional(), code: Word.optional(), evidence: Sha256.optional() }),
  /** Nothing before `until`: they said so (`Retry-After`), we back off, removals are spread over days, or their mail is not there yet. */
  z.strictObject({ type: z.literal("deferred"), ...every, reason: z.enum(["retry-after", "backoff", "staged", "mail", "mailbox-unreachable"]), until: Instant, code: Word.optional() }),
  z.strictObject({ type: z.literal("denied"), ...every, reason: z.enum(DENIED_REASONS) }),
  /** A request elsewhere in the family stands for it. */
  z.strictObject({ type: z.literal("covered"), ...every, by: z.string().max(200), until: Instant.optional() }),
  z.strictObject({ type: z.literal("stopped"), ...every }),
  z.strictObject({ type: z.literal("left"), ...every }),
  /** The person says that they asked, outside unlist. `until`: when to look at it again. `sealed`: the number that they were given. */
  z.strictObject({ type: z.literal("asked-by-hand"), ...every, request: z.string().max(200), ...leave, by: Word, fields: Words, until: Instant, sealed: z.string().optional() }),
  /** What the person said of a step that is theirs, beside any case: nothing about a request changes by it. `about`: why the step was theirs. */
  z.strictObject({ type: z.literal("put-aside"), ...every, about: Word, answer: z.enum(["later", "skipped", "undone"]), until: Instant.optional() }),
]);
export type Event = z.infer<typeof Event>;
export type EventType = Event["type"];
export type EventOf<T extends EventType> = Extract<Event, { type: T }>;

/** An event before the ledger stamps it with the time. */
export type NewEvent = { [T in EventType]: Omit<EventOf<T>, "at"> }[EventType];
