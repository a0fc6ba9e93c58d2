import { AGENT_LAW_AS_OF, type AgentLaw } from "./agent-law.ts";
import { lawOf, sayPlace } from "./law-of.ts";
import type { Capacity, Channel, Right, Terms } from "./terms.ts";

/** One sentence of the letter. `isForCounsel`: it rests on a fact that nobody has checked. */
export interface Statement {
  readonly text: string;
  readonly isForCounsel?: true;
}

export interface Section {
  readonly title: string;
  readonly statements: readonly Statement[];
}

export interface LetterOf {
  readonly terms: Terms;
  /** As the profile has it, first name first. */
  readonly client: string;
  readonly now: Date;
}

/** By this a request names the document. */
export function documentId({ id }: Pick<Terms, "id">): string {
  return `LOA-${id}`;
}

/** What the letter of authority says, and no more than the grant and the law on record give. Pure. */
export function letterOf({ terms, client, now }: LetterOf): Section[] {
  return [
    { title: "Who", statements: [whoActs(terms, client)] },
    { title: "What for", statements: [{ text: `${sayList(terms.rights.map((right) => RIGHT[right]))}.` }, brokersIn(terms), { text: `By ${sayList(terms.channels.map((channel) => CHANNEL[channel]))}.` }, ...limitsOf(terms)] },
    { title: "Which details may be passed on", statements: [{ text: `${terms.fields.join(", ")}. Only as far as a request needs them, and never more than these.` }] },
    { title: "Under which law", statements: terms.jurisdictions.flatMap((residence) => lawStatements(residence, now)) },
    { title: "Answers", statements: [answersOf(terms)] },
    { title: "Promise", statements: PROMISE.map((text) => ({ text })) },
    { title: "How long", statements: durationOf(terms) },
  ];
}

const RIGHT: Readonly<Record<Right, string>> = {
  look: "looking for the client's own listings",
  "opt-out": "asking that they are not shown, sold or shared",
  delete: "asking that the client's data is deleted",
  know: "asking what is held on the client",
  correct: "asking that it is corrected",
};
const CHANNEL: Readonly<Record<Channel, string>> = { web: "the broker's own pages and the mails that confirm what was asked there", mail: "e-mail", post: "letter", phone: "telephone" };
const ACTS_AS: Readonly<Record<Capacity, string>> = { self: "for themself", guardian: "as the client's guardian", agent: "as the client's agent", attorney: "as the client's attorney" };

const PROMISE = [
  "Details of the client are used for these requests and for nothing else, are kept encrypted and apart from those of any other client, and are not sold or shared.",
  "When the client asks for it, they are handed over and what is kept here is destroyed.",
];

function whoActs({ holder, capacity }: Terms, client: string): Statement {
  const by = holder.organisation === undefined ? holder.name : `${holder.name}, ${holder.organisation},`;
  return { text: `${client} (the client) gives leave to ${by} to act ${ACTS_AS[capacity]}.` };
}

function brokersIn({ brokers }: Terms): Statement {
  return { text: brokers ? `At these brokers and families, and at no others: ${brokers.join(", ")}.` : "At companies that sell or publish personal data." };
}

function answersOf({ replies, repliesTo }: Terms): Statement {
  if (repliesTo === undefined) return { text: "Brokers are given no address to answer to." };
  const to = `Brokers are told to answer to ${repliesTo}, or to the same with their own name in it, and nowhere else.`;
  return { text: `${to} ${replies === "client" ? "The client reads what comes there; whoever acts does not." : "Whoever acts reads what comes there and passes it on to the client."}` };
}

function limitsOf({ limits: { requests, requestsPerDay } }: Terms): Statement[] {
  return [...(requests === undefined ? [] : [{ text: `No more than ${requests} requests.` }]), ...(requestsPerDay === undefined ? [] : [{ text: `No more than ${requestsPerDay} requests a day.` }])];
}

function durationOf({ startsOn, endsOn, longerBecause }: Terms): Statement[] {
  const longer = longerBecause === undefined ? [] : [{ text: `It lasts longer than twelve months because: ${longerBecause}` }];
  return [{ text: `From ${startsOn} to ${endsOn}.` }, ...longer, { text: "The client may take it back at any time, by any word and without a reason. Nothing is asked after that; what was sent before stays sent." }];
}

function lawStatements(residence: string, now: Date): Statement[] {
  const law = lawOf(residence, now);
  const place = sayPlace(residence, law);
  if (!law) return [{ text: `${place}: no privacy law in force is on record here (${AGENT_LAW_AS_OF}) that lets an agent ask. Requests go in the client's own name, and ask that they be honoured.`, isForCounsel: true }];
  const [first, ...rest] = SAYS[law.agent](law).map((text): Statement => (law.isVerified ? { text } : { text, isForCounsel: true }));
  return first ? [{ ...first, text: `${place}, ${law.law} (${law.citation}): ${first.text}` }, ...rest] : [];
}

const IN_OWN_NAME = "requests go in the client's own name, and this letter tells who helps to send them.";

/** The law in plain sentences, each no stronger than what its source says. */
const SAYS: Readonly<Record<AgentLaw["agent"], (law: AgentLaw) => readonly string[]>> = {
  permission: () => [
    "an agent may ask with the client's signed permission, which this is.",
    "For a request to delete, know or correct, the business may ask for proof of this permission, and may ask the client either to verify their identity with it or to confirm this permission; not where the agent holds a power of attorney under Cal. Prob. Code 4121 to 4130, which the business may not demand.",
    "To opt out, this signed permission is enough: no verification and no confirmation by the client.",
    "The agent keeps reasonable security and uses the data to fulfil the requests, for verification or against fraud, and for nothing else.",
  ],
  authority: () => ["a third party may act where the controller is satisfied of the authority, for which this is the written evidence.", "More to identify the client may be asked for only where there are reasonable doubts (Art. 12(6))."],
  written: () => ["a written authority is what an agent needs, and this is one."],
  "opt-out": () => ["an agent may opt out of sale for the client, and the controller may verify, with commercially reasonable effort, the client's identity and the agent's authority.", `It gives an agent no right to delete, know or correct: such ${IN_OWN_NAME}`],
  none: () => [`it names no authorised agent: ${IN_OWN_NAME}`],
  unknown: () => [`whether it lets an agent ask has not been looked at: ${IN_OWN_NAME}`],
};

function sayList(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}
