import { humanWords } from "../catalog/human-words.ts";
import type { Catalog } from "../catalog/load.ts";
import type { Case } from "../ledger/case.ts";
import { NO_LISTING, type HumanReason } from "../ledger/events.ts";
import type { RouteKind } from "../catalog/broker.ts";
import { DROP } from "../plan/plan-by-hand.ts";
import type { Plan, Skip } from "../plan/task.ts";
import { dropTask } from "./drop-task.ts";
import { handWork, pageOf, stepsOnPage } from "./hand-work.ts";

/** One step that only a person can do. */
export interface HumanTask {
  /** `broker/listing`, or the broker alone. */
  readonly id: string;
  readonly broker: string;
  readonly reason: string;
  readonly why: string;
  readonly what: string;
  readonly minutes: number;
  /** Names of the fields that it is about. */
  readonly fields: readonly string[];
  /** Names of the fields that they get to see when it is done. */
  readonly shows: readonly string[];
  /** The page where it is done. */
  readonly link?: string;
  /** There are words for it that can be written or read out. */
  readonly hasWords: boolean;
  /** Since when it needs a person, as far as the ledger knows. */
  readonly since?: string;
  /** How to go about it, where that is more than one line. */
  readonly steps?: readonly string[];
  /** The way off a broker that no playbook asks. */
  readonly route?: RouteKind;
}

interface Words {
  readonly why: string;
  readonly what: string;
  readonly minutes: number;
}

const BY_REASON: Readonly<Record<HumanReason, Words>> = {
  captcha: { why: "they ask for a CAPTCHA", what: "unlist handoff opens it at that step", minutes: 3 },
  phone: { why: "they want a phone call", what: "call them; give no more than they need", minutes: 10 },
  sms: { why: "they send a code by SMS", what: "do this step by hand, or leave it", minutes: 5 },
  id: { why: "they ask for an ID", what: "think twice; black out all but the name if you do", minutes: 15 },
  account: { why: "they want an account", what: "open one with the alias only, or leave it", minutes: 10 },
  approval: { why: "they show no listing, so they would learn your name from you", what: "unlist plan --approve BROKER if that is all right", minutes: 1 },
  disclosure: { why: "their form wants something that is not sent by default", what: "look at the fields; leave it, or do it by hand", minutes: 5 },
  "new-field": { why: "their form asks for something new", what: "look at the form; the playbook needs mending", minutes: 5 },
  mailbox: { why: "they confirm by mail, and no mailbox is set up", what: "unlist mailbox add", minutes: 5 },
  "mail-doubtful": { why: "a mail came that can't be vouched for", what: "look at it in your mailbox; open it only if you are sure", minutes: 3 },
  "mail-reply": { why: "they want their mail answered", what: "answer it from the alias they wrote to, with the words they ask for", minutes: 3 },
  "no-mail": { why: "their mail to confirm it did not come in time", what: "look among the spam: open its link, then unlist request made ID", minutes: 5 },
  grant: { why: "nobody may act for this person now", what: "renew the grant; it goes on by itself then", minutes: 10 },
  egress: { why: "their page leads where unlist does not go", what: "try another network; else the playbook needs mending", minutes: 5 },
  "no-playbook": { why: "there is no playbook for them", what: "unlist brokers show BROKER tells the way", minutes: 10 },
  "playbook-not-approved": { why: "nobody of ours has seen this playbook work", what: "it may look, but asks in a rehearsal home only", minutes: 5 },
  "in-doubt": { why: "it may have been sent, and nothing shows whether it was", what: "look at their page before asking again", minutes: 5 },
  "half-asked": { why: "their form has more than one part, and it ended after the first", what: "do the rest by hand, or leave it", minutes: 5 },
};

const REVIEW: Words = { why: "a listing may be you", what: "unlist review", minutes: 1 };

export function humanTasks({ catalog, cases, plan }: { readonly catalog: Catalog; readonly cases: readonly Case[]; readonly plan: Plan }): HumanTask[] {
  const fromCases = cases.flatMap((held) => taskOf(held, catalog));
  const fromPlan = [...missing(plan), ...approvals(plan, catalog)];
  return [...fromCases, ...fromPlan].sort((a, b) => a.minutes - b.minutes || a.id.localeCompare(b.id));
}

/** Those that a playbook came upon first, the shortest before the others; then those of brokers that no playbook asks. */
export function allSteps(view: Parameters<typeof humanTasks>[0]): HumanTask[] {
  return [...humanTasks(view), ...tasksByHand(view)];
}

/** What the step is called that an entry of the plan leads to, where it leads to one. */
export function stepNameOf({ broker, listing, reason }: Skip, { brokers }: Pick<Catalog, "brokers">): string | undefined {
  switch (reason) {
    case "needs-human":
    case "needs-review":
      return `${broker}/${listing ?? NO_LISTING}`;
    case "needs-listing":
    case "by-hand":
      return broker;
    case "needs-approval":
      return `category:${brokers.get(broker)?.category ?? "other"}`;
    case "needs-mailbox":
      return "mailbox";
    case "needs-alias":
      return "alias";
    case "by-drop":
      return DROP;
    default:
      return undefined;
  }
}

/** Brokers that no playbook asks and no mail draft does: first what shows most. California's one request comes before all of them. */
export function tasksByHand(view: { readonly catalog: Catalog; readonly cases: readonly Case[]; readonly plan: Plan }): HumanTask[] {
  const each = handWork(view).map(({ broker, route, why, steps, minutes, fields, link }): HumanTask => ({
    ...{ id: broker, broker, reason: "by-hand", route, why, what: steps[0] ?? "unlist brokers show BROKER", minutes, fields, steps },
    ...{ shows: unique([...fields, ...SAID_BY_HAND]), hasWords: true, ...(link !== undefined && { link }) },
  }));
  return [...dropTask(view), ...each];
}

/** What a request by hand tells of the person: what the words hold that are written for it. */
const SAID_BY_HAND = ["name", "residence.state", "contact.email"];

/** What has to be there before playbooks can ask: once for all of them, but for the listing, which is found broker by broker. */
function missing({ skips }: Plan): HumanTask[] {
  const place = { minutes: 5, shows: [], hasWords: false };
  const wants = (reason: Skip["reason"]) => skips.filter((skip) => skip.reason === reason).length;
  const once = (id: string, reason: "needs-mailbox" | "needs-alias", words: Pick<HumanTask, "why" | "what">): HumanTask[] => (wants(reason) === 0 ? [] : [{ ...place, id, broker: id, reason, ...words, fields: ["contact.email"] }]);
  return [
    ...once("mailbox", "needs-mailbox", { why: `${wants("needs-mailbox")} of them confirm by mail, and no mailbox is set up`, what: "unlist mailbox add" }),
    ...once("alias", "needs-alias", { why: `${wants("needs-alias")} of them want a mail alias to answer to`, what: "add contact.email to the profile: unlist subject edit" }),
    ...skips.flatMap(({ broker, reason, why }): HumanTask[] => (reason === "needs-listing" ? [{ ...place, id: broker, broker, reason, why: "their form wants the address of your listing", what: why, fields: ["listing.url"], shows: ["listing.url"] }] : [])),
  ];
}

/** One word covers a category, so it is asked for once. */
function approvals({ skips }: Plan, catalog: Catalog): HumanTask[] {
  const asking = skips.flatMap((skip) => (skip.reason === "needs-approval" ? (stepNameOf(skip, catalog) ?? []) : []));
  return [...new Set(asking)].map((name): HumanTask => {
    const count = asking.filter((other) => other === name).length;
    return { id: name, broker: name, reason: "needs-approval", why: `${count} of them show no listing, so they would learn your name from you`, what: `unlist plan --approve ${name}, or brokers of it by name`, minutes: 1, fields: ["name"], shows: ["name"], hasWords: false };
  });
}

/** What is done on a page of theirs. */
const ON_THEIR_PAGE: readonly HumanReason[] = ["captcha", "account", "id", "sms", "disclosure", "new-field", "half-asked", "in-doubt", "playbook-not-approved"];

/** These are settled at home. */
const NOTHING_SHOWN: readonly HumanReason[] = ["mailbox", "grant", "egress"];

/** What the playbook says to the person there is nearer than what is said of every such step, and that nearer than the way to their page. */
function taskOf({ broker, listing, state, since, humanReason, humanStep, fields }: Case, { brokers, playbooks }: Catalog): HumanTask[] {
  const place = { id: `${broker}/${listing}`, broker, since };
  if (state === "review") return [{ ...place, reason: "review", ...REVIEW, fields: [], shows: [], hasWords: false }];
  if (state !== "needs-human") return [];
  const reason = humanReason ?? "no-playbook";
  const words = BY_REASON[reason];
  const playbook = playbooks.get(broker)?.playbook;
  const said = humanStep === undefined ? [] : humanWords(playbook, humanStep);
  const isOnPage = ON_THEIR_PAGE.includes(reason);
  const steps = said.length === 0 && isOnPage ? stepsOnPage(brokers.get(broker)) : said.length > 1 ? said : [];
  const why = fields.length > 0 ? `${words.why}: ${fields.join(", ")}` : words.why;
  const link = isOnPage ? pageOf(brokers.get(broker)) : undefined;
  const shows = NOTHING_SHOWN.includes(reason) ? [] : unique([...(playbook?.discloses.optOut ?? []), ...fields]);
  return [{ ...place, reason, ...words, what: said[0] ?? words.what, why, fields, shows, hasWords: reason === "phone", ...(link !== undefined && { link }), ...(steps.length > 0 && { steps }) }];
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)];
}
