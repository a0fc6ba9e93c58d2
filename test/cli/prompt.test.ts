import { spawn, spawnSync } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MAIN, Machine } from "./run-cli.ts";

// util-linux's `script` gives the command a terminal of its own.
const hasScript = spawnSync("script", ["--version"]).status === 0;

/** Runs the command line in a terminal and types each answer once its question is shown. */
function typeInto(machine: Machine, args: readonly string[], answers: readonly (readonly [question: string, answer: string])[]): Promise<{ code: number | null; screen: string }> {
  const command = [process.execPath, MAIN, ...args].map((word) => `'${word}'`).join(" ");
  const terminal = spawn("script", ["-qec", command, "/dev/null"], { env: machine.environment({ TERM: "xterm" }) });
  const left = [...answers];
  let screen = "";
  let unread = "";
  terminal.stdout.on("data", (chunk: Buffer) => {
    screen += chunk.toString("utf8");
    unread += chunk.toString("utf8");
    const [next] = left;
    if (!next || !unread.includes(next[0])) return;
    left.shift();
    unread = "";
    terminal.stdin.write(next[1]);
  });
  return new Promise((resolve) => terminal.once("close", (code) => resolve({ code, screen })));
}

describe.skipIf(!hasScript)("prompts at a terminal", () => {
  it("takes a passphrase twice without showing it", async () => {
    await using machine = await Machine.open();

    const { code, screen } = await typeInto(machine, ["init"], [["New passphrase:", "Canarypass words\r"], ["Once more:", "Canarypass words\r"]]);

    expect({ code, screen }).toEqual({ code: 0, screen: expect.not.stringContaining("Canarypass") as string });
    expect(await readFile(join(machine.home, "keys.json"), "utf8")).toContain("scrypt");
  });

  it("makes nothing when the two differ", async () => {
    await using machine = await Machine.open();

    const { code, screen } = await typeInto(machine, ["init"], [["New passphrase:", "one passphrase\r"], ["Once more:", "another one\r"]]);

    expect(code).toBe(2);
    expect(screen).toContain("not the same");
    await expect(stat(machine.home)).rejects.toThrow("ENOENT");
  });

  it("ends with 130 at Ctrl-C and makes nothing", async () => {
    await using machine = await Machine.open();

    const { code } = await typeInto(machine, ["init"], [["New passphrase:", "\u0003"]]);

    expect(code).toBe(130);
    await expect(stat(machine.home)).rejects.toThrow("ENOENT");
  });

  it("asks for a profile piece by piece", async () => {
    await using machine = await Machine.open();
    await machine.keyed("init");

    const { code, screen } = await typeInto(machine, ["subject", "add", "--key-file", join(machine.dir, "key")], [
      ["First name:", "Jane\r"],
      ["Middle name", "\r"],
      ["Last name:", "Roe\r"],
      ["Another name?", "\r"],
      ["Street", "\r"],
      ["City:", "Austin\r"],
      ["State", "Texas\r"],
      ["wants a two-letter state", "TX\r"],
      ["until which year", "\r"],
      ["Another address", "\r"],
      ["Year of birth", "1984\r"],
      ["Mail alias", "\r"],
    ]);

    expect({ code, screen }).toMatchObject({ code: 0, screen: expect.stringContaining("Added as") as string });
    const { stdout } = await machine.keyed("subject", "show", "--reveal", "--yes", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ profile: { names: [{ first: "Jane", last: "Roe" }], addresses: [{ city: "Austin", state: "TX" }], birthYear: 1984 } });
  });
});
