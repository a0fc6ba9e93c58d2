import type { Disk } from "../../src/base/disk.ts";
import { callsOf } from "./disk/faulty-disk.ts";
import { LIVES } from "./disk/lives.ts";
import { emptySurvey, tryLife, type Survey } from "./disk/survey.ts";
import type { Gate, Scale } from "./support/gate.ts";

/** The power goes at every call; what was not synced then lasts or not, in parts and in any order, as many times as there are seeds. A planted fault need be seen once. */
export async function surveyPowerCuts(scale: Scale, plant?: (disk: Disk) => Disk): Promise<Survey> {
  const survey = emptySurvey();
  const [stride, seeds] = scale === "full" ? [1, 24] : [3, 3];
  for (const life of LIVES) {
    let hasStruck = true;
    for (let at = 1; hasStruck; at += stride) {
      for (let seed = 1; seed <= seeds; seed += 1) hasStruck = await tryLife({ life, plan: { at, fault: "power", isLasting: true }, seed: at * 1000 + seed, ...(plant && { plant }) }, survey);
      if (plant && survey.lost + survey.unopened > 0) return survey;
    }
  }
  return survey;
}

/** Forgets to sync what it has written. */
export function unsynced(disk: Disk): Disk {
  return {
    ...callsOf(disk),
    async open(path, flags, mode) {
      const file = await disk.open(path, flags, mode);
      return { ...file, sync: () => Promise.resolve(), datasync: () => Promise.resolve() };
    },
  };
}

/** Forgets to sync the names of what it has made or renamed. */
export function namesUnsynced(disk: Disk): Disk {
  return { ...callsOf(disk), syncDir: () => Promise.resolve() };
}

export const gate: Gate = {
  name: "power-cuts",
  limit: "0 acknowledged events lost, 0 ledgers that won't open",
  async run(scale) {
    const { lives, lost, unopened, wordless, failures } = await surveyPowerCuts(scale);
    return { figure: `${lost} lost, ${unopened} unopened in ${lives} power cuts`, ok: lost + unopened + wordless === 0 && lives > 200, details: failures };
  },
  async control() {
    const surveys = [await surveyPowerCuts("quick", unsynced), await surveyPowerCuts("quick", namesUnsynced)];
    return surveys.every(({ lost, unopened }) => lost + unopened > 0) ? "caught" : "missed";
  },
};
