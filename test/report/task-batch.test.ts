import { describe, expect, it } from "vitest";
import type { NewEvent } from "../../src/ledger/events.ts";
import { foldEvents } from "../../src/ledger/fold.ts";
import type { HumanTask } from "../../src/report/human-tasks.ts";
import { batchOf } from "../../src/report/task-batch.ts";
import { LISTING, day, fact, on } from "../ledger/support/facts.ts";

const TASK: HumanTask = { id: `acme/${LISTING}`, broker: "acme", reason: "captcha", why: "", what: "", minutes: 3, fields: [], shows: [], hasWords: false, since: day(1) };
const skipped = fact("put-aside");
const later = fact("put-aside", { answer: "later", until: day(9) });
const undone = fact("put-aside", { answer: "undone" });

describe("a step of a person's", () => {
  it.each<[string, readonly NewEvent[], number, Partial<HumanTask>, string]>([
    ["is open until something is said of it", [], 3, {}, "open"],
    ["is left out once it was skipped, however long ago", [skipped], 300, {}, "skipped"],
    ["waits until the day that was named", [later], 8, {}, "later"],
    ["is open again on that day", [later], 9, {}, "open"],
    ["is open again when the skipping is taken back", [skipped, undone], 3, {}, "open"],
    ["is open when it is there for another reason than the one that was skipped", [skipped], 3, { reason: "phone" }, "open"],
    ["is open when it came up anew after it was skipped", [skipped], 30, { since: day(20) }, "open"],
    ["is open when another listing's step was skipped", [fact("put-aside", { listings: ["0therl1st1ng"] })], 3, {}, "open"],
    ["of a category is skipped under the category's name", [fact("put-aside", { broker: "category-phone", listings: ["-"], about: "needs-approval" })], 3, { id: "category:phone", reason: "needs-approval" }, "skipped"],
  ])("%s", (_, said, now, changes, expected) => {
    const batch = batchOf([{ ...TASK, ...changes }], foldEvents(said.map((event) => on(2, event))).asides, new Date(day(now)));

    expect({ open: batch.open.length, later: batch.later.length, skipped: batch.skipped.length }).toEqual({ open: 0, later: 0, skipped: 0, [expected]: 1 });
  });
});
