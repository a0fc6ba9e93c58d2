import type { Disk } from "../../src/base/disk.ts";
import { callsOf, FAULTS } from "./disk/faulty-disk.ts";
import { LIVES } from "./disk/lives.ts";
import { emptySurvey, tryLife, type Survey } from "./disk/survey.ts";
import type { Gate, Scale } from "./support/gate.ts";

/** Every call that a ledger makes of the disk fails once, in every way, once by itself and once with all that follow. A planted fault need be seen once. */
export async function surveyFaults(scale: Scale, plant?: (disk: Disk) => Disk): Promise<Survey> {
  const survey = emptySurvey();
  const stride = scale === "full" ? 1 : 7;
  for (const life of LIVES) {
    for (const fault of FAULTS.filter((one) => one !== "power")) {
      for (const isLasting of [false, true]) {
        let hasStruck = true;
        for (let at = 1; hasStruck; at += stride) hasStruck = await tryLife({ life, plan: { at, fault, isLasting }, seed: 0, ...(plant && { plant }) }, survey);
        if (plant && survey.lost + survey.unopened > 0) return survey;
      }
    }
  }
  return survey;
}

/** Says that it is on the disk when the disk has said that it is not. */
export function deaf(disk: Disk): Disk {
  return {
    ...callsOf(disk),
    async open(path, flags, mode) {
      const file = await disk.open(path, flags, mode);
      return { ...file, write: (bytes, offset) => file.write(bytes, offset).catch(() => bytes.length) };
    },
  };
}

export const gate: Gate = {
  name: "disk-faults",
  limit: "0 acknowledged events lost, 0 ledgers that won't open, 0 faults without words",
  async run(scale) {
    const { lives, struck, lost, unopened, wordless, failures } = await surveyFaults(scale);
    return { figure: `${lost} lost, ${unopened} unopened, ${wordless} without words; ${struck} faults in ${lives} lives`, ok: lost + unopened + wordless === 0 && struck > 300, details: failures };
  },
  async control() {
    const { lost, unopened } = await surveyFaults("quick", deaf);
    return lost + unopened > 0 ? "caught" : "missed";
  },
};
