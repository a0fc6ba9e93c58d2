import type { CommandCard } from "../card.ts";
import { backupCards } from "./backup.ts";
import { brokersCards } from "./brokers.ts";
import { byHandCards } from "./by-hand.ts";
import { clientCards } from "./client.ts";
import { completionCard } from "./completion.ts";
import { doCards, lookCards } from "./do.ts";
import { doctorCard } from "./doctor.ts";
import { grantCards } from "./grant.ts";
import { handOffCard } from "./hand-off.ts";
import { helpNowCard } from "./help-now.ts";
import { initCard } from "./init.ts";
import { ledgerCards } from "./ledger.ts";
import { lockCard } from "./lock.ts";
import { mailboxCards } from "./mailbox.ts";
import { manualCard } from "./manual.ts";
import { playbooksCards } from "./playbooks.ts";
import { proxyCards } from "./proxy.ts";
import { scheduleCards } from "./schedule.ts";
import { subjectCards } from "./subject.ts";
import { tasksCards } from "./tasks.ts";
import { wipeCard } from "./wipe.ts";

/** Every command, in the order of the main help. */
export const CARDS: readonly CommandCard[] = [initCard, ...subjectCards, ...mailboxCards, ...proxyCards, ...doCards, ...tasksCards, handOffCard, ...scheduleCards, ...byHandCards, ...lookCards, ...clientCards, ...grantCards, ...brokersCards, ...playbooksCards, doctorCard, ...ledgerCards, ...backupCards, lockCard, wipeCard, completionCard, manualCard, helpNowCard];

/** What a first word with several commands stands for. */
export const GROUP_SUMMARIES: Readonly<Record<string, string>> = {
  subject: "whose data it is: add, show, edit, list, remove",
  client: "whom you act for: add, list, show, report, trail, verify, close",
  grant: "written leave to act for a client: new, sign, import, show, revoke",
  mailbox: "where brokers' confirmation mails arrive: add, test",
  proxy: "a proxy of your own: login, logout",
  brokers: "the brokers that unlist knows: list, show, matrix, update",
  schedule: "runs that nobody watches: install, status, remove",
  listing: "a listing that you found yourself: add",
  request: "one request: stop, made",
  mail: "requests that go by mail: drafts",
  drop: "California's one request to its register: guide, filed",
  ledger: "the record: verify, repair",
  playbooks: "how each broker's pages are worked: lint, rehearse, draft, repair, record, check, import",
  "playbooks import": "playbooks from recipes of other formats: pir",
};
