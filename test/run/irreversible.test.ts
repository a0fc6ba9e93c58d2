import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FixedClock } from "../../src/base/clock.ts";
import { DAY_MS } from "../../src/base/duration.ts";
import { UnauthorisedError } from "../../src/base/errors.ts";
import { nodeFiles } from "../../src/base/files.ts";
import { openWireLog } from "../../src/browser/wire-log.ts";
import { disclosures } from "../../src/ledger/disclosures.ts";
import type { Ledger } from "../../src/ledger/ledger.ts";
import { run } from "../../src/run.ts";
import type { Rooms } from "../../src/run/rooms.ts";
import { ScriptedBrokers } from "../gates/scripted/brokers.ts";
import { ConnectionLostError, type Send } from "../gates/scripted/page.ts";
import { withScriptedRooms, type Stage } from "../gates/scripted/rooms.ts";

type Opened = Rooms & { readonly ledger: Ledger };

let dir: string;
let clock: FixedClock;
let brokers: ScriptedBrokers;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "unlist-run-"));
  clock = new FixedClock("2026-11-22T12:00:00Z");
  brokers = new ScriptedBrokers(() => clock.now().getTime());
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const answers: Send = async (asked) => brokers.ask(asked);

/** Takes the form in, and the connection drops before the answer. */
function dropsAt(path: string): Send {
  return async (asked) => {
    const shown = brokers.ask(asked);
    if (asked.url.includes(path)) throw new ConnectionLostError("dropped");
    return shown;
  };
}

type Differently = Partial<Pick<Stage, "authorise" | "mayAct" | "stageRemoval">>;

async function within<T>(site: string, net: Send, work: (rooms: Opened) => Promise<T>, differently: Differently = {}): Promise<T> {
  return withScriptedRooms({ dir, files: nodeFiles, clock, net, inbox: async () => brokers.mails, sites: [site], ...differently }, work);
}

/** One run at one broker: where its case stands after it. */
function visit(site: string, net: Send = answers, differently: Differently = {}): Promise<string[]> {
  const work = async (rooms: Opened): Promise<string[]> => {
    await run(rooms);
    return [...rooms.ledger.view.cases.values()].map(({ state, humanReason }) => (humanReason === undefined ? state : `${state}: ${humanReason}`));
  };
  return within(site, net, work, differently);
}

function sent(): string[] {
  return brokers.applied.map(({ form }) => form);
}

function later(days: number): void {
  clock.set(new Date(clock.now().getTime() + days * DAY_MS));
}

describe("a form in two parts", () => {
  it("is in doubt when the second was on its way, and the first is not sent again", async () => {
    await visit("twice", async (asked) => {
      if (asked.url.includes("/second")) throw new Error("the machine stops here");
      return brokers.ask(asked);
    }).catch(() => undefined);

    expect(await visit("twice")).toEqual(["in-doubt"]); // the second part was on its way
    expect(sent()).toEqual(["sent"]);
  });

  it("goes to a person when the second part was proven not sent", async () => {
    await within("twice", answers, async (rooms) => {
      const append = rooms.ledger.append.bind(rooms.ledger);
      rooms.ledger.append = async (...events) => {
        if (events.some((event) => event.type === "intended" && event.step === "optOut.steps[3]")) throw new Error("the machine stops here");
        await append(...events);
      };
      await run(rooms);
    }).catch(() => undefined);

    expect(await visit("twice")).toEqual(["needs-human: half-asked"]);
    expect(sent()).toEqual(["sent"]);
  });

  it("is complete when the branch with the second part is not taken", async () => {
    expect(await visit("branch")).toEqual(["submitted"]);
  });
});

describe("a request in doubt", () => {
  it("is settled by the mail that answers it, whose link is opened once", async () => {
    expect(await visit("mailed", dropsAt("/sent"))).toEqual(["awaiting-removal"]);

    expect(sent()).toEqual(["sent"]);
    expect([...brokers.opened.values()]).toEqual([1]);
  });

  it("is looked at and goes to a person when their mail never comes, however seldom it runs", async () => {
    brokers.isPostHeld = true;
    await visit("mailed", dropsAt("/sent"));

    for (const days of [4, 8, 8]) {
      later(days);
      await visit("mailed");
    }

    expect(await visit("mailed")).toEqual(["needs-human: in-doubt"]);
    expect(sent()).toEqual(["sent"]);
  });

  it("goes to a person where there is no page and no mail that could tell", async () => {
    expect(await visit("whole", dropsAt("/sent"))).toEqual(["needs-human: in-doubt"]);

    later(90);
    expect(await visit("whole")).toEqual(["needs-human: in-doubt"]);
    expect(sent()).toEqual(["sent"]);
  });
});

describe("an intent", () => {
  it("is refused when the proxy's record knows of it and the ledger does not", async () => {
    const request = await within("direct", answers, async (rooms) => {
      await run({ ...rooms, authorise: ({ kind }) => (kind === "submit" ? Promise.reject(new Error("the machine stops here")) : Promise.resolve(undefined)) }).catch(() => undefined);
      const [listing] = rooms.ledger.view.cases.values();
      return `direct/${listing?.listing ?? ""}/opt-out/1`;
    });
    await using wire = await openWireLog(nodeFiles, join(dir, "wire.ndjson"), clock);
    await wire.record(`${request}#optOut.steps[2]`, "armed");
    await wire.record(`${request}#optOut.steps[2]`, "first-byte");

    expect(await visit("direct")).toEqual(["needs-human: in-doubt"]);
    expect(sent()).toEqual([]);
  });

  it("is refused when the listing was put off while the form was filled", async () => {
    await within("direct", answers, async (rooms) => {
      const authorise = async (): Promise<undefined> => {
        const [held] = rooms.ledger.view.cases.values();
        if (held) await rooms.ledger.append({ type: "deferred", broker: "direct", listings: [held.listing], reason: "backoff", until: new Date(clock.now().getTime() + DAY_MS).toISOString() });
      };
      await run({ ...rooms, authorise });
    });

    expect(sent()).toEqual([]);
    later(2);
    expect(await visit("direct")).toEqual(["submitted"]);
  });
});

describe("the proxy's record", () => {
  it.each(["before it arms", "when the form is in"])("proves nothing once it was deleted, so a run that ended %s is in doubt", async (moment) => {
    const dies: Send = async (asked) => {
      if (asked.method === "GET") return brokers.ask(asked);
      if (moment === "when the form is in") brokers.ask(asked);
      throw new Error("the machine stops here");
    };
    await visit("direct", dies).catch(() => undefined);
    const before = sent();
    await rm(join(dir, "wire.ndjson"));

    expect(await visit("direct")).toEqual(["in-doubt"]);
    expect(sent()).toEqual(before);
  });
});

describe("a mail that does not come", () => {
  /** Runs every hour, as a schedule may; gives when the mailbox was asked. */
  async function hourly(days: number): Promise<number[]> {
    const looks: number[] = [];
    for (let hour = 0; hour < days * 24; hour++) {
      await within("mailed", answers, async (rooms) => {
        const mail = rooms.mail && { await: async (...asked: Parameters<typeof rooms.mail.await>) => (looks.push(hour), rooms.mail?.await(...asked) ?? { kind: "none" as const }) };
        await run({ ...rooms, mail });
      });
      later(1 / 24);
    }
    return looks;
  }

  it("is looked for less and less often, and a person hears of it when it is overdue", async () => {
    brokers.isPostHeld = true;

    const looks = await hourly(4);

    expect(looks).toEqual([0, 1, 3, 7, 15, 31, 55, 79]);
    expect(await visit("mailed")).toEqual(["needs-human: no-mail"]);
    expect(sent()).toEqual(["sent"]);
  });

  it("is taken when it comes late, and no longer looked for when their time is over", async () => {
    brokers.isPostHeld = true;
    await hourly(3);
    brokers.releasePost();
    later(1);

    expect(await visit("mailed")).toEqual(["awaiting-removal"]);
    expect([...brokers.opened.values()]).toEqual([1]);
  });
});

describe("a grant that was taken back", () => {
  const noGrant = () => Promise.reject(new UnauthorisedError("no grant"));

  it.each(["direct", "mailed"])("leaves %s with a person, and it goes on when the grant is there again", async (site) => {
    brokers.isPostHeld = true;
    await visit(site, answers, site === "direct" ? { authorise: ({ kind }) => (kind === "scan" ? Promise.resolve(undefined) : noGrant()) } : {});
    brokers.releasePost();
    later(1);
    const { done } = await within(site, answers, (rooms) => run(rooms), { authorise: noGrant, mayAct: false });
    const revoked = await visit(site, answers, { authorise: noGrant, mayAct: false });
    const again = await visit(site);

    expect(site === "mailed" ? done.map(({ isRefused }) => isRefused) : [true]).toEqual([true]);
    expect(revoked).toEqual(["needs-human: grant"]);
    expect(again).toEqual([site === "direct" ? "submitted" : "awaiting-removal"]);
    expect(sent()).toEqual(["sent"]);
  });
});

describe("without a grant from the start", () => {
  it("nobody is looked for, the broker hears nothing, and no listing waits for it afterwards", async () => {
    let asked = 0;
    const counting: Send = async (page) => ((asked += 1), brokers.ask(page));
    const noGrant = () => Promise.reject(new UnauthorisedError("no grant"));

    const { done } = await within("direct", counting, (rooms) => run(rooms), { authorise: noGrant });

    expect(done.map(({ isRefused }) => isRefused)).toEqual([true]);
    expect(asked).toBe(0);
    expect(await visit("direct")).toEqual(["submitted"]);
  });
});

describe("a removal that is spread over days", () => {
  it("is held back until its day, and says so", async () => {
    const until = new Date(clock.now().getTime() + 2 * DAY_MS);

    const { done, plan } = await within("direct", answers, (rooms) => run(rooms), { stageRemoval: async () => until });

    expect(done.map(({ outcome }) => outcome)).toEqual(["found a listing", "held back until 2026-11-24 (staged)"]);
    expect(plan.skips).toContainEqual(expect.objectContaining({ reason: "deferred", why: "held back (staged)", until: until.toISOString() }));
    expect(sent()).toEqual([]);
    later(2.1);
    expect(await visit("direct")).toEqual(["submitted"]);
  });
});

describe("what is disclosed on the way", () => {
  it("is on record before the page has it, and apart from the request", async () => {
    const net: Send = async (asked) => {
      if (asked.url.includes("/people/")) throw new Error("the machine stops here");
      return brokers.ask(asked);
    };

    const records = await within("direct", net, async (rooms) => {
      await run(rooms).catch(() => undefined);
      return disclosures(rooms.ledger.view);
    });

    expect(records).toMatchObject([{ broker: "direct", step: "scan.steps[0]", fields: ["name"], hosts: ["www.direct.example"], isCertain: true }]);
    expect(records[0]?.request).toBeUndefined();
  });
});
