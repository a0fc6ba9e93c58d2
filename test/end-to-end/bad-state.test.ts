import { cp, readFile, readdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBrowser } from "../../src/browser/find-browser.ts";
import { listenOnLoopback } from "../../src/lab/listen.ts";
import type { Lab } from "../../src/lab/lab-client.ts";
import { demoProfile } from "../../src/lab/persona.ts";
import { personalValues, type Profile } from "../../src/subject/profile.ts";
import { applied, brokersOf, LAB_CATALOG, openLab, PATIENT, readOrEmpty, Rehearsal, requestsAt, untilLab } from "./harness.ts";
import { childrenOf, seenFromOutside } from "./processes.ts";

const TRACE = fileURLToPath(new URL("./trace-network.mjs", import.meta.url));

const STRANGER: Profile = {
  ...demoProfile,
  names: [{ first: "Zebulon", last: "Quackenbush" }],
  addresses: [{ street: "31 Umberfield Close", city: "Terlingua", state: "TX", zip: "79852", from: 2012 }],
  birthYear: 1961,
  phones: ["+14325550188"],
  relatives: ["Philomena Quackenbush"],
  contact: { email: "thistle@lab.example", perBroker: "plus" },
  personalEmails: ["zeb@elsewhere.example"],
};

describe("a home with something wrong", PATIENT, () => {
  let lab: Lab;
  let home: Rehearsal;
  beforeAll(async () => {
    lab = await openLab();
    home = await Rehearsal.open(lab, { brokers: ["livefields", "emptyhouse", "onlynamesake"] });
  });
  afterAll(async () => {
    await home[Symbol.asyncDispose]();
    await lab[Symbol.asyncDispose]();
  });

  it("plans without a request, a name looked up or a program started", async () => {
    const trace = join(home.machine.dir, "trace");
    const env = { NODE_OPTIONS: `--import ${TRACE}`, TRACE_FILE: trace };

    const plan = await home.start(["plan"], { env }).ended;
    const ofPlan = await readOrEmpty(trace);
    await home.start(["mailbox", "test"], { env }).ended; // what the trace shows when there is something to show

    expect(plan.code).toBe(0);
    expect(ofPlan).toBe("");
    expect(await readOrEmpty(trace)).toContain("connect");
    expect((await lab.truth()).received).toEqual([]);
  });

  it("asks nobody anything when the browser's fence does not hold, and ends with 7", async () => {
    const unfenced = await home.machine.file("chromium-headless-shell", `#!/bin/sh
for arg do shift; case $arg in --host-resolver-rules=*|--proxy-bypass-list=*|--*webrtc-ip-handling-policy=*) ;; *) set -- "$@" "$arg";; esac; done
exec "${findBrowser().path}" "$@"
`, 0o700);

    const ended = await home.start(["run", "--only", "emptyhouse"], { env: { UNLIST_BROWSER: unfenced } }).ended;

    expect(ended.stderr).toContain("the browser's fence does not hold");
    expect(ended.code).toBe(7);
    expect((await lab.truth()).received).toEqual([]);
    expect(await readOrEmpty(home.journal)).not.toContain("emptyhouse");
  });

  it("runs nothing at all when a playbook of the catalog has an unknown key, and says where", async () => {
    const catalog = join(home.machine.dir, "damaged");
    await cp(LAB_CATALOG, catalog, { recursive: true });
    const file = join(catalog, "playbooks", "livefields.yaml");
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace("confirmed:", "confirmd:"));
    const line = text.split("\n").findIndex((row) => row.includes("confirmed:")) + 1;

    const ended = await home.here(["run", "--only", "emptyhouse", "--catalog", catalog]);

    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(new RegExp(`livefields\\.yaml:${line}:9\\b`));
    expect(ended.stderr).toContain("confirmed"); // the nearest key
    expect((await lab.truth()).received).toEqual([]);
  });

  it("skips a broker whose host is not in the map, and does not contact it", async () => {
    const rest = Object.entries(lab.map).filter(([host]) => host !== "www.onlynamesake.example");
    const map = await home.machine.file("short-map.json", JSON.stringify(Object.fromEntries(rest)));

    const ended = await home.here(["run", "--only", "onlynamesake,emptyhouse", "--map", map]);

    expect(ended.code).toBe(0);
    expect(brokersOf(ended).get("onlynamesake")?.next).toContain("not in the rehearsal's map");
    expect(brokersOf(ended).get("emptyhouse")?.state).toBe("not-listed");
    expect(requestsAt(await lab.truth(), "www.onlynamesake.example")).toBe(0);
  });

  it("lets one run at a time: a second one ends with 75 and names the first, while status answers", async () => {
    await lab.event("hold-answers", "livefields", "POST /optout");
    const first = home.start(["run", "--only", "livefields"]);
    await untilLab(lab, (truth) => applied(truth, "livefields") === 1);

    const second = await home.runHere("livefields");
    const status = await home.here(["status"]);
    await lab.event("release-answers", "livefields");

    expect(second.code).toBe(75);
    expect(second.stderr).toContain(`process ${first.child.pid ?? 0}`);
    expect(status.code).toBe(0);
    expect((await first.ended).code).toBe(0);
    expect(applied(await lab.truth(), "livefields")).toBe(1);
  });

  it("keeps its journal when it is damaged: run refuses (6), status shows what is valid, repair mends it", async () => {
    const whole = await readFile(home.journal, "utf8");
    const lines = whole.split("\n");
    const damaged = [...lines.slice(0, -2), "{ not a record", ...lines.slice(-2)].join("\n");
    await writeFile(home.journal, damaged);

    const run = await home.runHere("emptyhouse");
    const status = await home.here(["status"]);
    const journal = await readFile(home.journal, "utf8");
    const repair = await home.here(["ledger", "repair"]);
    const after = await home.runHere("emptyhouse");

    expect([run.code, status.code, repair.code]).toEqual([6, 6, 0]);
    expect(run.stderr).toContain("unlist ledger repair");
    expect(journal).toBe(damaged);
    expect(brokersOf(status).get("emptyhouse")?.state).toBe("not-listed");
    expect([0, 4]).toContain(after.code); // a request beside the damage counts as in doubt
    expect(applied(await lab.truth(), "livefields")).toBe(1);
  });

  it("refuses a wrong key (5) and changes no byte", async () => {
    const before = await snapshot(home.machine.home);
    const wrong = await home.machine.file("wrong-key", "x".repeat(64));

    const ended = await home.here(["run", "--key-file", wrong]);

    expect(ended.code).toBe(5);
    expect(await snapshot(home.machine.home)).toEqual(before);
  });

  it("goes on without the mailbox: the other brokers are done, the request waits, and it says why", async () => {
    const port = await closedPort();
    const { imap, ...rest } = lab.mailbox;
    await using other = await Rehearsal.open(lab, { mailbox: { ...rest, imap: { ...imap, port } }, config: "mailWait: 1s\n", brokers: ["peoplepick", "wizardrows"] });

    const run = await other.runHere("peoplepick", "wizardrows");

    expect(run.code).toBe(4);
    expect(run.stderr).toContain("the mailbox can't be reached");
    expect(brokersOf(run).get("wizardrows")?.state).toBe("submitted");
    const waiting = (await other.status()).get("peoplepick");
    expect(waiting?.state).toBe("awaiting-confirmation");
    expect(waiting?.next).toContain("the mailbox can't be reached");
    expect((await lab.truth()).links.find(({ site }) => site === "peoplepick")?.clicks).toBe(0);
  });

  it.skipIf(process.platform !== "linux")("runs for two people, each in a browser of their own, without a value of either on the disk, in arguments, environment or output", async () => {
    await using both = await Rehearsal.open(lab, { profiles: [demoProfile, STRANGER], brokers: ["samenames", "emptyhouse"] });
    const values = [demoProfile, STRANGER].flatMap(personalValues).filter((value) => value.length >= 4);
    const told = new Set<string>();
    const seen = new Set<number>();
    const browsers = new Set<number>();

    const run = both.start(["run", "--only", "samenames,emptyhouse"]);
    const sampling = setInterval(() => {
      for (const pid of childrenOf(run.child.pid ?? 0)) browsers.add(pid);
      for (const { pid, open } of seenFromOutside(run.child.pid ?? 0)) {
        if (open !== "") seen.add(pid);
        for (const value of values) if (open.toLowerCase().includes(value.toLowerCase())) told.add(`process ${pid}`);
      }
    }, 50);
    const ended = await run.ended;
    clearInterval(sampling);

    await both.machine.file("said", ended.stdout + ended.stderr);
    expect(ended.code).toBe(0);
    expect(seen.size).toBeGreaterThan(3); // the command line and its browser's processes
    expect([...browsers]).toHaveLength(2); // one each, so that nothing of one person is in the other's
    expect([...told]).toEqual([]);
    expect([...(await both.leaks(demoProfile)), ...(await both.leaks(STRANGER))]).toEqual([]);
    expect(ended.stdout.match(/"subject": /g)).toHaveLength(2);
    expect(await readdir(join(both.machine.home, "subjects"))).toEqual(expect.arrayContaining([...both.subjects]));
  });
});

async function snapshot(dir: string): Promise<Record<string, string>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file, (await readFile(file)).toString("hex")] as const)));
}

/** A port that nobody listens on any more. */
async function closedPort(): Promise<number> {
  await using listening = await listenOnLoopback(createServer());
  return listening.port;
}
