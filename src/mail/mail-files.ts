import type { MailPort } from "../playbook/desk.ts";
import { answerIn } from "./answer-in.ts";
import { isAsWished } from "./fitting.ts";
import { readMail } from "./read-mail.ts";

/** A mailbox of saved mails, for a rehearsal: the author vouches for them. Each answers once. */
export async function mailsOf(sources: readonly Uint8Array[]): Promise<MailPort> {
  const mails = await Promise.all(sources.map(readMail));
  return {
    async await(wish) {
      for (const [index, mail] of mails.entries()) {
        const answer = isAsWished(mail.headers, wish) ? answerIn(mail, wish.want) : { kind: "none" as const };
        if (answer.kind === "none") continue;
        mails.splice(index, 1);
        return answer;
      }
      return { kind: "none" };
    },
  };
}
