import { availableParallelism } from "node:os";
import { RUN_PLACES, type Place } from "./crash/places.ts";
import { killAt, killBrowser, stopFor, type RealTally } from "./real/kills.ts";
import { inParallel } from "./support/in-parallel.ts";
import { builtEntry } from "./support/built-entry.ts";
import type { Gate, Scale, Tell } from "./support/gate.ts";
import { columns, wrapped } from "./support/table.ts";

const LEAST_POINTS = 20;
const CHILD = "test/gates/real/real-child.ts";
/** What only the scripted network can be killed at: here it is Chromium's own. */
const REAL: readonly Place[] = RUN_PLACES.filter(({ port }) => port !== "network");
const SAMPLE: readonly Place[] = REAL.filter(({ port, moment }) => port === "click" && moment === "after");

/** The same with Chromium, the lab and its mailbox; besides, the browser is killed alone and a run is stopped for a while. */
export const gate: Gate = {
  name: "crash-points-browser",
  limit: "0 double submissions, 0 silent losses, 0 requests in limbo, at 20 points or more × 5 kills",
  async run(scale, tell) {
    const tallies = await play(scale, tell);
    const sum = (key: "kills" | "doubles" | "lost" | "limbo" | "inDoubt") => tallies.reduce((all, tally) => all + tally[key], 0);
    return {
      figure: `${sum("doubles")} doubles, ${sum("lost")} lost, ${sum("limbo")} in limbo; ${sum("kills")} kills at ${tallies.length} points, ${sum("inDoubt")} in doubt at the next start`,
      ok: sum("doubles") + sum("lost") + sum("limbo") === 0 && tallies.every(({ kills, wanted }) => kills === wanted) && (scale === "quick" || tallies.length >= LEAST_POINTS),
      details: [
        ...columns([["point", "kills", "doubles", "lost", "limbo", "in doubt"], ...tallies.map(({ what, kills, doubles, lost, limbo, inDoubt }) => [what, kills, doubles, lost, limbo, inDoubt])]),
        ...tallies.flatMap(({ wrong }) => wrong).flatMap((line) => wrapped(line)),
      ],
    };
  },
  async control() {
    await using entry = await builtEntry(CHILD);
    // The second picture is that of the confirmation: the form is sent, and the intent that is held back not yet written.
    const { doubles, lost } = await killAt({ port: "capture", moment: "after" }, { kills: 1, nth: 2, childFile: entry.file, plant: "misordered" });
    return doubles + lost > 0 ? "caught" : "missed";
  },
};

async function play(scale: Scale, tell: Tell): Promise<RealTally[]> {
  await using entry = await builtEntry(CHILD);
  const tallies = await inParallel(scale === "full" ? REAL : SAMPLE, availableParallelism(), async (place) => {
    tell(`${place.port}, ${place.moment}`);
    return killAt(place, { kills: scale === "full" ? 5 : 2, childFile: entry.file });
  });
  tell("the browser alone, and a run that is stopped");
  return [...tallies, await killBrowser(entry.file), await stopFor(scale === "full" ? 30_000 : 3_000, entry.file)];
}
