// `npm run words`: gathers every text for people in docs/words.en.json, where translators and the tests read them.
// `npm run words -- FILE DIR`: builds the program into DIR with the words of FILE, `{ "English": "theirs" }`, to look at it.
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "./build.mjs";
import { ROOT } from "./freshness.mjs";
import { say } from "./say.mjs";
import { collectTexts } from "./words/collect.mjs";
import { speaking } from "./words/speak.mjs";

const [file, dir] = process.argv.slice(2);
if (file === undefined || dir === undefined) gather();
else await build(resolve(dir), [speaking(ROOT, JSON.parse(readFileSync(file, "utf8")))]);

function gather() {
  const texts = collectTexts(ROOT);
  const lines = [...texts].map(([text, files]) => `${JSON.stringify(text)}: ${JSON.stringify(files)}`);
  writeFileSync(join(ROOT, "docs", "words.en.json"), `{\n${lines.join(",\n")}\n}\n`);
  say(`docs/words.en.json has ${texts.size} texts`);
}
