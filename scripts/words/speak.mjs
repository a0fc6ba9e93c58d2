import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { textsIn } from "./texts.mjs";

/** The source with its texts in the words of another language; those it has no words for stay as they are. */
export function speak(path, source, words) {
  const known = textsIn(path, source).filter(({ text }) => typeof words[text] === "string");
  return rewrite(source, [0, source.length], known, words);
}

/** Texts may stand inside what is put into another one. */
function rewrite(source, [from, to], texts, words) {
  let said = "";
  let at = from;
  for (const one of texts) {
    if (one.start < at || one.end > to) continue;
    said += source.slice(at, one.start) + literal(one, words[one.text], (slot) => rewrite(source, slot, texts, words));
    at = one.end;
  }
  return said + source.slice(at, to);
}

function literal({ slots }, words, sourceOf) {
  if (slots.length === 0) return JSON.stringify(words);
  const parts = words.split(/\{(\d+)\}/);
  return `\`${parts.map((part, index) => (index % 2 === 0 ? part.replace(/[`\\]|\$\{/g, "\\$&") : `\${${sourceOf(slots[Number(part)])}}`)).join("")}\``;
}

/** For the build: every source of ours speaks these words. */
export function speaking(root, words) {
  return {
    name: "speaking",
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => ({ contents: speak(relative(root, path), readFileSync(path, "utf8"), words), loader: "ts" }));
    },
  };
}
