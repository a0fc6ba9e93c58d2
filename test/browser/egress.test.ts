import { beforeAll, expect, it } from "vitest";
import { allVectors, runBare, runFenced, type VectorResult } from "./support/vectors/run-vectors.ts";
import type { Place } from "./support/vectors/vector.ts";

/** Every eighth way out in every place; `npm run gates` takes them all. */
const SAMPLE = allVectors.filter((_, at) => at % 8 === 0);

let fenced: VectorResult;
let bare: VectorResult;
beforeAll(async () => {
  fenced = await runFenced(SAMPLE);
  bare = await runBare(SAMPLE);
}, 120_000);

function leakedIn(place: Place): string[] {
  return bare.cases.filter((one) => one.place === place && bare.leaked.has(one.id)).map(({ vector }) => vector.name);
}

function triedIn(place: Place): number {
  return bare.cases.filter((one) => one.place === place).length;
}

it("lets no page, window, frame or worker reach a host that the playbook does not list", () => {
  expect([...fenced.leaked]).toEqual([]);
  expect(fenced.connections).toBe(0);
  expect(fenced.refused.size).toBeGreaterThan(SAMPLE.length);
});

it("control: most of the same ways work without the fence, in each place", () => {
  for (const place of ["page", "popup", "iframe", "worker"] as const) expect(leakedIn(place).length).toBeGreaterThan(triedIn(place) * 0.75);
  for (const place of ["shared-worker", "service-worker"] as const) expect(leakedIn(place)).not.toEqual([]);
});
