import { dayOf } from "../base/day.ts";
import type { HumanTask } from "./human-tasks.ts";

/** Steps that a person takes away from any page of ours: on the phone, on paper, with an account or an ID. */
export const GUIDED = ["phone", "post", "account", "id"] as const;
export type Guided = (typeof GUIDED)[number];

export interface Guide {
  readonly before: readonly string[];
  readonly steps: readonly string[];
  /** What is blacked out or left away of what they are given. */
  readonly redact: readonly string[];
  /** What to say no to, and that it is all right to. */
  readonly refuse: readonly string[];
  readonly proof: Proof;
}

/** The one fact that shows it was done. It is kept sealed: a reference can lead to the person. */
export interface Proof {
  readonly kind: "reference" | "date";
  readonly question: string;
}

export const GUIDES: Readonly<Record<Guided, Guide>> = {
  phone: {
    before: ["Hide your number if your phone can (in the US *67 before theirs).", "Have the address of your listing in front of you, and a pen."],
    steps: ["Say: please delete what you hold on me, and do not sell or share it.", "Name the listing by its address on their site.", "Ask for a reference number and when it will be done.", "Write down the day, the name you spoke to, and the number."],
    redact: ["Give the name as the listing has it, and the state. No more."],
    refuse: ["A date of birth, a social security number, a present address, a card number.", "A recording of your voice as proof of who you are.", "An offer to check other records about you, or a paid plan."],
    proof: { kind: "reference", question: "Reference number, or the name of whom you spoke to" },
  },
  post: {
    before: ["Use a return address that they may know: a post-office box, or that of somebody who agreed."],
    steps: ["Write: please delete what you hold on me, and do not sell or share it.", "Name the listing by its address on their site, and how to answer: by mail to your alias.", "Send it with proof of posting, and keep the proof."],
    redact: ["No present street, phone or date of birth, in the letter or on the envelope."],
    refuse: ["A notarised form or a copy of an ID, unless their law page names it as a must."],
    proof: { kind: "date", question: "Day of posting (like 2026-11-22)" },
  },
  account: {
    before: ["Look for a way without an account first: a form, a mail address on their privacy page."],
    steps: ["Open it with the alias only and a password that you use nowhere else.", "Ask for removal there, and keep the words that confirm it.", "When it is done, ask for the account to be deleted, too."],
    redact: ["Every field that is not marked as needed stays empty."],
    refuse: ["A phone number, a photo, a card, a log-in through another service.", "Claiming the listing as yours to edit: it makes it worth more to them."],
    proof: { kind: "reference", question: "Their reference number, or the last words that they showed" },
  },
  id: {
    before: ["Ask first whether the alias and the listing's address are enough. Often they are.", "You may leave this one. It counts against nobody."],
    steps: ["Copy it in black and white, and write across it: only for removal at this broker, with the day.", "Send it by their upload page or by post, not by plain mail.", "Ask them to confirm that the copy is deleted afterwards."],
    redact: ["The photo, the number, the date of birth, the signature, the bar code and the strip of letters at the edge.", "The address, unless it is the very one that the listing shows.", "What may stay: the name, and the kind of document."],
    refuse: ["A picture of you that holds the document, or a video call.", "A social security card or a bank statement.", "A third party that keeps the copy."],
    proof: { kind: "date", question: "Day on which it was sent (like 2026-11-22)" },
  },
};

/** By the way the broker is asked, else by why the step was handed over. */
export function guidedAs({ reason, route }: Pick<HumanTask, "reason" | "route">): Guided | undefined {
  return GUIDED.find((one) => one === route) ?? GUIDED.find((one) => one === reason);
}

/** The guide of a step, where it has one. */
export function guideOf(task: Pick<HumanTask, "reason" | "route">): Guide | undefined {
  const kind = guidedAs(task);
  return kind && GUIDES[kind];
}

const MOST_SIGNS = 80;

/** The fact as it is kept, or what is wrong with it. */
export function readProof({ kind }: Proof, said: string, today: string): { readonly fact: string } | { readonly wrong: string } {
  const fact = said.replace(/[\p{C}\p{Z}]+/gu, " ").trim();
  if (fact === "") return { wrong: "it wants the one fact that shows it was done" };
  if (fact.length > MOST_SIGNS) return { wrong: `a short one, at most ${MOST_SIGNS} signs` };
  if (kind === "reference") return { fact };
  if (!dayOf(fact)) return { wrong: "a day, like 2026-11-22" };
  return fact > today ? { wrong: "that day has not come yet" } : { fact };
}
