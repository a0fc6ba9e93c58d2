import type { Gate, Tell } from "./support/gate.ts";
import { PLANTED, type Plant } from "./year/planted.ts";
import { playYear, type Year, type YearWish } from "./year/play.ts";

const YEARS = { quick: 1, full: 6 } as const;
const MOST_GROWN_MB = 2; // 0.4 was seen: the record itself, which lies in memory here, and code that was compiled late; no objects

/** Years of unattended rounds on a machine that sleeps, is switched off and goes on holiday, by a scheduler and by a watch. */
export const gate: Gate = {
  name: "a-year",
  limit: `0 early, 0 forgotten, 0 doubled, memory grows by less than ${MOST_GROWN_MB} MB in the later half of a year`,
  async run(scale, tell) {
    const years = await play(YEARS[scale], tell);
    const sum = (count: (year: Year) => number) => years.reduce((total, year) => total + count(year), 0);
    const grownMb = Math.max(...years.map((year) => year.grownMb));
    const wrong = years.flatMap(({ early, forgotten, doubled }) => [...early, ...forgotten, ...doubled]);
    return {
      figure: `${sum(({ early }) => early.length)} early, ${sum(({ forgotten }) => forgotten.length)} forgotten, ${sum(({ doubled }) => doubled.length)} doubled in ${years.length} years (${sum(({ rounds }) => rounds)} rounds, ${sum(({ looks }) => looks)} looks, ${sum(({ asked }) => asked)} requests); memory ${grownMb.toFixed(1)} MB`,
      ok: wrong.length === 0 && grownMb < MOST_GROWN_MB,
      details: wrong.slice(0, 10),
    };
  },
  async control(tell) {
    for (const plant of PLANTED) {
      const isSeen = seen(plant, await playYear({ seed: 1, by: "watch", days: 150, plant, isWeighed: plant.name === "leaking" }));
      tell(`${plant.name}: ${isSeen ? "seen" : "not seen"}`);
      if (!isSeen) return "missed";
    }
    return "caught";
  },
};

async function play(count: number, tell: Tell): Promise<Year[]> {
  const years: Year[] = [];
  const wishes = Array.from({ length: count }, (_, i) => i + 1).flatMap((seed): YearWish[] => [{ seed, by: "schedule" }, { seed, by: "watch" }]);
  for (const wish of wishes) {
    years.push(await playYear({ ...wish, isWeighed: true }));
    tell(`year ${years.length} of ${wishes.length}`);
  }
  return years;
}

function seen({ name }: Plant, year: Year): boolean {
  return name === "leaking" ? year.grownMb >= MOST_GROWN_MB : year[name].length > 0;
}
