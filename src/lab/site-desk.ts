import { randomBytes } from "node:crypto";
import type { Letters } from "./mail/letters.ts";
import type { Shelf } from "./shelf.ts";
import type { Site, Visit } from "./site.ts";
import type { TruthLog } from "./truth.ts";

export interface DeskParts {
  readonly site: Site;
  readonly shelf: Shelf;
  readonly letters: Letters;
  readonly truth: TruthLog;
}

interface IssuedLink {
  readonly listing: string;
  readonly count: () => void;
}

/** What answers wait at. */
interface Gate {
  /** Only answers to this route wait, or all. */
  readonly route: string | undefined;
  readonly passed: Promise<void>;
  readonly release: () => void;
}

const OPEN: Gate = { route: undefined, passed: Promise.resolve(), release: () => undefined };

/** The back office of one site: what it remembers, sends and writes into the truth, whatever page is asked for. */
export class SiteDesk {
  readonly shelf: Shelf;
  readonly memory = new Map<string, string>();
  readonly #parts: DeskParts;
  readonly #links = new Map<string, IssuedLink>();
  #answers: Gate = OPEN;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.shelf = parts.shelf;
  }

  /** From now on the site does what it is asked as always, and the visitor hears nothing of it. */
  holdAnswers(route?: string): void {
    if (this.#answers !== OPEN) return;
    let release = (): void => undefined;
    this.#answers = { route, passed: new Promise((done) => (release = done)), release: () => release() };
  }

  releaseAnswers(): void {
    this.#answers.release();
    this.#answers = OPEN;
  }

  async answerMayGo(route: string): Promise<void> {
    if (this.#answers.route === undefined || this.#answers.route === route) await this.#answers.passed;
  }

  accept(listing: string, form = "optout"): void {
    this.#parts.truth.submission({ site: this.#parts.site.slug, listing, cycle: this.shelf.cycle(listing), form });
  }

  async mailLink({ to, path, listing }: Parameters<Visit["mailLink"]>[0]): Promise<void> {
    const { site, truth } = this.#parts;
    const token = randomBytes(12).toString("hex");
    this.#links.set(token, { listing, count: truth.link(site.slug, listing) });
    await this.#send("link", to, `To confirm your privacy request at ${site.name}, open this link:\n\nhttps://${site.host}${path}?token=${token}\n\nIf you did not ask for it, do nothing.`);
  }

  async mailCode({ to, code }: Parameters<Visit["mailCode"]>[0]): Promise<void> {
    await this.#send("code", to, `Your ${this.#parts.site.name} verification code is ${code}.\n\nIt is good for 15 minutes.`);
  }

  async phish({ to, link }: Parameters<Visit["phish"]>[0]): Promise<void> {
    const { site, truth, letters } = this.#parts;
    truth.mail(site.slug, "phish");
    await letters.forge(domainOf(site), { to, subject: subjectOf(site), text: `To confirm your privacy request at ${site.name}, open this link:\n\n${link}\n` });
  }

  follow(token: string): string | undefined {
    const link = this.#links.get(token);
    link?.count();
    return link?.listing;
  }

  async #send(kind: "link" | "code", to: string, text: string): Promise<void> {
    const { site, truth, letters } = this.#parts;
    await letters.send(domainOf(site), { to, subject: subjectOf(site), text });
    truth.mail(site.slug, kind);
  }
}

function subjectOf({ name }: Site): string {
  return `${name}: your privacy request`;
}

/** `www.acme.example` sends its mail as `acme.example`. */
function domainOf({ host }: Site): string {
  return host.replace(/^www\./, "");
}
