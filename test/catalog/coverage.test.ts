import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { FLOW_IDS, HOSTED_BROKERS, STATED_BROKERS } from "./flow-ids.ts";

const ROOT = join(import.meta.dirname, "../..");

/** Which playbook says what is known of a form, and what it leaves out; or why none says it. */
const Entries = z.record(z.string(), z.union([z.strictObject({ playbook: z.string().regex(/^[a-z0-9-]+\.yaml$/), lacks: z.string().trim().min(10).optional() }), z.strictObject({ reason: z.string().trim().min(10) })]));
const Coverage = z.strictObject({ flows: Entries, stated: Entries, hosted: Entries });
const coverage = Coverage.parse(JSON.parse(readFileSync(join(ROOT, "playbooks/coverage.json"), "utf8")));

describe.each([
  ["flows", "published flows", FLOW_IDS, 81],
  ["stated", "brokers whose steps a source states", STATED_BROKERS, 22],
  ["hosted", "brokers with a form at a vendor", HOSTED_BROKERS, 59],
] as const)("%s: the %s", (part, _, ids, least) => {
  const entries = coverage[part];

  it("are listed, every one and no other", () => {
    expect(Object.keys(entries).sort()).toEqual([...ids].sort());
  });

  it("have playbooks that are there, or a reason", () => {
    const missing = Object.values(entries).flatMap((entry) => ("playbook" in entry && !existsSync(join(ROOT, "playbooks", entry.playbook)) ? [entry.playbook] : []));

    expect(missing).toEqual([]);
  });

  it("are not given up by the way", () => {
    expect(Object.values(entries).filter((entry) => "playbook" in entry).length).toBeGreaterThanOrEqual(least);
  });
});

it("each broker that uses a vendor's playbook is listed with it, and its file says the same", () => {
  const named = Object.entries(coverage.hosted).flatMap(([broker, entry]) => ("playbook" in entry && entry.playbook.startsWith("vendor-") ? [[broker, entry.playbook]] : []));

  expect(Object.fromEntries(named)).toEqual(Object.fromEntries(vendorUses()));
});

function vendorUses(): [string, string][] {
  const Use = z.object({ playbook: z.object({ vendor: z.string() }).optional() });
  return readdirSync(join(ROOT, "brokers")).flatMap((file): [string, string][] => {
    const text = readFileSync(join(ROOT, "brokers", file), "utf8");
    const use = text.includes("\nplaybook:\n") ? Use.parse(parse(text)).playbook : undefined;
    return use ? [[file.slice(0, -".yaml".length), `vendor-${use.vendor}.yaml`]] : [];
  });
}
