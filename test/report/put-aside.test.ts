import { describe, expect, it } from "vitest";
import { parseStrict } from "../../src/base/strict-yaml.ts";
import { Broker } from "../../src/catalog/broker.ts";
import type { NewEvent } from "../../src/ledger/events.ts";
import { foldEvents } from "../../src/ledger/fold.ts";
import type { Plan, Skip } from "../../src/plan/task.ts";
import { reportCalendar } from "../../src/report/outcomes/calendar.ts";
import { reportCsv } from "../../src/report/outcomes/csv.ts";
import { clientPage } from "../../src/report/outcomes/client-page.ts";
import { reportPage } from "../../src/report/outcomes/page.ts";
import { answersIn, withAnswers, type PersonsView } from "../../src/report/put-aside.ts";
import { needsPerson, summarize } from "../../src/report/summarize.ts";
import { BROKER } from "../catalog/fixture.ts";
import { LISTING, day, fact, on } from "../ledger/support/facts.ts";
import { catalogOf, daysAgo, NOW } from "../plan/fixture.ts";
import { outcomes } from "./outcomes-fixture.ts";

const OTHER = "0therl1st1ng0000";
const HANDED: readonly NewEvent[] = [fact("found"), fact("handed-off")];
const SKIPPED = fact("put-aside");
const LATER = fact("put-aside", { answer: "later", until: day(9) });

function viewOf(said: readonly NewEvent[], { skips = [], now = 3 }: { readonly skips?: readonly Skip[]; readonly now?: number } = {}): PersonsView {
  const { cases, asides } = foldEvents(said.map((event, i) => on(i + 1, event)));
  const plan: Plan = { tasks: [], skips: [...skips, { broker: "acme", listing: LISTING, reason: "needs-human", why: "captcha" }] };
  return { catalog: catalogOf({}), cases: [...cases.values()], plan, asides, now: new Date(day(now)) };
}

function acme(view: PersonsView) {
  const [row] = summarize(view);
  return row && { said: row.said, state: row.state, isTheirs: needsPerson(row), next: row.next, nextAt: row.nextAt };
}

describe("a step that its person put off or left out", () => {
  it.each<[string, readonly NewEvent[], number, ReturnType<typeof acme>]>([
    ["is theirs until they say something of it", HANDED, 3, { said: "needs you", state: "needs-human", isTheirs: true, next: "captcha: unlist tasks", nextAt: undefined }],
    ["is left by them, and nobody is needed", [...HANDED, SKIPPED], 300, { said: "left by you", state: "needs-human", isTheirs: false, next: "nothing more", nextAt: undefined }],
    ["waits until the day that they named", [...HANDED, LATER], 8, { said: "later, on 2026-01-09", state: "needs-human", isTheirs: false, next: "yours again", nextAt: day(9) }],
    ["is theirs again on that day", [...HANDED, LATER], 9, { said: "needs you", state: "needs-human", isTheirs: true, next: "captcha: unlist tasks", nextAt: undefined }],
    ["leaves the word to another listing there that waits", [...HANDED, SKIPPED, fact("found", { listings: [OTHER] }), fact("intended", { listings: [OTHER] }), fact("acknowledged", { listings: [OTHER] })], 9, { said: "asked", state: "submitted", isTheirs: false, next: "nothing more", nextAt: undefined }],
    ["leaves it to another listing there that needs them", [...HANDED, SKIPPED, fact("found", { listings: [OTHER], verdict: "unsure" })], 9, { said: "needs you", state: "review", isTheirs: true, next: "nothing more", nextAt: undefined }],
  ])("%s", (_, said, now, expected) => {
    expect(acme(viewOf(said, { now }))).toEqual(expected);
  });

  it.each<[string, Skip["reason"], string]>([
    ["a mailbox", "needs-mailbox", "mailbox"],
    ["an alias", "needs-alias", "alias"],
    ["a yes for a category", "needs-approval", "category-people-search"],
    ["the address of a listing", "needs-listing", "acme"],
  ])("may be %s that is wanted: the plan has their word in its place", (_, reason, broker) => {
    const view = viewOf([fact("put-aside", { broker, listings: ["-"], about: reason })], { skips: [{ broker: "acme", reason, why: "wants it" }] });

    expect(withAnswers(view.plan, answersIn(view), view.catalog).skips[0]).toEqual({ broker: "acme", reason: "put-aside", why: "left by you" });
  });

  it("may be a broker that only they can ask", () => {
    const catalog = { playbooks: new Map(), brokers: new Map([["acme", parseStrict({ file: "brokers/acme.yaml", text: BROKER.replace(/^routes:.*$/m, "routes: [{ kind: phone, basis: documented, reason: has a number }]") }, Broker)]]) };
    const view = { ...viewOf([fact("put-aside", { listings: ["-"], about: "by-hand" })]), catalog, plan: { tasks: [], skips: [{ broker: "acme", reason: "by-hand" as const, route: "phone" as const, why: "by phone" }] } };

    expect(summarize(view)[0]).toMatchObject({ next: "nothing more" });
  });
});

describe("reports of what was put aside", () => {
  const about = { at: daysAgo(1), broker: "maybe", listings: ["k3cccccc"], type: "put-aside", about: "review" };
  const left = outcomes({ ...about, answer: "skipped" });
  const later = outcomes({ ...about, answer: "later", until: "2027-03-05T00:00:00.000Z" });
  const at = new Date(NOW);

  it("say so in each format, and count nobody as needed", () => {
    expect([left.tasks, later.tasks]).toEqual([[], []]);
    expect([left.skipped.map(({ id }) => id), later.later.map(({ until }) => until)]).toEqual([["maybe/k3cccccc"], ["2027-03-05T00:00:00.000Z"]]);
    expect(reportCsv([left])).toContain(",left by choice,review,");
    expect(reportCsv([later])).toContain(",\"later, as you said\",review,");
    expect(reportPage([left], { at, isRehearsal: false })).not.toContain("needs you");
    expect(reportPage([later], { at, isRehearsal: false })).toContain('<td class="day">2027-03-05</td>');
    expect(clientPage({ outcomes: later, at, isRehearsal: false })).toContain("Put off for a while.");
  });

  it("have the day on which a step comes up again in the calendar, and none of what was left", () => {
    const days = (of: typeof left) => reportCalendar([of], at).match(/^DTSTART;VALUE=DATE:\d+/gm);

    expect(days(later)).toContain("DTSTART;VALUE=DATE:20270305");
    expect(days(left)).not.toContain("DTSTART;VALUE=DATE:20270305");
  });
});
