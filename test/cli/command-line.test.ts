import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { displayWidth } from "../../src/cli/display-width.ts";
import { CARDS } from "../../src/cli/cards/index.ts";
import { GLOBAL_OPTIONS } from "../../src/cli/global-options.ts";
import { manual } from "../../src/cli/manual.ts";
import { createProgram } from "../../src/cli/program.ts";
import { MAIN, Machine, ended } from "./run-cli.ts";

/** Every command's help as the program itself writes it, without a process for each. */
async function helpOf(words: readonly string[]): Promise<string> {
  let said = "";
  const program = createProgram(() => Promise.reject(new Error("a command was run")), "0.0.0");
  for (const command of allOf(program)) command.configureOutput({ writeOut: (text) => (said += text) });
  await program.parseAsync([...words, "--help"], { from: "user" }).catch((error: unknown) => expect(error).toMatchObject({ code: "commander.helpDisplayed", exitCode: 0 }));
  return said;
}

function allOf(command: Command): Command[] {
  return [command, ...command.commands.flatMap(allOf)];
}

it.each(["CI", "FORCE_COLOR"])("has no colours in a pipe, whatever %s says to those who ask the environment", async (name) => {
  await using machine = await Machine.open();

  const { code, stderr } = await machine.run(["init", "--key-file", join(machine.dir, "key")], { env: { [name]: "1" } });

  expect([code, stderr]).toEqual([0, "next: unlist subject add\n"]);
});

describe("help", () => {
  it.each([[[]], [["schedule"]], ...CARDS.map(({ name }) => [name.split(" ")])])("of %j fits 80 columns, names where to turn, and ends with examples, one of them of its own", async (words) => {
    const lines = (await helpOf(words)).trimEnd().split("\n");
    const examples = lines.slice(lines.findIndex((line) => /^Examples?:$/.test(line)) + 1);

    expect(lines[0]).toContain(["unlist", ...words].join(" "));
    expect(lines.filter((line) => displayWidth(line) > 80)).toEqual([]);
    expect(lines).toContain("In danger, or at the end of your tether: unlist help-now");
    expect(examples).toContainEqual(expect.stringMatching(new RegExp(`^ {2}(.*\\| )?unlist (-\\S+ \\S+ )*${words.join(" ")}`)));
  });

  it("of every command is in the manual; when this fails: unlist manual --write docs/commands.md", async () => {
    expect(await readFile(join(import.meta.dirname, "../../docs/commands.md"), "utf8")).toBe(manual(CARDS, GLOBAL_OPTIONS));
  });

  it("is what the program prints", async () => {
    await using machine = await Machine.open();

    expect(await machine.run(["subject", "add", "--help"])).toEqual({ code: 0, stdout: await helpOf(["subject", "add"]), stderr: "" });
  });

  it("is found by as many words as the command has", async () => {
    await using machine = await Machine.open();

    const [found, none] = [await machine.run(["help", "subject", "add"]), await machine.run(["help", "subject", "ad"])];

    expect(found.stdout).toContain("unlist subject add --profile me.yaml");
    expect(none).toMatchObject({ code: 2, stdout: "" });
  });

  it("names every exit code", async () => {
    await using machine = await Machine.open();

    const { stdout } = await machine.run(["--help"]);

    for (const code of [0, 1, 2, 3, 4, 5, 6, 7, 75, 130]) expect(stdout).toMatch(new RegExp(`\\s${code}  \\S`));
  });
});

describe("wrong usage", () => {
  it("suggests the command that was meant", async () => {
    await using machine = await Machine.open();

    const { code, stdout, stderr } = await machine.run(["docter"]);

    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("unknown command 'docter'\n  Did you mean doctor?");
  });

  it("is one JSON object on stdout with --json", async () => {
    await using machine = await Machine.open();

    const { code, stdout } = await machine.run(["doctor", "--jsn", "--json"]);

    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toEqual({ error: { code: "usage", message: "unknown option '--jsn'", hint: "Did you mean --json?" } });
  });

  it("does not repeat what may be a name", async () => {
    await using machine = await Machine.open();

    const { code, stderr } = await machine.run(["Jane Q. Roe"]);

    expect(code).toBe(2);
    expect(stderr).not.toContain("Roe");
  });

  it.each([[[]], [["subject"]]])("says that %j lacks a command", async (words) => {
    await using machine = await Machine.open();

    const { code, stderr } = await machine.run(words);

    expect(code).toBe(2);
    expect(stderr).toContain("no command given");
  });

  it("finds the home by --home, wherever the option stands", async () => {
    await using machine = await Machine.open();

    const { code, stderr } = await machine.run(["--home", "/nowhere/at/all", "subject", "list"]);

    expect(code).toBe(2);
    expect(stderr).toContain("no home at /nowhere/at/all");
  });
});

describe("a closed pipe", () => {
  it("is no crash", async () => {
    await using machine = await Machine.open();
    const child = spawn(process.execPath, [MAIN, "brokers", "list", "--json"], { env: machine.environment() });
    child.stdout.destroy();

    const { code, stderr } = await ended(child);

    expect(code).toBe(0);
    expect(stderr).not.toContain("EPIPE");
  });
});
