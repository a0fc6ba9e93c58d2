import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clockStartingAt, type Clock } from "../../src/base/clock.ts";
import { after, HOUR_MS } from "../../src/base/duration.ts";
import { nodeFiles } from "../../src/base/files.ts";
import { silentLog } from "../../src/base/log.ts";
import { launchBrowsers, type LaunchedBrowsers } from "../../src/browser/browsers.ts";
import { demoProfile } from "../../src/lab/persona.ts";
import { awaitMail } from "../../src/mail/find-mail.ts";
import { openMailbox, type Mailbox } from "../../src/mail/mailbox.ts";
import { parseMailboxSettings } from "../../src/mail/settings.ts";
import type { MailPort } from "../../src/playbook/desk.ts";
import { QUESTIONS } from "../../src/playbook/questions.ts";
import { aliasFor } from "../../src/subject/contact-alias.ts";
import { Conduct } from "../sites/generator/conduct.ts";
import type { Description } from "../sites/generator/description.ts";
import { siteOf } from "../sites/generator/site.ts";
import { openSites, type OpenSites } from "../sites/open-sites.ts";

/** A mail that is not there when it is looked for comes a moment later or not at all. */
const MAIL_WAIT_MS = 1_000;
const forgotten = { record: async () => undefined, [Symbol.asyncDispose]: async () => undefined };

/** The pages of many sites, their mailbox, and the one browser that is shown them. */
export class Stage implements AsyncDisposable {
  readonly sites: OpenSites;
  readonly browsers: LaunchedBrowsers;
  /** Two hours ahead of the sites: one of them mails a link that works only after an hour. */
  readonly clock: Clock;
  readonly conducts: ReadonlyMap<string, Conduct>;
  readonly #mailbox: Mailbox;
  readonly #dir: string;

  private constructor(parts: Pick<Stage, "sites" | "browsers" | "clock" | "conducts">, mailbox: Mailbox, dir: string) {
    this.sites = parts.sites;
    this.browsers = parts.browsers;
    this.clock = parts.clock;
    this.conducts = parts.conducts;
    this.#mailbox = mailbox;
    this.#dir = dir;
  }

  static async open(descriptions: readonly Description[]): Promise<Stage> {
    const dir = await mkdtemp(join(tmpdir(), "unlist-stage-"));
    const conducts = new Map(descriptions.map(({ slug }) => [slug, new Conduct()]));
    const sites = await openSites(descriptions.map((description) => siteOf(description, conducts.get(description.slug))));
    const clock = clockStartingAt(after(sites.clock.now(), 2 * HOUR_MS));
    const map = new Map(Object.entries(sites.map).map(([host, origin]) => [host, new URL(origin)]));
    const browsers = await launchBrowsers({ headless: true, wireLog: forgotten, files: nodeFiles, log: silentLog, tmpDir: dir, map, questions: QUESTIONS, clock });
    const { imap, smtp } = sites.mailbox;
    const mailbox = openMailbox(parseMailboxSettings({ imap: { ...imap, tls: false }, smtp: { ...smtp, tls: false } }), { clock, log: silentLog });
    return new Stage({ sites, browsers, clock, conducts }, mailbox, dir);
  }

  /** The mailbox as a run reads it, at the alias of one broker. */
  mailFor(slug: string): MailPort {
    const to = aliasFor(demoProfile.contact ?? { email: "", perBroker: "none" }, slug);
    return { await: (wish, signal) => awaitMail(this.#mailbox, { ...wish, to, since: this.sites.clock.day0, waitMs: MAIL_WAIT_MS }, signal) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const part of [this.#mailbox, this.browsers, this.sites]) await part[Symbol.asyncDispose]();
    await rm(this.#dir, { recursive: true });
  }
}
