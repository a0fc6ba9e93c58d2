/** A request as it reaches a broker. */
export interface Asked {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** A page as the broker answers it: its words, its rows, and the one form it may hold. */
export interface Shown {
  readonly status: number;
  readonly words: string;
  readonly rows: readonly ShownRow[];
  /** CSS names of what can be typed into or clicked. */
  readonly controls: readonly string[];
  readonly action: string;
}

/** What stands at `.name`, `.age`, `.city` and `a` of a row. */
export type ShownRow = Readonly<Record<string, string>>;

/** A form that a broker took in: its own count of how often the listing has come back tells one asking from the next. */
export interface Applied {
  readonly site: string;
  readonly cycle: number;
  readonly form: string;
}

export interface SentMail {
  readonly site: string;
  readonly at: number;
  readonly link: string;
  /** A forged one leads elsewhere, and the person's own server does not vouch for it. */
  readonly isForged: boolean;
}

/** What of the person the brokers show. */
export interface Listed {
  readonly name: string;
  readonly age: string;
  readonly city: string;
}
const JANE_ROE: Listed = { name: "Jane Roe", age: "42", city: "Austin, TX" };

interface Shelf {
  isListed: boolean;
  cycle: number;
}

/** What a site answers after its form was sent, and whether the listing is gone by then. */
const AFTER: Readonly<Record<string, { readonly words: string; readonly isDone: boolean; readonly mails: boolean; readonly nextForm?: string }>> = {
  direct: { words: "It is done", isDone: true, mails: false },
  branch: { words: "It is done", isDone: true, mails: false },
  whole: { words: "It is done", isDone: true, mails: false },
  mailed: { words: "Check your inbox", isDone: false, mails: true },
  full: { words: "Check your inbox", isDone: false, mails: true },
  twice: { words: "Step one is done", isDone: false, mails: false, nextForm: "second" },
  letters: { words: "It is done", isDone: true, mails: false },
  sums: { words: "It is done", isDone: true, mails: false },
};
/** Their forms show a picture, and want what a person reads off it. */
export const PICTURED: readonly string[] = ["letters", "sums"];
/** Those that nobody needs to attend to. */
export const SITES: readonly string[] = Object.keys(AFTER).filter((site) => !PICTURED.includes(site));
/** What the picture says. The person may read it, the product never. */
export const ANSWER = "7K";
const EMPTY: Shown = { status: 200, words: "", rows: [], controls: [], action: "" };

/** Brokers that follow a script. They know nothing of unlist, and their own log is the truth that it is judged by. */
export class ScriptedBrokers {
  readonly applied: Applied[] = [];
  readonly mails: SentMail[] = [];
  /** Times that each link was opened. */
  readonly opened = new Map<string, number>();
  /** Names of the fields that came with requests, by site. */
  readonly told = new Map<string, Set<string>>();
  /** Mails wait here while the post is held up. */
  isPostHeld = false;
  readonly #held: SentMail[] = [];
  readonly #shelves = new Map<string, Shelf>(Object.keys(AFTER).map((site) => [site, { isListed: true, cycle: 1 }]));
  readonly #now: () => number;
  readonly #lists: Listed;

  constructor(now: () => number, lists: Listed = JANE_ROE) {
    this.#now = now;
    this.#lists = lists;
  }

  ask({ method, url, fields }: Asked): Shown {
    const { hostname, pathname, search } = new URL(url);
    const site = hostname.split(".")[1] ?? "";
    this.#note(site, fields);
    const route = `${method} ${pathname.split("/")[1] ?? ""}`;
    if (route === "GET people") return this.#people(site);
    if (route === "GET optout") return this.#optOut(site, "Opt out");
    if (route === "POST sent") return this.#isAnswered(site, fields) ? this.#take(site) : this.#optOut(site, "That is not what the picture says");
    if (route === "POST second" || route === "POST full") return this.#finish(site, pathname.slice(1));
    if (route === "GET confirm") return this.#confirm(site, search);
    return { ...EMPTY, status: 404, words: "Not found" };
  }

  /** The listing is back, or it never went: from here on a new asking is a new one. */
  relist(site: string): void {
    const shelf = this.#shelf(site);
    if (!shelf.isListed) this.#shelves.set(site, { isListed: true, cycle: shelf.cycle + 1 });
  }

  remove(site: string): void {
    this.#shelf(site).isListed = false;
  }

  /** Sends the last good mail of the site once more. */
  mailAgain(site: string): void {
    const last = this.mails.filter((mail) => mail.site === site && !mail.isForged).at(-1);
    if (last) this.mails.push({ ...last, at: this.#now() });
  }

  forge(site: string): void {
    this.mails.push({ site, at: this.#now(), link: "https://www.phish.example/confirm?token=x", isForged: true });
  }

  releasePost(): void {
    this.isPostHeld = false;
    this.mails.push(...this.#held.splice(0));
  }

  /** Askings that a site took in more than once, and links that were opened more than once. */
  doubles(): string[] {
    const keys = this.applied.map(({ site, cycle, form }) => `${site}/${cycle}/${form}`);
    const links = [...this.opened].filter(([, times]) => times > 1).map(([link]) => link);
    return [...keys.filter((key, i) => keys.indexOf(key) !== i), ...links];
  }

  #people(site: string): Shown {
    const { name, age, city } = this.#lists;
    const namesake = { ".name": name, ".age": "71", ".city": "Boise, ID", a: `https://www.${site}.example/p/2` };
    const own = { ".name": name, ".age": age, ".city": city, a: `https://www.${site}.example/p/1` };
    return { ...EMPTY, words: "People", rows: this.#shelf(site).isListed ? [namesake, own] : [namesake] };
  }

  #optOut(site: string, words: string): Shown {
    return this.#form(site, "sent", words, ["#email", "#url", "#name", ...(PICTURED.includes(site) ? ["#picture", "#answer"] : [])]);
  }

  #isAnswered(site: string, fields: Asked["fields"]): boolean {
    return !PICTURED.includes(site) || fields["#answer"] === ANSWER;
  }

  #form(site: string, name: string, words: string, controls: readonly string[]): Shown {
    return { ...EMPTY, words, controls: [...controls, `#${name}`], action: `https://www.${site}.example/${name}` };
  }

  #take(site: string): Shown {
    const after = AFTER[site];
    if (!after) return { ...EMPTY, status: 404 };
    this.applied.push({ site, cycle: this.#shelf(site).cycle, form: "sent" });
    if (after.isDone) this.remove(site);
    if (after.mails) this.#mail(site);
    return after.nextForm === undefined ? { ...EMPTY, words: after.words } : this.#form(site, after.nextForm, after.words, []);
  }

  #finish(site: string, form: string): Shown {
    this.applied.push({ site, cycle: this.#shelf(site).cycle, form });
    this.remove(site);
    return { ...EMPTY, words: "It is done" };
  }

  #mail(site: string): void {
    const link = `https://www.${site}.example/confirm?token=${site}-${this.applied.length}`;
    const mail = { site, at: this.#now(), link, isForged: false };
    (this.isPostHeld ? this.#held : this.mails).push(mail);
  }

  #confirm(site: string, search: string): Shown {
    const link = `https://www.${site}.example/confirm${search}`;
    this.opened.set(link, (this.opened.get(link) ?? 0) + 1);
    if (site === "full") return this.#form(site, "full", "Step two", ["#url"]);
    this.remove(site);
    return { ...EMPTY, words: "Your request is confirmed" };
  }

  #note(site: string, fields: Asked["fields"]): void {
    const told = this.told.get(site) ?? new Set();
    this.told.set(site, new Set([...told, ...Object.keys(fields)]));
  }

  #shelf(site: string): Shelf {
    return this.#shelves.get(site) ?? { isListed: false, cycle: 1 };
  }
}
