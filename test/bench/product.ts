import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../src/base/clock.ts";
import { nodeFiles } from "../../src/base/files.ts";
import { silentLog } from "../../src/base/log.ts";
import { systemRandom } from "../../src/base/random.ts";
import { launchBrowsers, type LaunchedBrowsers } from "../../src/browser/browsers.ts";
import { dialDirectly } from "../../src/browser/dial.ts";
import type { Browsers, Session } from "../../src/browser/session.ts";
import { openWireLog, wireOf } from "../../src/browser/wire-log.ts";
import { Broker } from "../../src/catalog/broker.ts";
import { loadPlaybook } from "../../src/catalog/load.ts";
import type { NewEvent } from "../../src/ledger/events.ts";
import { EvidenceStore } from "../../src/ledger/evidence.ts";
import { openLedger, type Ledger } from "../../src/ledger/ledger.ts";
import type { Task } from "../../src/plan/task.ts";
import { QUESTIONS } from "../../src/playbook/questions.ts";
import { perform } from "../../src/run/perform.ts";
import { noLimit } from "../../src/run/budget.ts";
import type { Rooms } from "../../src/run/rooms.ts";
import { Profile } from "../../src/subject/profile.ts";
import { HOST, type BenchSite } from "./site.ts";
import type { Runner } from "./runner.ts";

const BROKER = "bench-broker";
const NO_EVIDENCE = "0".repeat(64);

const PROFILE = Profile.parse({
  names: [{ first: "Jane", last: "Roe" }],
  addresses: [{ city: "Austin", state: "TX" }],
  birthYear: new Date().getFullYear() - 42,
  contact: { email: "jane.optout@example.org" },
  residence: "us-tx",
});

const PLAYBOOK = `
broker: ${BROKER}
version: 1
asOf: 2026-11-22
hosts: { site: [${HOST}] }
discloses: { scan: [name, address.state], optOut: [name, listing.id, contact.email] }
scan:
  query: nameAndState
  steps:
    - goto: https://${HOST}/search?first={{name.first}}&last={{name.last}}
    - extract:
        each: article.card
        fields: { name: h2 a, age: { at: .age, after: Age }, cities: { at: .lives span, all: true }, url: { at: h2 a, attribute: href } }
optOut:
  per: listing
  steps:
    - goto: https://${HOST}/search?first={{name.first}}&last={{name.last}}&id={{listing.id}}
    - choose: listing
    - click: { at: h2 a, in: row }
    - click: "text=Remove this record"
    - fill: { "label=Your e-mail": "{{contact.email}}" }
    - submit: { click: 'role=button[name="Remove my record"]', confirmed: "text=We received your request" }
`;

/** Unlist's rooms over one shared browser, as a run has them; what is left out is the person's home around them. */
export class Product implements AsyncDisposable {
  readonly browsers: LaunchedBrowsers;
  readonly #rooms: Rooms;
  readonly #ledger: Ledger;
  readonly #close: () => Promise<void>;

  private constructor(rooms: Rooms, { browsers, ledger, close }: { browsers: LaunchedBrowsers; ledger: Ledger; close: () => Promise<void> }) {
    this.browsers = browsers;
    this.#rooms = rooms;
    this.#ledger = ledger;
    this.#close = close;
  }

  static async open(site: BenchSite): Promise<Product> {
    const dir = await mkdtemp(join(tmpdir(), "unlist-bench-"));
    const place = { dir, subject: "sabcdefg", key: randomBytes(32), files: nodeFiles };
    const wirePath = join(dir, "wire.ndjson");
    const wireLog = await openWireLog(nodeFiles, wirePath, systemClock);
    const browsers = await launchBrowsers({ headless: true, wireLog, files: nodeFiles, log: silentLog, tmpDir: join(dir, "tmp"), questions: QUESTIONS, ...waysTo(site) });
    const ledger = await openLedger({ ...place, clock: systemClock });
    const evidence = new EvidenceStore(place);
    const rooms = roomsOf({ ledger, browsers, keep: (capture) => evidence.put(capture), wire: wireOf(nodeFiles, wirePath, wireLog) });
    const close = async (): Promise<void> => {
      await ledger[Symbol.asyncDispose]();
      await browsers[Symbol.asyncDispose]();
      await wireLog[Symbol.asyncDispose]();
      await rm(dir, { recursive: true });
    };
    return new Product(rooms, { browsers, ledger, close });
  }

  /** With evidence: a masked picture and the sealed words of the confirmation. Without: neither is taken nor kept. */
  runner(hasEvidence: boolean): Runner {
    const rooms: Rooms = hasEvidence ? this.#rooms : { ...this.#rooms, browsers: blind(this.browsers), keep: () => Promise.resolve(NO_EVIDENCE) };
    return {
      flow: async (id) => {
        const outcome = await perform(this.#taskFor(id), rooms);
        if (outcome.kind !== "acknowledged") throw new Error(`the flow ended as ${JSON.stringify(outcome)}`);
      },
      [Symbol.asyncDispose]: async () => undefined,
    };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#close();
  }

  /** As an earlier scan does; asking for the listings is what is measured. */
  async findAll(ids: readonly string[]): Promise<void> {
    await this.#ledger.append(...ids.map((id) => this.#found(id)));
  }

  #found(id: string): NewEvent {
    const url = `https://${HOST}/people/${id}`;
    const sealed = this.#ledger.sealListing({ name: "Jane Roe", aliases: [], addresses: [{ city: "Austin", state: "TX" }], phones: [], relatives: [], url, id, extras: {} });
    return { type: "found", broker: BROKER, listings: [this.#listing(id)], verdict: "match", matched: ["name", "city"], contradicts: [], missing: [], sealed };
  }

  #listing(id: string): string {
    return this.#ledger.keyOf(BROKER, `${HOST}/people/${id}`);
  }

  #taskFor(id: string): Task {
    const listing = this.#listing(id);
    return { kind: "submit", broker: BROKER, lane: BROKER, stage: "optOut", cases: [`${BROKER}/${listing}`], listing, why: "", fields: [], hosts: [HOST] };
  }
}

/** As in real life: names are resolved by us, and TLS is passed through. The map is there for the certificate alone. */
function waysTo(site: BenchSite) {
  return {
    map: new Map([["unused.example", new URL("http://127.0.0.1:1")]]),
    certificate: site.certificate,
    resolver: () => Promise.resolve(["93.184.215.14"]),
    dial: () => dialDirectly("127.0.0.1", site.port),
  };
}

function roomsOf(own: Pick<Rooms, "ledger" | "browsers" | "keep" | "wire">): Rooms {
  const catalog = { brokers: new Map([[BROKER, brokerFile()]]), playbooks: new Map([[BROKER, loadPlaybook({ file: `playbooks/${BROKER}.yaml`, text: PLAYBOOK })]]) };
  return {
    ...own,
    catalog,
    profile: PROFILE,
    mail: undefined,
    lanes: { add: () => undefined, onIdle: () => Promise.resolve() },
    visit: () => Promise.resolve({ again: () => Promise.resolve(), note: () => Promise.resolve(), [Symbol.asyncDispose]: () => Promise.resolve() }), // pace is politeness, not cost
    stageRemoval: () => Promise.resolve(undefined),
    authorise: () => Promise.resolve(undefined),
    planning: { subject: { hasAlias: true, hasMailbox: false, mayAct: true, approved: new Set() }, selection: {}, approvedPlaybooks: new Set() },
    budget: noLimit,
    progress: { started: () => undefined, ended: () => undefined },
    patienceMs: 15_000,
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
    signal: new AbortController().signal,
  };
}

function brokerFile(): Broker {
  return Broker.parse({ name: "Bench broker", domains: [HOST], category: "people-search", routes: [{ kind: "playbook", basis: "known", reason: "bench" }], asOf: "2026-11-22" });
}

/** The same sessions, with their eyes closed. */
function blind(browsers: Browsers): Browsers {
  const blank = Buffer.alloc(0);
  return {
    async open(wish, signal) {
      const session = await browsers.open(wish, signal);
      return new Proxy<Session>(session, {
        get(target, key) {
          if (key === "capture") return () => Promise.resolve(blank);
          const value: unknown = Reflect.get(target, key, target);
          return typeof value === "function" ? (...args: unknown[]): unknown => Reflect.apply(value, target, args) : value;
        },
      });
    },
    [Symbol.asyncDispose]: () => browsers[Symbol.asyncDispose](),
  };
}
