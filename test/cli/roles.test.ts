import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { CARDS } from "../../src/cli/cards/index.ts";

const COMMANDS = join(import.meta.dirname, "../../src/cli/commands");
/** The safe side is open to anybody; one only looks, beside another command in its file; and a check of the brokers' pages is for nobody. */
const OPEN = ["backup", "ledger verify", "playbooks check", "wipe"];

/** What a command's own file holds. */
async function sourceOf(load: () => unknown): Promise<string> {
  const file = /commands\/([\w-]+\.ts)/.exec(load.toString())?.[1];
  expect(file).toBeDefined();
  return readFile(join(COMMANDS, file ?? ""), "utf8");
}

it("no command that changes a home is open to whoever may only look: each says which role it takes", async () => {
  const unsaid: string[] = [];
  for (const { name, takes, load } of CARDS) {
    const source = await sourceOf(load);
    if (takes === undefined && /lockHome\(|workRound\(/.test(source) && !source.includes("requireRole(")) unsaid.push(name);
  }

  expect(unsaid.sort()).toEqual(OPEN);
});

it("anybody takes a grant back", () => {
  expect(CARDS.find(({ name }) => name === "grant revoke")?.takes).toBeUndefined();
});
