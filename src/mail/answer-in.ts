import type { MailAnswer, MailWish } from "../playbook/desk.ts";
import { findCode } from "./codes.ts";
import { findLink } from "./links.ts";
import type { Mail } from "./read-mail.ts";

/** What is wanted of one mail, whoever sent it. */
export function answerIn(mail: Mail, want: MailWish["want"]): MailAnswer {
  if ("link" in want) return linkIn(mail, want.link);
  return "code" in want ? codeIn(mail, want.code) : { kind: "mail" };
}

function linkIn(mail: Mail, wanted: string): MailAnswer {
  const found = findLink(mail, wanted);
  if (found.kind === "one") return { kind: "link", url: found.url };
  return { kind: found.kind === "several" ? "doubtful" : "none" };
}

function codeIn(mail: Mail, pattern: string): MailAnswer {
  const code = findCode(mail, pattern);
  return code === undefined ? { kind: "none" } : { kind: "code", code };
}
