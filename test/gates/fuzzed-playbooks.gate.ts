import { parse } from "yaml";
import type { cleanRow } from "../../src/playbook/clean/clean-row.ts";
import type { matchListing } from "../../src/playbook/match/match.ts";
import { brokenByFile, brokenByShippedFile, brokenByTemplate } from "../catalog/hostile/mutate.ts";
import { readPlaybook, type Reader } from "../catalog/hostile/judge.ts";
import type { Fuzz } from "../fuzz.ts";
import { brokenByRow } from "../playbook/clean/any-row.ts";
import { brokenByListing } from "../playbook/match/any-person.ts";
import type { Gate } from "./support/gate.ts";

const SEED = 20260807;

const FUZZES: Readonly<Record<string, (fuzz: Fuzz) => string | undefined>> = {
  "small files": brokenByFile,
  "shipped files": brokenByShippedFile,
  templates: brokenByTemplate,
  "scraped rows": brokenByRow,
  "listings to be judged": brokenByListing,
};

export const gate: Gate = {
  name: "fuzzed-playbooks",
  limit: "0 crashes, 0 hangs over a second, 0 refusals without a place and a hint, 0 strangers taken for the person",
  async run(scale, tell) {
    const runs = scale === "full" ? 20_000 : 1_000;
    const broken = Object.entries(FUZZES).flatMap(([what, fuzz]) => {
      tell(`${runs} ${what}`);
      return fuzz({ seed: SEED, runs }) ?? [];
    });
    return { figure: `${broken.length} broken promises in ${runs} each of ${Object.keys(FUZZES).join(", ")}, seed ${SEED}`, ok: broken.length === 0, details: broken.flatMap((text) => text.split("\n").map((line) => line.slice(0, 80))) };
  },
  /** A loader that lets the parser's errors through, a cleaning that believes the page, a matcher that goes by the state. */
  async control() {
    const fuzz = { seed: SEED, runs: 500 };
    const missed = [brokenByFile(fuzz, careless), brokenByRow(fuzz, credulous), brokenByListing(fuzz, hasty)].filter((broken) => broken === undefined);
    return missed.length > 0 ? "missed" : "caught";
  },
};

const careless: Reader = (text) => {
  parse(text, { logLevel: "silent" });
  return readPlaybook(text);
};

const credulous: typeof cleanRow = ({ fields, extras }) => ({ name: "Jane Roe", aliases: fields.aliases ?? [], addresses: [], phones: fields.phones ?? [], relatives: fields.relatives ?? [], extras });

const hasty: typeof matchListing = ({ addresses }) => ({ verdict: addresses.some(({ state }) => state === "TX") ? "match" : "no", matched: [], contradicts: [], missing: [] });
