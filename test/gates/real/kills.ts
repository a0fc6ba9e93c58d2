import { systemClock } from "../../../src/base/clock.ts";
import { doubleSubmissions, repeatedClicks, submissionsAt } from "../../../src/lab/truth-answers.ts";
import type { State } from "../../../src/ledger/states.ts";
import { descendants } from "../../end-to-end/processes.ts";
import type { Place } from "../crash/places.ts";
import type { RealOrder } from "./real-child.ts";
import { RealStage } from "./stage.ts";

/** Brokers of the lab that take a request in. Mail is waited for at the first four. */
const SITES = ["pasteurl", "peoplepick", "codebymail", "shortthenfull", "wizardrows", "livefields", "samenames", "cookiewall"] as const;
/** The calls of a port that every one of them makes. */
const CALLS: Readonly<Record<string, number>> = { journal: 4, head: 4, "wire record": 2, evidence: 1, goto: 2 };
const SETTLED: readonly State[] = ["removed", "unverifiable", "needs-human"];
/** Two looks tell of most. What may have been sent and was not is watched until their processing time is over. */
const LATER_DAYS = [3.1, 10.3, 16];

export interface RealTally {
  readonly what: string;
  readonly wanted: number;
  kills: number;
  doubles: number;
  lost: number;
  limbo: number;
  inDoubt: number;
  readonly wrong: string[];
}

export interface Killing {
  readonly kills: number;
  readonly childFile: string;
  /** Another call of the port at each broker, unless one is named. */
  readonly nth?: number;
  readonly plant?: RealOrder["plant"];
}

/** Kills runs at one place, one broker each, and a run that recovers where too few get there; then lets all of them go on until it is known what became of them. */
export async function killAt({ port, moment }: Place, { kills, childFile, nth, plant = "nothing" }: Killing): Promise<RealTally> {
  await using stage = await RealStage.open(childFile);
  const used = new Set<string>();
  const tally = emptyTally(`${port}, ${moment}`, kills);
  for (const [i, site] of [...SITES, ...SITES].entries()) {
    if (tally.kills === kills) break;
    used.add(site);
    const { signal } = await stage.run([site], { plant, point: { port, moment, nth: nth ?? 1 + (i % (CALLS[port] ?? 1)) } });
    if (signal === "SIGKILL") tally.kills += 1;
  }
  return await settle(stage, [...used], tally, plant);
}

/** The browser dies under a form that the broker has taken in; the run goes on without it. */
export async function killBrowser(childFile: string): Promise<RealTally> {
  await using stage = await RealStage.open(childFile);
  const tally = emptyTally("the browser alone", 1);
  const { child, ended } = await heldAtTheForm(stage, "samenames");
  for (const pid of descendants(child.pid ?? 0)) process.kill(pid, "SIGKILL");
  tally.kills = 1;
  await stage.lab.event("release-answers", "samenames");
  await ended;
  return await settle(stage, ["samenames"], tally);
}

/** The process stands still while the broker's answer and its own deadlines go by. */
export async function stopFor(ms: number, childFile: string): Promise<RealTally> {
  await using stage = await RealStage.open(childFile);
  const tally = emptyTally(`stopped for ${ms / 1000} s`, 1);
  const { child, ended } = await heldAtTheForm(stage, "samenames");
  child.kill("SIGSTOP");
  await systemClock.sleep(ms);
  await stage.lab.event("release-answers", "samenames");
  child.kill("SIGCONT");
  tally.kills = 1;
  await ended;
  return await settle(stage, ["samenames"], tally);
}

async function heldAtTheForm(stage: RealStage, site: string): Promise<ReturnType<RealStage["start"]>> {
  await stage.lab.event("hold-answers", site, "POST /optout");
  const run = stage.start([site]);
  await stage.until((truth) => submissionsAt(truth, site) === 1);
  return run;
}

async function settle(stage: RealStage, sites: readonly string[], tally: RealTally, plant: RealOrder["plant"] = "nothing"): Promise<RealTally> {
  await mustEnd(stage, sites, plant);
  tally.inDoubt = [...(await stage.states()).values()].filter((state) => state === "in-doubt").length;
  const unsettled = async () => [...(await stage.states())].filter(([site, state]) => sites.includes(site) && !SETTLED.includes(state));
  for (const days of LATER_DAYS) {
    if (days === LATER_DAYS.at(-1) && (await unsettled()).length === 0) break;
    await stage.goTo(days);
    await mustEnd(stage, sites, plant);
  }
  const truth = await stage.lab.truth();
  const states = await stage.states();
  const intended = new Set((await stage.view()).events.flatMap((event) => (event.type === "intended" ? [event.broker] : [])));
  const doubles = [...doubleSubmissions(truth).map(({ site }) => `${site} was sent twice`), ...repeatedClicks(truth).map(({ site }) => `a link of ${site} was opened twice`)];
  const lost = sites.filter((site) => submissionsAt(truth, site) > 0 && !intended.has(site)).map((site) => `${site} took in a form that is not on record`);
  const limbo = sites.filter((site) => !SETTLED.includes(states.get(site) ?? "unseen")).map((site) => `${site} is ${states.get(site) ?? "unseen"} after ${LATER_DAYS.at(-1) ?? 0} days`);
  tally.wrong.push(...[...doubles, ...lost, ...limbo].map((words) => `${tally.what}: ${words}`));
  return { ...tally, doubles: doubles.length, lost: lost.length, limbo: limbo.length };
}

async function mustEnd(stage: RealStage, sites: readonly string[], plant: RealOrder["plant"]): Promise<void> {
  const { code, stderr } = await stage.run(sites, { plant });
  if (code !== 0) throw new Error(`the next start ended with ${String(code)}: ${stderr.slice(0, 1_500)}`);
}

function emptyTally(what: string, wanted: number): RealTally {
  return { what, wanted, kills: 0, doubles: 0, lost: 0, limbo: 0, inDoubt: 0, wrong: [] };
}
