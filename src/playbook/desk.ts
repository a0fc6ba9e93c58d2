import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { LoadedPlaybook } from "../catalog/load.ts";
import type { Stage } from "../catalog/playbook.ts";
import type { Session } from "../browser/session.ts";
import type { DisclosedField } from "../subject/fields.ts";
import type { ListingDetails } from "../subject/listing-details.ts";
import type { FieldLookup } from "../subject/lookup.ts";
import type { SubjectFacts } from "../subject/subject-facts.ts";
import type { HandOffPort } from "./hand-off.ts";
import type { Match } from "./outcome.ts";
import type { StageWatch } from "./stage-watch.ts";

export type { FieldAnswer, FieldLookup } from "../subject/lookup.ts";

/** One stage of one playbook, for one query or one listing. */
export interface StageJob {
  readonly stage: Stage;
  readonly playbook: LoadedPlaybook;
  readonly lookup: FieldLookup;
  /** Decides whether a row is the subject's (closed over profile and query). */
  readonly matches: (row: ListingDetails) => Match;
  /** What conditions may ask of the subject. */
  readonly about?: SubjectFacts;
  /** Identity of the listing in hand, for `choose`. */
  readonly identity?: string;
  /** A step that was crossed and acknowledged in an earlier attempt is not crossed again. */
  readonly isCrossed: (step: string) => boolean;
}

export interface Intent {
  /** As `optOut.steps[4]`. */
  readonly step: string;
  readonly fields: readonly DisclosedField[];
  readonly hosts: readonly string[];
  /** Put in by the person, so theirs to send: on record with the rest, and asked of no declaration. */
  readonly byHand?: readonly DisclosedField[];
}

/** What is left to cross after a step: nothing, more of the same pages, or what a later mail asks for. */
export type Rest = "nothing" | "same-stage" | "later-stage";

/** What the runner asks of whoever runs it. The only way from a page to the disk or the mailbox. */
export interface Desk {
  /** What is about to be handed to the broker's pages, before any asking: on record before the first of it goes. */
  disclose(disclosed: Intent): Promise<void>;
  /** Authority, disclosure and `not-before` checked and the intent durable, in one critical section; throws when refused. */
  intend(intent: Intent): Promise<void>;
  /** Names the armed intent for the proxy's own record. */
  wireName(step: string): string;
  /** The broker's confirmation was matched. `rest`: where the next irreversible step of the playbook is, if there is one. */
  acknowledge(step: string, rest: Rest, evidence: string): Promise<void>;
  /** Seals what was shown and gives its hash. A picture costs as much as a page, so it is taken only where it is kept. */
  keep(shown: Omit<Capture, "png">, picture: () => Promise<Buffer | undefined>): Promise<string>;
  mail: MailPort;
}

export interface Capture {
  readonly kind: "listing" | "no-results" | "confirmation" | "failure";
  readonly step: string;
  /** The matched row, sign or confirmation: never another person's row. */
  readonly text: string;
  readonly png?: Buffer;
}

export interface MailWish {
  /** The broker's domain; the From domain must be it or under it. */
  readonly from: string;
  readonly subject?: string;
  /** `host/path-prefix` of the link that is wanted, or an RE2 pattern for a code. */
  readonly want: { readonly link: string } | { readonly code: string } | { readonly mail: true };
}

export type MailAnswer =
  | { readonly kind: "link"; readonly url: string; readonly arrivedAt?: Date }
  | { readonly kind: "code"; readonly code: string }
  /** Where the mail itself was wanted: to be answered, not read. */
  | { readonly kind: "mail" }
  | { readonly kind: "none" }
  | { readonly kind: "unreachable" }
  /** A fitting mail whose sender the person's own server did not vouch for: never opened by itself. */
  | { readonly kind: "doubtful" };

export interface MailPort {
  await(wish: MailWish, signal: AbortSignal): Promise<MailAnswer>;
}

export interface Tools {
  readonly session: Session;
  readonly desk: Desk;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** How long to wait for something that should be on the page by now. */
  readonly patienceMs: number;
  /** A rehearsal's pages may have an empty CAPTCHA box: nothing to solve, so nothing to hand off. */
  readonly isRehearsal: boolean;
  /** Who asks a person, where one attends; without it their steps end the stage. */
  readonly handOff?: HandOffPort | undefined;
  /** Asked before each step, whatever it does; throws when nobody may act for the person any more. */
  readonly mayGoOn?: () => Promise<void>;
  /** Who looks on: an author who rehearses. */
  readonly watch?: StageWatch;
}
