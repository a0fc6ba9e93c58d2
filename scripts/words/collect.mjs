import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { textsIn } from "./texts.mjs";

/** The lab plays brokers, and these know names and the words of others. */
const OF_OTHERS = [/^lab\//, /^playbook\/block-signs\.ts$/, /^playbook\/match\/nickname-table\.ts$/, /^authoring\/words\//];

/** Every text of the product for people, with the files in which it stands, in the order of the files. */
export function collectTexts(root) {
  const files = readdirSync(join(root, "src"), { recursive: true }).map((file) => file.replaceAll("\\", "/")).filter((file) => file.endsWith(".ts") && !OF_OTHERS.some((other) => other.test(file))).sort();
  const texts = new Map();
  for (const file of files) {
    for (const { text } of textsIn(file, readFileSync(join(root, "src", file), "utf8"))) texts.set(text, [...new Set([...(texts.get(text) ?? []), file])]);
  }
  return texts;
}
