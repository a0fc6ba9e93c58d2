import { z } from "zod";

const Instant = z.iso.datetime();

/** A request that a site took in: what the demo counts, per listing and cycle. */
const Submission = z.strictObject({
  at: Instant,
  site: z.string(),
  /** The site's id of the listing, or `-` for a request about the person. */
  listing: z.string(),
  /** 1, and one more each time the listing has come back. */
  cycle: z.int(),
  /** Which of a site's forms, where a request takes two. */
  form: z.string(),
});

/** One HTTP request, with the person's fields that stood in it: by name, never by value. */
const Received = z.strictObject({
  at: Instant,
  host: z.string(),
  /** As the site declares it (`POST /optout`), so that no value of a path stands here. */
  route: z.string(),
  kind: z.enum(["page", "post", "decoy", "trap"]),
  fields: z.array(z.string()),
});

const Mail = z.strictObject({ at: Instant, site: z.string(), kind: z.enum(["link", "code", "phish"]) });
const Link = z.strictObject({ site: z.string(), listing: z.string(), clicks: z.int() });

/** What really happened in the lab. Known to the harness only, never to the product. */
export const Truth = z.strictObject({
  day0: Instant,
  now: Instant,
  submissions: z.array(Submission),
  received: z.array(Received),
  mails: z.array(Mail),
  links: z.array(Link),
  /** Mails that the person's side sent out through the mailbox. */
  sentByPerson: z.int(),
});
export type Truth = z.infer<typeof Truth>;
export type Submission = z.infer<typeof Submission>;
export type Received = z.infer<typeof Received>;

/** The log behind it: in memory, append-only but for the clicks of a link. */
export class TruthLog {
  readonly #now: () => Date;
  readonly #submissions: Submission[] = [];
  readonly #received: Received[] = [];
  readonly #mails: z.infer<typeof Mail>[] = [];
  readonly #links: { site: string; listing: string; clicks: number }[] = [];
  #sentByPerson = 0;

  constructor(now: () => Date) {
    this.#now = now;
  }

  submission(one: Omit<Submission, "at">): void {
    this.#submissions.push({ at: this.#at(), ...one });
  }

  received(one: Omit<Received, "at">): void {
    this.#received.push({ at: this.#at(), ...one });
  }

  mail(site: string, kind: "link" | "code" | "phish"): void {
    this.#mails.push({ at: this.#at(), site, kind });
  }

  /** Enters a link and gives the way to count its clicks. */
  link(site: string, listing: string): () => void {
    const link = { site, listing, clicks: 0 };
    this.#links.push(link);
    return () => (link.clicks += 1);
  }

  sentByPerson(): void {
    this.#sentByPerson += 1;
  }

  report(day0: Date): Truth {
    return Truth.parse({
      day0: day0.toISOString(),
      now: this.#at(),
      submissions: this.#submissions,
      received: this.#received,
      mails: this.#mails,
      links: this.#links,
      sentByPerson: this.#sentByPerson,
    });
  }

  #at(): string {
    return this.#now().toISOString();
  }
}
