import { openInbox, type Login } from "../../src/lab/mail/inbox.ts";
import { Letters } from "../../src/lab/mail/letters.ts";
import { MAIL_DOMAIN, openPostOffice } from "../../src/lab/mail/post-office.ts";
import { TrustMark } from "../../src/lab/mail/trust-mark.ts";
import { LabClock } from "../../src/lab/lab-clock.ts";
import { fieldSpotter, type Told } from "../../src/lab/persona-fields.ts";
import { demoProfile } from "../../src/lab/persona.ts";
import { PROMPT, Shelf } from "../../src/lab/shelf.ts";
import type { Site } from "../../src/lab/site.ts";
import { SiteDesk } from "../../src/lab/site-desk.ts";
import { openSiteServer } from "../../src/lab/site-server.ts";
import { TruthLog, type Truth } from "../../src/lab/truth.ts";

interface MailServer extends Login {
  readonly host: string;
  readonly port: number;
}

/** Real hosts' stand-ins on loopback, with the mailbox that their mails go to, and what they were really told. */
export interface OpenSites extends AsyncDisposable {
  /** Host to loopback origin, as `--map` wants it. */
  readonly map: Readonly<Record<string, string>>;
  readonly mailbox: { readonly imap: MailServer; readonly smtp: MailServer };
  readonly clock: LabClock;
  truth(): Truth;
}

export async function openSites(sites: readonly Site[], day0?: string): Promise<OpenSites> {
  const clock = new LabClock(day0);
  const now = (): Date => clock.now();
  const truth = new TruthLog(now);
  const mark = new TrustMark();
  const login: Login = { user: `odalys@${MAIL_DOMAIN}`, secret: "seven-plain-words" };
  const inbox = await openInbox(login);
  const postOffice = await openPostOffice({ inbox, login, mark, now, onSentByPerson: () => truth.sentByPerson() });
  const letters = new Letters(postOffice.port, mark, now);
  const served = sites.map((site) => {
    const shelf = new Shelf(site.people, site.takedown ?? PROMPT, clock);
    return { site, desk: new SiteDesk({ site, shelf, letters, truth }) };
  });
  const web = await openSiteServer({ sites: served, clock, truth, spot: spotter() });
  return {
    map: Object.fromEntries(sites.map(({ host }) => [host, `http://127.0.0.1:${web.port}`])),
    mailbox: { imap: { host: "127.0.0.1", port: inbox.port, ...login }, smtp: { host: "127.0.0.1", port: postOffice.port, ...login } },
    clock,
    truth: () => truth.report(clock.day0),
    async [Symbol.asyncDispose]() {
      letters[Symbol.dispose]();
      for (const part of [web, postOffice, inbox]) await part[Symbol.asyncDispose]();
    },
  };
}

/** A listing's address has a name and a town in it; what is handed over is the address. */
function spotter(): (told: readonly Told[]) => string[] {
  const spot = fieldSpotter(demoProfile);
  return (told) => {
    const rest = told.filter(({ value }) => !value.startsWith("https://"));
    return [...spot(rest), ...(rest.length < told.length ? ["listing.url"] : [])].sort();
  };
}
