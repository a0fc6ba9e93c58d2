import { join } from "node:path";
import { z } from "zod";
import { isMissing, type Files } from "../../base/files.ts";
import { parseStrict } from "../../base/strict-yaml.ts";

export const VERDICTS = ["ok", "drifted", "unclear"] as const;

/** How a broker's pages stood on one day. Hosts, steps and fixed words: nothing of a person. */
export const Health = z.strictObject({
  broker: z.string(),
  checkedAt: z.iso.datetime(),
  /** Of the playbook that was held against the pages. */
  playbook: z.string(),
  verdict: z.enum(VERDICTS),
  /** What was looked at, each with what came of it. */
  looks: z.array(z.strictObject({ what: z.string(), verdict: z.enum(VERDICTS), words: z.string() })),
});
export type Health = z.infer<typeof Health>;

const Record = z.strictObject({ brokers: z.array(Health) });

/** Adds to the record of that day, `<home>/health/2026-11-22.json`; a later look at a broker takes the place of an earlier one. */
export async function keepHealth(home: string, checked: readonly Health[], { files, on }: { files: Files; on: string }): Promise<string> {
  const dir = join(home, "health");
  const path = join(dir, `${on}.json`);
  await files.makeDir(dir);
  const before = (await readRecord(files, path)).filter(({ broker }) => !checked.some((one) => one.broker === broker));
  await files.replace(path, `${JSON.stringify({ brokers: [...before, ...checked] }, null, 2)}\n`);
  return path;
}

/** The last look at each broker. */
export async function lastHealth(home: string, files: Files): Promise<ReadonlyMap<string, Health>> {
  const dir = join(home, "health");
  const names = (await files.list(dir).catch(isMissing)) || [];
  const last = new Map<string, Health>();
  for (const name of names.filter((file) => /^\d{4}-\d{2}-\d{2}\.json$/.test(file)).toSorted()) {
    for (const health of await readRecord(files, join(dir, name))) last.set(health.broker, health);
  }
  return last;
}

async function readRecord(files: Files, path: string): Promise<Health[]> {
  const bytes = await files.read(path).catch(isMissing);
  return bytes === false ? [] : parseStrict({ file: path, text: bytes.toString("utf8") }, Record).brokers;
}
