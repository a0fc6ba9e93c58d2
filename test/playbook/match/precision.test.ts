import { expect, it } from "vitest";
import { explain } from "../../../src/playbook/match/explain.ts";
import { matchListing } from "../../../src/playbook/match/match.ts";
import { labelledPairs } from "./pairs.ts";
import { NOW } from "./subjects.ts";

const SEEDS = [1, 2, 3, 2026];
const PAIRS_PER_SEED = 1_000;

it("is right about 4,000 labelled pairs: precision of a match at least 0.995, recall of match-or-unsure at least 0.95", () => {
  const pairs = SEEDS.flatMap((seed) => labelledPairs(seed, PAIRS_PER_SEED));
  const judged = pairs.map((pair) => ({ ...pair, match: matchListing(pair.row, pair.subject, pair.query, NOW) }));

  const count = (isSame: boolean, ...verdicts: string[]) => judged.filter((pair) => pair.isSame === isSame && verdicts.includes(pair.match.verdict)).length;
  const precision = count(true, "match") / (count(true, "match") + count(false, "match"));
  const recall = count(true, "match", "unsure") / (pairs.length / 2);
  const table = ["match", "unsure", "no"].map((verdict) => `${verdict}: ${count(true, verdict)} own, ${count(false, verdict)} others'`);
  process.stdout.write(`matcher: ${pairs.length} pairs, precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)} (${table.join("; ")})\n`);

  const wrong = judged.filter((pair) => pair.isSame !== (pair.match.verdict !== "no") && (pair.isSame || pair.match.verdict === "match"));
  const why = wrong.map(({ row, subject, match }) => `${row.name} / ${subject.names.map((name) => `${name.first} ${name.middle ?? ""} ${name.last}`).join(" / ")}: ${explain(match)}`);
  expect(precision, why.join("\n")).toBeGreaterThanOrEqual(0.995);
  expect(recall, why.join("\n")).toBeGreaterThanOrEqual(0.95);
});

it("makes a match of most listings that are the subject's, and does not leave them all to review", () => {
  const own = labelledPairs(7, 1_000).filter(({ isSame }) => isSame);

  const matched = own.filter(({ row, subject, query }) => matchListing(row, subject, query, NOW).verdict === "match");

  expect(matched.length / own.length).toBeGreaterThan(0.6);
});
