import type { MailAnswer } from "../playbook/desk.ts";
import { answerIn } from "./answer-in.ts";
import { isAuthentic } from "./authentic.ts";
import { isFitting, soleSender, type MailSearch } from "./fitting.ts";
import { MailboxUnreachable } from "./imap-connection.ts";
import type { Mailbox } from "./mailbox.ts";
import type { Mail } from "./read-mail.ts";

export interface AwaitedMail extends MailSearch {
  readonly waitMs: number;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Looks until the mail is there or the wait is over. A doubtful mail doesn't end the wait: the true one may be behind it.
 * Rejects with the signal's reason when it is aborted.
 */
export async function awaitMail(mailbox: Mailbox, awaited: AwaitedMail, signal: AbortSignal): Promise<MailAnswer> {
  const { clock } = mailbox;
  const deadline = clock.now().getTime() + awaited.waitMs;
  const judged: Judged = new Map();
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    signal.throwIfAborted();
    const answer = await lookOnce(mailbox, awaited, judged);
    const leftMs = deadline - clock.now().getTime();
    const isWaiting = answer.kind === "none" || answer.kind === "doubtful";
    if (!isWaiting || leftMs <= 0) return answer;
    await clock.sleep(Math.min(pauseMs, leftMs), signal);
  }
}

/** What a look at each mail gave, so that a mail is opened once and not once a look. */
export type Judged = Map<string, MailAnswer>;

/** One look at the mailbox. The newest mail that the person's own server vouches for is the answer. */
export async function lookOnce(mailbox: Mailbox, search: MailSearch, judged: Judged = new Map()): Promise<MailAnswer> {
  try {
    return await look(mailbox, search, judged);
  } catch (error) {
    if (error instanceof MailboxUnreachable) return { kind: "unreachable" };
    throw error;
  }
}

async function look(mailbox: Mailbox, search: MailSearch, judged: Judged): Promise<MailAnswer> {
  let isDoubtful = false;
  for (const head of await mailbox.headsSince(search.since)) {
    if (!isFitting(head, search)) continue;
    const answer = judged.get(head.id) ?? judge(await mailbox.read(head), search, mailbox.authserv);
    judged.set(head.id, answer);
    if (answer.kind === "link") return { ...answer, arrivedAt: head.arrivedAt };
    if (answer.kind === "code" || answer.kind === "mail") return answer;
    isDoubtful ||= answer.kind === "doubtful";
  }
  return { kind: isDoubtful ? "doubtful" : "none" };
}

function judge(mail: Mail | undefined, { want }: MailSearch, authserv: string | undefined): MailAnswer {
  if (!mail) return { kind: "none" };
  const answer = answerIn(mail, want);
  if (answer.kind === "none") return answer; // another mail of theirs
  const from = soleSender(mail.headers);
  return from !== undefined && isAuthentic(mail.headers, { from, authserv }) ? answer : { kind: "doubtful" };
}
