import { spawnSync } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CARDS } from "../../src/cli/cards/index.ts";
import { completionWords } from "../../src/cli/completion/words.ts";
import { GLOBAL_OPTIONS } from "../../src/cli/global-options.ts";
import { MAIN, Machine } from "./run-cli.ts";

const SHELLS = ["bash", "zsh", "fish"] as const;

describe("the words of the command line", () => {
  const { commands, optionValues } = completionWords(CARDS, GLOBAL_OPTIONS);
  const at = (path: string) => commands.find((command) => command.at === path);

  it("hold every command where it is typed, and every option of it", () => {
    for (const { name, options = [] } of CARDS) {
      const [last = "", ...before] = name.split(" ").reverse();
      expect(at(before.reverse().join(" "))?.words).toContain(last);
      for (const [flags] of options) expect(at(name)?.words).toContain(/--[a-z-]+/.exec(flags)?.[0]);
    }
  });

  it("know what comes after an option", () => {
    expect(optionValues.get("--only")).toBe("brokers");
    expect(optionValues.get("--subject")).toBe("subjects");
    expect(optionValues.get("--key-file")).toBe("files");
    expect(optionValues.get("--kind")).toEqual(["systemd", "launchd", "cron", "schtasks"]);
    expect(optionValues.has("--json")).toBe(false);
  });
});

describe("completion", () => {
  let machine: Machine;
  const scripts = new Map<string, string>();

  beforeAll(async () => {
    machine = await Machine.open();
    await mkdir(join(machine.dir, "bin"));
    await writeFile(join(machine.dir, "bin", "unlist"), `#!/bin/sh\nexec "${process.execPath}" "${MAIN}" "$@"\n`);
    await chmod(join(machine.dir, "bin", "unlist"), 0o755);
    for (const shell of SHELLS) scripts.set(shell, (await machine.run(["completion", shell])).stdout);
  });
  afterAll(() => machine[Symbol.asyncDispose]());

  const run = (shell: string, args: readonly string[]) => spawnSync(shell, args, { encoding: "utf8", env: machine.environment({ PATH: `${join(machine.dir, "bin")}:${process.env["PATH"] ?? ""}` }) });

  it.each(SHELLS)("for %s asks unlist itself for the brokers' names", (shell) => {
    expect(scripts.get(shell)).toContain("unlist brokers list --names");
  });

  it.for(SHELLS)("for %s is read by that shell without a word (skipped where it is not there)", async (shell, { skip }) => {
    skip(spawnSync(shell, ["-c", ":"]).status !== 0, `there is no ${shell} here`);
    const file = await machine.file(`completion.${shell}`, scripts.get(shell) ?? "");

    expect(run(shell, ["-n", file])).toMatchObject({ status: 0, stderr: "" });
  });

  it("offers each broker of the catalog by the name that the catalog knows it by", async () => {
    const [quick, listed] = [await machine.run(["brokers", "list", "--names"]), await machine.run(["brokers", "list", "--json"])];

    const { brokers } = JSON.parse(listed.stdout) as { brokers: { broker: string }[] };
    expect(quick.stdout.trim().split("\n")).toEqual(brokers.map(({ broker }) => broker).sort());
  });

  const TYPED: readonly (readonly [line: string, offered: string])[] = [
    ["unlist sch", "schedule"],
    ["unlist schedule ", "install remove status"],
    ["unlist schedule install --ki", "--kind"],
    ["unlist schedule install --kind s", "schtasks systemd"],
    ["unlist --json request st", "stop"],
    ["unlist leave spokeo", "spokeo"],
    ["unlist run --only spokeo", "spokeo"],
  ];

  it.for(SHELLS.flatMap((shell) => TYPED.map((typed) => [shell, ...typed] as const)))("in %s, after %j: %s (skipped where that shell is not there)", async ([shell, line, expected], { skip }) => {
    skip(spawnSync(shell, ["-c", ":"]).status !== 0, `there is no ${shell} here`);
    const file = await machine.file(`completion.${shell}`, scripts.get(shell) ?? "");

    const { stdout, stderr } = run(shell, ["-c", ASK[shell](file, line)]);

    expect(stderr).toBe("");
    expect(offeredIn(stdout, line).join(" ")).toBe(expected);
  });
});

/** How each shell is asked what it would offer. Zsh offers by `compadd`, which is made to print what begins like the word. */
const ASK: Readonly<Record<(typeof SHELLS)[number], (file: string, line: string) => string>> = {
  bash: (file, line) => `source "${file}"; COMP_WORDS=(${quoted(line)}); COMP_CWORD=${line.split(" ").length - 1}; _unlist; printf '%s\\n' "\${COMPREPLY[@]}"`,
  zsh: (file, line) => `compdef() { }; compadd() { shift; print -rl -- \${(M)@:#$PREFIX*} }; _files() { }; source "${file}"; words=(${quoted(line)}); CURRENT=${line.split(" ").length}; PREFIX="\${words[CURRENT]}"; _unlist`,
  fish: (file, line) => `source "${file}"; complete -C '${line}'`,
};

function quoted(line: string): string {
  return line.split(" ").map((word) => `'${word}'`).join(" ");
}

/** Without what fish says beside a word, and without options where none was begun. */
function offeredIn(stdout: string, line: string): string[] {
  const words = stdout.split("\n").map((word) => word.split("\t")[0]?.trim() ?? "").filter(Boolean);
  return [...new Set(words)].filter((word) => / -\S*$/.test(line) || !word.startsWith("-")).sort();
}
