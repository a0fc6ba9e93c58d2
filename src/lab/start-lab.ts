import { randomBytes } from "node:crypto";
import { openControl } from "./control.ts";
import { LabClock } from "./lab-clock.ts";
import type { Announcement } from "./announcement.ts";
import { SERVER_ID } from "./mail/authentication-results.ts";
import { openInbox, type Login } from "./mail/inbox.ts";
import { Letters } from "./mail/letters.ts";
import { MAIL_DOMAIN, openPostOffice } from "./mail/post-office.ts";
import { TrustMark } from "./mail/trust-mark.ts";
import { fieldSpotter } from "./persona-fields.ts";
import { demoProfile } from "./persona.ts";
import { PROMPT, Shelf } from "./shelf.ts";
import { SiteDesk } from "./site-desk.ts";
import { TRAP_HOSTS, openSiteServer, type ServedSite } from "./site-server.ts";
import { sites } from "./sites/index.ts";
import { TruthLog } from "./truth.ts";

/** The whole lab in this process. `main.ts` puts it into one of its own. */
export interface RunningLab extends AsyncDisposable {
  readonly announcement: Announcement;
}

export async function startLabHere(day0?: Date | string): Promise<RunningLab> {
  const open: AsyncDisposable[] = [];
  const opened = <T extends AsyncDisposable>(part: T): T => {
    open.unshift(part); // the last one opened is the first one closed
    return part;
  };
  const clock = new LabClock(day0);
  const now = () => clock.now();
  const truth = new TruthLog(now);
  const mark = new TrustMark();
  const login: Login = { user: `marigold@${MAIL_DOMAIN}`, secret: randomBytes(9).toString("base64url") };

  const inbox = opened(await openInbox(login));
  const postOffice = opened(await openPostOffice({ inbox, login, mark, now, onSentByPerson: () => truth.sentByPerson() }));
  const letters = new Letters(postOffice.port, mark, now);
  const served = sites.map((site): ServedSite => {
    const shelf = new Shelf(site.people, site.takedown ?? PROMPT, clock);
    return { site, desk: new SiteDesk({ site, shelf, letters, truth }) };
  });
  const web = opened(await openSiteServer({ sites: served, clock, truth, spot: fieldSpotter(demoProfile) }));
  const control = opened(await openControl({ sites: served, clock, truth, postOffice }));

  return {
    announcement: {
      control: control.origin,
      token: control.token,
      map: Object.fromEntries([...sites.map(({ host }) => host), ...TRAP_HOSTS].map((host) => [host, `http://127.0.0.1:${web.port}`])),
      mailbox: {
        imap: { host: "127.0.0.1", port: inbox.port, tls: false, ...login },
        smtp: { host: "127.0.0.1", port: postOffice.port, tls: false, ...login },
        authserv: SERVER_ID,
      },
    },
    async [Symbol.asyncDispose]() {
      letters[Symbol.dispose]();
      for (const part of open) await part[Symbol.asyncDispose]();
    },
  };
}
