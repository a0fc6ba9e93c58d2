import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { afterEach, expect, it } from "vitest";
import { InvalidFileError, UsageError } from "../../src/base/errors.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import { BROKER, PLAYBOOK, folder, written } from "./fixture.ts";

const made: string[] = [];

async function catalogOf(files: Readonly<Record<string, string>>): Promise<string> {
  const dir = await folder(files);
  made.push(dir);
  return dir;
}

afterEach(async () => {
  for (const dir of made.splice(0)) await rm(dir, { recursive: true });
});

it("reads brokers and playbooks by the names of their files, and leaves other files alone", async () => {
  const dir = await catalogOf({ "brokers/acme.yaml": BROKER, "brokers/README.md": "no broker", "playbooks/acme.yaml": PLAYBOOK });

  const { brokers, playbooks } = await loadCatalog({ dir });

  expect([[...brokers.keys()], [...playbooks.keys()]]).toEqual([["acme"], ["acme"]]);
  expect(brokers.get("acme")).toMatchObject({ name: "Acme People", regions: ["us"], health: "unverified", pace: { minInterval: "5s", maxPerDay: 40 } });
});

it("takes brokers without any playbook", async () => {
  const { playbooks } = await loadCatalog({ dir: await catalogOf({ "brokers/acme.yaml": BROKER }) });

  expect(playbooks.size).toBe(0);
});

it("calls a playbook bundled only when its exact bytes are vouched for", async () => {
  const dir = await catalogOf({ "brokers/acme.yaml": BROKER, "playbooks/acme.yaml": PLAYBOOK });
  const hash = createHash("sha256").update(PLAYBOOK).digest("hex");
  const otherHash = createHash("sha256").update(`${PLAYBOOK}\n`).digest("hex");

  const isBundled = async (trusted?: ReadonlySet<string>) => (await loadCatalog({ dir, ...(trusted && { trusted }) })).playbooks.get("acme")?.isBundled;

  expect(await Promise.all([isBundled(), isBundled(new Set([otherHash])), isBundled(new Set([hash]))])).toEqual([false, false, true]);
});

it("loads nothing when one file is wrong, and says the mistakes of all files", async () => {
  const dir = await catalogOf({
    "brokers/acme.yaml": written("category: people-search", "category: people", BROKER),
    "playbooks/acme.yaml": written("version: 1", "version: 0"),
  });

  const failure = await loadCatalog({ dir }).catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(InvalidFileError);
  expect(failure).toHaveProperty("exitCode", 2);
  expect(String(failure)).toContain("brokers/acme.yaml:3:11 category");
  expect(String(failure)).toContain("playbooks/acme.yaml:2:10 version");
});

it("refuses a catalog whose playbook breaks a rule between its parts", async () => {
  const dir = await catalogOf({ "brokers/acme.yaml": BROKER, "playbooks/acme.yaml": written("optOut: [contact.email, listing.url]", "optOut: [listing.url]") });

  await expect(loadCatalog({ dir })).rejects.toThrow('playbooks/acme.yaml:18:7 optOut.steps[1]\n  sends "contact.email", which discloses.optOut does not name');
});

it("takes a playbook about which there is only a doubt", async () => {
  const dir = await catalogOf({ "brokers/acme.yaml": BROKER, "playbooks/acme.yaml": written("none: .none, ", "") });

  expect((await loadCatalog({ dir })).playbooks.size).toBe(1);
});

it("refuses a file whose name is no slug", async () => {
  const dir = await catalogOf({ "brokers/Acme People.yaml": BROKER });

  await expect(loadCatalog({ dir })).rejects.toThrow("the file's name is no slug");
});

it("says what a folder lacks that is no catalog", async () => {
  const dir = await catalogOf({ "acme.yaml": BROKER });

  await expect(loadCatalog({ dir })).rejects.toThrow(UsageError);
});
