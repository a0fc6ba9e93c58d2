import { PLANTED } from "./model/planted.ts";
import { counterexample } from "./model/property.ts";
import type { Gate } from "./support/gate.ts";
import { wrapped } from "./support/table.ts";

const SEED = 20_261_122;
const PORTION = 100;

/** Sequences of everything that may happen to a run, each step held against what the journal itself tells. */
export const gate: Gate = {
  name: "model",
  limit: "0 sequences of commands that break a promise",
  async run(scale, tell) {
    const sequences = scale === "full" ? 3_000 : 300;
    for (let done = 0; done < sequences; done += PORTION) {
      const wrong = await counterexample({ seed: SEED + done, sequences: PORTION });
      if (wrong !== undefined) return { figure: `a promise is broken within ${done + PORTION} sequences`, ok: false, details: wrong.split("\n").flatMap((line) => wrapped(line)) };
      if ((done + PORTION) % 500 === 0) tell(`${done + PORTION} of ${sequences} sequences`);
    }
    return { figure: `0 of ${sequences} sequences of up to 24 commands, two people, from seed ${SEED}`, ok: true };
  },
  async control(tell) {
    const missed: string[] = [];
    for (const [words, plant] of Object.entries(PLANTED)) {
      if ((await counterexample({ seed: SEED, sequences: 300, plant })) === undefined) missed.push(words);
    }
    for (const words of missed) tell(`it did not see that ${words}`);
    return missed.length === 0 ? "caught" : "missed";
  },
};
