import { ExitCode, UsageError } from "../../base/errors.ts";
import { exists } from "../../base/files.ts";
import { createLog } from "../../base/log.ts";
import { placedSteps } from "../../catalog/walk-steps.ts";
import { mayReadReplies } from "../../grant/standing.ts";
import type { Case } from "../../ledger/case.ts";
import { isAwaitingMail } from "../../plan/plan-confirm.ts";
import { readInbox, type AwaitedByName } from "../../mail/inbox.ts";
import { mailName } from "../../catalog/mail-name.ts";
import { aliasFor } from "../../subject/contact-alias.ts";
import type { Call } from "../call.ts";
import { openTheMailbox } from "../compose-mail.ts";
import { mailboxFile } from "../mailbox-file.ts";
import { openTheHome } from "../open-home.ts";
import { refusedFor } from "../require-grant.ts";
import { subjectsInHand, viewSubject, type SubjectView } from "../subject-view.ts";

const SAID = { here: "has come", doubtful: "one came that can't be vouched for", "not-yet": "not yet" } as const;

/** Reads once which awaited mails are there. Opens no link, marks nothing as read. */
export async function inboxCommand(call: Call): Promise<ExitCode> {
  const opened = await openTheHome(call);
  if (!(await exists(mailboxFile(opened).path))) throw new UsageError("no mailbox is set up", { hint: "unlist mailbox add" });
  const awaited: AwaitedByName[] = [];
  for (const subject of await subjectsInHand(call)) if (!(await refusedFor(call, opened, subject))) awaited.push(...awaitedBy(await viewSubject(call, opened, subject), call.clock.now()));
  await using mailbox = await openTheMailbox({ call, opened, log: createLog(call.config.logLevel) });
  const reading = await readInbox(mailbox, awaited);
  const lines = reading.kind === "read" ? reading.lines : [];
  const table = call.out.table([{ title: "broker", least: 12 }, { title: "mail", least: 10 }], lines.map(({ name, mail }) => [name, SAID[mail]]));
  call.out.result({ reachable: reading.kind === "read", mails: lines }, said(reading.kind, table, lines.length));
  if (lines.some(({ mail }) => mail === "here")) call.out.next("unlist run goes on with them");
  return reading.kind === "read" ? ExitCode.done : ExitCode.partial;
}

function said(kind: "read" | "unreachable", table: string[], count: number): string[] {
  if (kind === "unreachable") return ["The mailbox can't be reached. The requests wait; nothing is lost."];
  return count === 0 ? ["No request waits for a mail."] : table;
}

/** One search per request that waits for a link. */
function awaitedBy({ cases, catalog, profile, authority }: SubjectView, now: Date): AwaitedByName[] {
  if (!mayReadReplies(authority, now)) return [];
  return cases.filter((held) => isAwaitingMail(held, now)).flatMap((held): AwaitedByName[] => {
    const loaded = catalog.playbooks.get(held.broker);
    const email = loaded && placedSteps(loaded.playbook, "confirm").flatMap(({ step }) => ("email" in step && "link" in step.email ? [step.email] : []))[0];
    if (!email || !profile.contact) return [];
    return [{ name: held.broker, from: email.from, want: { link: email.link }, to: aliasFor(profile.contact, mailName(loaded.playbook, held)), since: askedAt(held) }];
  });
}

function askedAt(held: Case): Date {
  return new Date(held.request?.steps[0]?.intendedAt ?? held.since);
}
