import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { FLOW_IDS } from "./flow-ids.ts";

const FOLDER = join(import.meta.dirname, "../../playbooks");

/** Which playbook says a published flow, and what of the flow it leaves out; or why none says it. */
const Coverage = z.strictObject({
  flows: z.record(z.string(), z.union([z.strictObject({ playbook: z.string().regex(/^[a-z0-9-]+\.yaml$/), lacks: z.string().trim().min(10).optional() }), z.strictObject({ reason: z.string().trim().min(10) })])),
});
const { flows } = Coverage.parse(JSON.parse(readFileSync(join(FOLDER, "coverage.json"), "utf8")));

it("lists every known flow, and no other", () => {
  expect(FLOW_IDS).toHaveLength(85);
  expect(Object.keys(flows).sort()).toEqual([...FLOW_IDS].sort());
});

it("names playbooks that are there", () => {
  const missing = Object.values(flows).flatMap((entry) => ("playbook" in entry && !existsSync(join(FOLDER, entry.playbook)) ? [entry.playbook] : []));

  expect(missing).toEqual([]);
});

it("says how many flows a playbook says", () => {
  const written = Object.values(flows).filter((entry) => "playbook" in entry).length;
  process.stdout.write(`coverage: ${written} of ${FLOW_IDS.length} flows have a playbook\n`);

  expect(written).toBeGreaterThanOrEqual(81);
});
