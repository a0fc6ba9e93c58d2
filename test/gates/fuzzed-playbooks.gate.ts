import { parse } from "yaml";
import { brokenByFile, brokenByTemplate } from "../catalog/hostile/mutate.ts";
import { readPlaybook, type Reader } from "../catalog/hostile/judge.ts";
import type { Gate } from "./support/gate.ts";

const SEED = 20260807;

export const gate: Gate = {
  name: "fuzzed-playbooks",
  limit: "0 crashes, 0 files that take a second, 0 refusals without a place and a hint",
  async run(scale) {
    const runs = scale === "full" ? 20_000 : 1_000;
    const broken = [brokenByFile({ seed: SEED, runs }), brokenByTemplate({ seed: SEED, runs })].flatMap((one) => one ?? []);
    return { figure: `${broken.length} broken promises in ${runs} changed files and ${runs} templates, seed ${SEED}`, ok: broken.length === 0, details: broken.flatMap((text) => text.split("\n").map((line) => line.slice(0, 80))) };
  },
  /** A loader that reads the YAML on its own first, and lets its errors through. */
  async control() {
    return brokenByFile({ seed: SEED, runs: 500, reader: careless }) === undefined ? "missed" : "caught";
  },
};

const careless: Reader = (text) => {
  parse(text, { logLevel: "silent" });
  return readPlaybook(text);
};
