import { Campaigns, type Campaign, type Tally } from "./crash/campaign.ts";
import { PLACES } from "./crash/places.ts";
import type { Gate } from "./support/gate.ts";
import { columns, wrapped } from "./support/table.ts";

const LEAST_POINTS = 20;
const placesAt = (...ports: readonly string[]) => PLACES.filter(({ port }) => ports.includes(port));
/** Each must be caught by itself: the faults of a run are not those of a hand-off. */
const CONTROLS: readonly Pick<Campaign, "plant" | "places">[] = [
  { plant: "misordered", places: placesAt("network", "click") },
  { plant: "misordered", places: placesAt("hand-off network", "hand-off click") },
  { plant: "unheld", places: placesAt("hand-off person") },
];

/** The real runner over scripted pages, in a process that kills itself at the n-th call of a port. */
export const gate: Gate = {
  name: "crash-points",
  limit: "0 double submissions, 0 silent losses, 0 requests in limbo, at 20 points or more × 50 kills, some of them again while they recover",
  async run(scale, tell) {
    const killsPerPlace = scale === "full" ? 50 : 1;
    await using campaigns = await Campaigns.open();
    const tallies = await campaigns.play({ killsPerPlace, tell });
    const total = sum(tallies);
    return {
      figure: `${total.doubles} doubles, ${total.lost} lost, ${total.limbo} in limbo; ${total.kills} kills at ${tallies.length} points and ${total.again} in the run after, ${total.inDoubt} in doubt at the next start`,
      ok: total.doubles + total.lost + total.limbo === 0 && tallies.length >= LEAST_POINTS && tallies.every(({ kills }) => kills === killsPerPlace) && total.again > 0 && total.inDoubt > 0,
      details: [...table(tallies), ...tallies.flatMap(({ wrong }) => wrong).slice(0, 20).flatMap((line) => wrapped(line))],
    };
  },
  async control() {
    await using campaigns = await Campaigns.open();
    for (const control of CONTROLS) {
      const { doubles, lost } = sum(await campaigns.play({ killsPerPlace: 4, ...control }));
      if (doubles + lost === 0) return "missed";
    }
    return "caught";
  },
};

type Count = "kills" | "again" | "doubles" | "lost" | "limbo" | "inDoubt";

function sum(tallies: readonly Tally[]): Record<Count, number> {
  const of = (key: Count) => tallies.reduce((all, tally) => all + tally[key], 0);
  return { kills: of("kills"), again: of("again"), doubles: of("doubles"), lost: of("lost"), limbo: of("limbo"), inDoubt: of("inDoubt") };
}

function table(tallies: readonly Tally[]): string[] {
  return columns([["point", "kills", "again", "doubles", "lost", "limbo", "in doubt"], ...tallies.map(({ place, kills, again, doubles, lost, limbo, inDoubt }) => [`${place.port}, ${place.moment}`, kills, again, doubles, lost, limbo, inDoubt])]);
}
