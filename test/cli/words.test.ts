import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const ROOT = join(import.meta.dirname, "../..");
/** Every text of the product for people, with the files in which it stands. */
const TEXTS = Object.entries(z.record(z.string(), z.array(z.string())).parse(JSON.parse(readFileSync(join(ROOT, "docs", "words.en.json"), "utf8"))));

/** No blame, no alarm, no exclamation marks, no running total of what was exposed. */
const UNWANTED: readonly (readonly [why: string, pattern: RegExp])[] = [
  ["an exclamation mark", /\w!(\s|$)/],
  ["alarm", /\b(warning|alert|alarm|urgent|critical|severe|emergency|immediately|hurry|asap|act now|at risk|threat|attack(er|ed)?|beware)\b/i],
  ["blame", /\b(you failed|you forgot|you should have|your (fault|mistake)|you must|careless|wrongly|you didn't|bad (input|choice))\b/i],
  ["a label for a person", /\b(victim|stalker|abuser|target|survivor)\b/i],
  ["a total of what was exposed", /\b(exposed|exposures?|leaked|compromised|pwned|breach(es|ed)?)\b/i],
  ["a promise that nobody can keep", /\b(guarantee[ds]?|anonymous(ly)?|securely deleted?|removed from the internet)\b|\b100 ?% \w/i],
  ["small talk", /\b(oops|sorry|unfortunately|please wait|successfully|congratulations|great job|yay)\b/i],
];

function unwantedIn(text: string): string[] {
  return UNWANTED.flatMap(([why, pattern]) => (pattern.test(text) ? [why] : []));
}

/** What leads to help is named by its word, and services by the names that they have. */
const MEANT = ["In danger, or at the end of your tether: unlist help-now", "In danger now? Call your local emergency number."];
const OF_OTHERS = "cli/help-now/helplines.ts";

describe("the words that people read", () => {
  it("are calm: no blame, no alarm, no labels, no promises, no exclamation marks", () => {
    const ours = TEXTS.filter(([text, files]) => !files.includes(OF_OTHERS) && !MEANT.some((meant) => text.startsWith(meant)));
    const faults = ours.flatMap(([text, files]) => unwantedIn(text).map((why) => `${files.join(", ")}: ${why}: ${text.slice(0, 80)}`));

    expect(faults).toEqual([]);
    expect(ours.length).toBeGreaterThan(1_500);
  });

  it.each(["Done! All gone", "Warning: you were found", "you must renew it", "12 records exposed so far", "the victim is told", "this is 100% safe now", "Unfortunately it ended"])("control: %s would be found", (text) => {
    expect(unwantedIn(text)).not.toEqual([]);
  });

  it("of brokers and playbooks are calm, too", () => {
    const own = ["brokers", "playbooks"].flatMap((folder) => readdirSync(join(ROOT, folder)).filter((name) => name.endsWith(".yaml")).map((name) => join(ROOT, folder, name)));
    const spoken = own.flatMap((file) => [...readFileSync(file, "utf8").matchAll(/\b(?:say|reason|phone|sms|id|account): "?([^"\n{}]+? [^"\n{}]+)/g)].map(([, text = ""]) => ({ at: relative(ROOT, file), text })));

    expect(spoken.flatMap(({ at, text }) => unwantedIn(text).map((why) => `${at}: ${why}: ${text}`))).toEqual([]);
    expect(spoken.length).toBeGreaterThan(500);
  });
});
