import { parse } from "yaml";
import { judge, readPlaybook, type Reader } from "../catalog/hostile/judge.ts";
import { REFUSED } from "../catalog/hostile/playbooks.ts";
import { SCRAPED, escapesOf } from "../catalog/hostile/scraped.ts";
import type { Gate } from "./support/gate.ts";
import { wrapped } from "./support/table.ts";

export const gate: Gate = {
  name: "malicious-playbooks",
  limit: "100 hostile playbooks or more refused with a place, each within 1 s; no scraped text read as a template or out of its place",
  async run() {
    const held = failuresOf(readPlaybook);
    const escaped = SCRAPED.flatMap((text) => escapesOf(text).map((how) => `${JSON.stringify(text.slice(0, 40))}: ${how}`));
    const failures = [...held, ...escaped];
    const figure = `${REFUSED.length - held.length} of ${REFUSED.length} hostile playbooks refused as they should be; ${escaped.length} of ${SCRAPED.length} scraped texts escaped`;
    return { figure, ok: failures.length === 0 && REFUSED.length >= 100, details: failures.flatMap((line) => wrapped(line)) };
  },
  /** A loader that believes whatever YAML it can read. */
  async control() {
    return failuresOf(credulous).length > 0 ? "caught" : "missed";
  },
};

const credulous: Reader = (text) => {
  parse(text, { logLevel: "silent" });
  return { kind: "taken" };
};

function failuresOf(read: Reader): string[] {
  return REFUSED.flatMap(([what, text]) => {
    const { reading, flaws } = judge(read, text);
    return flaws.length > 0 || reading?.kind !== "refused" ? [`${what}: ${flaws.join("; ") || "taken"}`] : [];
  });
}
