import { chromium, type Browser, type Page } from "playwright";
import { stringify } from "yaml";
import { systemClock } from "../../../src/base/clock.ts";
import { silentLog } from "../../../src/base/log.ts";
import { loadPlaybook, type LoadedPlaybook } from "../../../src/catalog/load.ts";
import type { Stage } from "../../../src/catalog/playbook.ts";
import { DISCLOSED_FIELDS, type TemplateField } from "../../../src/subject/fields.ts";
import type { FieldAnswer, MailAnswer, StageJob, Tools } from "../../../src/playbook/desk.ts";
import type { Outcome } from "../../../src/playbook/outcome.ts";
import { teach } from "../../../src/browser/question.ts";
import { QUESTIONS } from "../../../src/playbook/questions.ts";
import { runStage } from "../../../src/playbook/run-stage.ts";
import { PlainSession } from "./plain-session.ts";
import { RecordingDesk } from "./recording-desk.ts";
import { startSites, type SiteServer } from "./site-server.ts";

export const HOSTS = ["acme.example", "www.acme.example", "go.acme.example", "other.example"];

/** What the lookup answers by field: a value, or one of the words `withheld` and `approval`. */
export type Answers = Partial<Record<TemplateField, string>>;
export const JANE: Answers = {
  name: "Jane Roe", "name.first": "Jane", "name.last": "Roe", "address.state": "TX", "address.city": "Austin",
  "contact.email": "jane+acme@alias.example", "listing.url": "https://acme.example/p/jane-roe",
};

export interface Wish {
  readonly stage?: Stage;
  readonly steps: readonly unknown[];
  /** Further parts of the playbook. */
  readonly playbook?: Readonly<Record<string, unknown>>;
  readonly answers?: Answers;
  readonly crossed?: readonly string[];
  readonly identity?: string;
  readonly mail?: MailAnswer;
  readonly tools?: Partial<Tools>;
}

export interface Ran {
  readonly outcome: Outcome;
  readonly desk: RecordingDesk;
  readonly session: PlainSession;
}

/** A browser, the sites it can reach, and a way to run one stage on them. */
export class StageBench implements AsyncDisposable {
  readonly sites: SiteServer;
  readonly browser: Browser;
  /** Blank again after a run: a page that is not opened anew is a quarter of what a run costs. */
  #spare: Page | undefined;

  private constructor(sites: SiteServer, browser: Browser) {
    this.sites = sites;
    this.browser = browser;
  }

  static async open(): Promise<StageBench> {
    const sites = await startSites(HOSTS);
    await teach(QUESTIONS);
    const browser = await chromium.launch({
      executablePath: "/usr/bin/chromium-headless-shell",
      chromiumSandbox: process.getuid?.() !== 0,
      args: [`--host-resolver-rules=MAP * 127.0.0.1:${sites.port}`, `--ignore-certificate-errors-spki-list=${sites.certificate.spkiHash}`],
    });
    return new StageBench(sites, browser);
  }

  posts(): number {
    return this.sites.seen.filter(({ method }) => method === "POST").length;
  }

  async run(wish: Wish): Promise<Ran> {
    await using session = PlainSession.on(await this.#page(), (page) => this.#clear(page));
    const desk = wish.tools?.desk instanceof RecordingDesk ? wish.tools.desk : new RecordingDesk(wish.mail);
    const outcome = await runStage(jobOf(wish), toolsFor(session, desk, wish.tools));
    return { outcome, desk, session };
  }

  async #page(): Promise<Page> {
    const spare = this.#spare;
    this.#spare = undefined;
    return spare ?? (await this.browser.newContext()).newPage();
  }

  /** Leaves nothing of the run on the page; one that opened others, or that can't be left, goes with its context. */
  async #clear(page: Page): Promise<void> {
    const context = page.context();
    const isBlank = context.pages().length === 1 && (await page.goto("about:blank").then(() => true, () => false));
    if (isBlank) await context.clearCookies();
    if (isBlank && !this.#spare) this.#spare = page;
    else await context.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.browser.close();
    await this.sites[Symbol.asyncDispose]();
  }
}

export function toolsFor(session: Tools["session"], desk: Tools["desk"], more: Partial<Tools> = {}): Tools {
  return { session, desk, clock: systemClock, log: silentLog, signal: new AbortController().signal, patienceMs: 1_500, isRehearsal: false, ...more };
}

/** Row and name agree: enough of a matcher to tell the runner's part from the matcher's own. */
export function jobOf({ stage = "optOut", steps, playbook = {}, answers = JANE, crossed = [], identity }: Wish): StageJob {
  return {
    stage,
    playbook: playbookOf(stage, steps, playbook),
    lookup: (field) => answerOf(answers[field]),
    matches: ({ name }) => ({ verdict: name === "Jane Roe" ? "match" : name === "Jane Rowe" ? "unsure" : "no", matched: [], contradicts: [], missing: [] }),
    isCrossed: (step) => crossed.includes(step),
    ...(identity === undefined ? {} : { identity }),
  };
}

function answerOf(answer: string | undefined): FieldAnswer {
  if (answer === undefined) return { kind: "unknown" };
  if (answer === "withheld") return { kind: "withheld", reason: "disclosure" };
  return answer === "approval" ? { kind: "withheld", reason: "approval" } : { kind: "send", value: answer };
}

function playbookOf(stage: Stage, steps: readonly unknown[], more: Readonly<Record<string, unknown>>): LoadedPlaybook {
  const all = {
    broker: "acme",
    version: 1,
    asOf: "2026-08-07",
    hosts: { site: ["acme.example", "www.acme.example"], mailLink: ["acme.example", "go.acme.example"] },
    discloses: { scan: DISCLOSED_FIELDS, optOut: DISCLOSED_FIELDS, confirm: DISCLOSED_FIELDS },
    [stage]: { ...(stage === "scan" ? { query: "name" } : {}), steps },
    ...more,
  };
  return loadPlaybook({ file: "playbooks/acme.yaml", text: stringify(all) });
}
