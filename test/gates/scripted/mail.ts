import type { MailAnswer } from "../../../src/playbook/desk.ts";
import type { RunMail } from "../../../src/run/rooms.ts";
import type { SentMail } from "./brokers.ts";

/** The person's mailbox, read as the mail room reads it: a forged mail is never opened, and only there if nothing better is. */
export function scriptedMail(inbox: () => Promise<readonly SentMail[]>): RunMail {
  return {
    async await({ from, since }): Promise<MailAnswer> {
      const fitting = (await inbox()).filter((mail) => `${mail.site}.example` === from && mail.at >= since.getTime());
      const good = fitting.filter((mail) => !mail.isForged).at(-1);
      if (good) return { kind: "link", url: good.link };
      return fitting.length > 0 ? { kind: "doubtful" } : { kind: "none" };
    },
  };
}
