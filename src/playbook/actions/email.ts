import type { Response } from "playwright";
import { toMs } from "../../base/duration.ts";
import { PlaybookError } from "../../base/errors.ts";
import { tell, type Action, type Here, type StepOf } from "../attempt.ts";
import { crossOnce } from "../crossing.ts";
import type { MailAnswer, MailWish } from "../desk.ts";
import type { Outcome } from "../outcome.ts";
import { fillOne } from "./fill.ts";
import { scopeIn, signOf } from "./expect.ts";
import { scopeOf } from "../scope.ts";

/** Waits for the broker's mail, and opens its link or types its code. */
export const email: Action<"email"> = async (step, here) => {
  const { desk, signal } = here.attempt.tools;
  const mail = step.email;
  tell(here, `waiting for a mail from ${mail.from}`);
  const want: MailWish["want"] = "link" in mail ? { link: mail.link } : "code" in mail ? { code: mail.code } : { mail: true };
  const answer = await desk.mail.await({ from: mail.from, want, ...(mail.subject === undefined ? {} : { subject: mail.subject }) }, signal);
  if (answer.kind === "link") return linkAge(step, answer.arrivedAt, here) ?? openLink(answer.url, here);
  if (answer.kind === "mail" && "reply" in mail) return { kind: "human", step: here.id, reason: "mail-reply", fields: [], labels: [mail.reply] };
  if (answer.kind === "code" && "fill" in mail) return fillOne({ locator: mail.fill, text: answer.code, within: undefined }, here, () => undefined);
  return withoutMail(answer, here);
};

function withoutMail(answer: MailAnswer, here: Here): Outcome {
  tell(here, `no mail to act on: ${answer.kind}`);
  if (answer.kind !== "none" && answer.kind !== "unreachable") return doubtfulMail(here);
  return { kind: "no-mail", step: here.id, isMailboxUnreachable: answer.kind === "unreachable" };
}

function doubtfulMail(here: Here): Outcome {
  return { kind: "human", step: here.id, reason: "mail-doubtful", fields: [] };
}

/** Some links work only after a while, and many die: a dead one is a person's matter, since only they can ask for another. */
function linkAge({ email: mail }: StepOf<"email">, arrivedAt: Date | undefined, here: Here): Outcome | undefined {
  if (!("link" in mail) || !arrivedAt) return undefined;
  const ageMs = here.attempt.tools.clock.now().getTime() - arrivedAt.getTime();
  if (mail.notBefore !== undefined && ageMs < toMs(mail.notBefore)) {
    tell(here, `the link works ${mail.notBefore} after the mail came`);
    return { kind: "no-mail", step: here.id, isMailboxUnreachable: false };
  }
  if (mail.goodFor === undefined || ageMs <= toMs(mail.goodFor)) return undefined;
  tell(here, `the link was good for ${mail.goodFor}`);
  return { kind: "human", step: here.id, reason: "mail-doubtful", fields: [], labels: ["the link of their mail has run out"] };
}

/** Opening the link is irreversible: one intent, every hop on a host of the broker's, and the next step's words as the proof. */
async function openLink(url: string, here: Here): Promise<Outcome | undefined> {
  const { hosts } = here.attempt.job.playbook.playbook;
  const { page } = here.attempt.tools.session;
  const link = URL.canParse(url) ? new URL(url) : undefined;
  if (link?.protocol !== "https:" || !hosts.mailLink.includes(link.hostname)) return doubtfulMail(here);
  const next = confirmationAfter(here);
  const scope = await scopeOf(scopeIn(next), here);
  if (scope.kind !== "scope") return scope;
  const proof = signOf(next, scope.scope);
  let hops: readonly string[] = [];
  const mayLead = [...hosts.mailLink, ...hosts.site];
  return crossOnce(
    {
      fields: [],
      host: link.hostname,
      cross: async () => {
        hops = hopsOf(await page.goto(url, { waitUntil: "domcontentloaded", timeout: here.patienceMs }));
      },
      confirmed: proof.at,
      refused: [],
      withinMs: proof.withinMs,
      distrust: () => ([...hops, new URL(page.url()).hostname].every((host) => mayLead.includes(host)) ? undefined : "left-the-hosts"),
    },
    here,
  );
}

function confirmationAfter(here: Here): StepOf<"expect"> {
  const [next] = here.rest;
  if (next && "expect" in next && !isGone(next)) return next;
  throw new PlaybookError(`${here.attempt.job.playbook.place(here.id)} ${here.id}: the link is not followed by an expect`, { hint: "add an expect with the words of the page it leads to" });
}

function isGone({ expect }: StepOf<"expect">): boolean {
  return typeof expect !== "string" && ("url" in expect || expect.gone === true);
}

/** Host names of a document's address and of every redirect before it. */
function hopsOf(response: Response | null): string[] {
  const hops: string[] = [];
  for (let request = response?.request() ?? null; request; request = request.redirectedFrom()) hops.push(new URL(request.url()).hostname);
  return hops;
}
