import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { collectTexts } from "../../scripts/words/collect.mjs";
import { speak } from "../../scripts/words/speak.mjs";
import { textsIn } from "../../scripts/words/texts.mjs";
import { ended, Machine } from "../cli/run-cli.ts";

const ROOT = join(import.meta.dirname, "../..");
const texts = collectTexts(ROOT);

describe("docs/words.en.json", () => {
  it("has every text of the product for people (npm run words)", async () => {
    const kept = Object.entries(JSON.parse(await readFile(join(ROOT, "docs", "words.en.json"), "utf8")) as Record<string, string[]>);

    expect(kept).toEqual([...texts]);
    expect(kept.length).toBeGreaterThan(1_500);
  });

  it("leaves out what only programs read, and keeps whole what values are put into", () => {
    const source = 'import a from "two words here"; type T = "not a text"; const card = { name: "subject add", flags: "--profile FILE", css: "p { color: red }", say: `${n} of them are ${state("gone by now")}` };';

    expect(textsIn("a.ts", source).map(({ text }) => text)).toEqual(["{0} of them are {1}", "gone by now"]);
  });
});

describe("a source in other words", () => {
  const source = 'const say = (n: number) => `${n} of ${all(n)} are ${n > 1 ? "gone by now" : "still there"}`;\nconst hint = "unlist says why";';

  it("puts values where the other language has them, also in a text within a text", () => {
    const spoken = speak("a.ts", source, { "{0} of {1} are {2}": "weg: `{2}` ({1}, \\{0})", "gone by now": "inzwischen weg" });

    expect(spoken).toBe('const say = (n: number) => `weg: \\`${n > 1 ? "inzwischen weg" : "still there"}\\` (${all(n)}, \\\\${n})`;\nconst hint = "unlist says why";');
  });

  it("is the same where there are no words for it", () => {
    expect(speak("a.ts", source, {})).toBe(source);
  });
});

describe("the program in other words", () => {
  let machine: Machine;
  let built: string;
  beforeAll(async () => {
    machine = await Machine.open();
    built = await mkdtemp(join(ROOT, "node_modules", ".unlist-words-"));
    const words = Object.fromEntries([...texts.keys()].map((text) => [text, `⟦${text}⟧`]));
    await writeFile(join(machine.dir, "words.json"), JSON.stringify(words));
    await ended(spawn(process.execPath, [join(ROOT, "scripts", "words.mjs"), join(machine.dir, "words.json"), built], { cwd: ROOT }));
  });
  afterAll(async () => {
    await rm(built, { recursive: true });
    await machine[Symbol.asyncDispose]();
  });

  it("says nothing of two words that is not of that language", async () => {
    const said: string[] = [];
    for (const args of [["status"], ["init", "--yes"], ["subject", "list"]]) {
      const { stdout, stderr } = await ended(spawn(process.execPath, [join(built, "main.js"), ...args, "--key-file", join(machine.dir, "key")], { env: machine.environment() }));
      said.push((stdout + stderr).replaceAll(machine.dir, "~"));
    }

    expect(said.join("\n")).toContain("⟦");
    expect(said.flatMap((screen) => withoutBrackets(screen).split("\n")).filter((line) => /[a-z]{2,} [a-z]/.test(line))).toEqual([]);
  });
});

/** A text may stand in a text. */
function withoutBrackets(screen: string): string {
  const less = screen.replace(/⟦[^⟦⟧]*⟧/g, "");
  return less === screen ? screen : withoutBrackets(less);
}
