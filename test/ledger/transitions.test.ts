import { describe, expect, it } from "vitest";
import type { Case } from "../../src/ledger/case.ts";
import type { EventType, NewEvent } from "../../src/ledger/events.ts";
import { STATES, type State } from "../../src/ledger/states.ts";
import { TRANSITIONS, nextState, refuseUnknown } from "../../src/ledger/transitions.ts";
import { EVENT_TYPES, REQUEST, anyFact, caseIn, day, fact, on, stepWith } from "./support/facts.ts";

/** Everything a state takes, in the order of the events; what is not named is refused. */
const TAKES: Record<State, string> = {
  unseen: "found added absent unclear disclosed intended handed-off broke deferred denied covered stopped left asked-by-hand put-aside",
  "not-listed": "found added absent unclear decided disclosed intended handed-off broke deferred denied covered stopped left asked-by-hand put-aside",
  inconclusive: "found added absent unclear disclosed intended handed-off broke deferred denied covered stopped left asked-by-hand put-aside",
  review: "found added absent unclear decided disclosed deferred stopped left put-aside",
  planned: "found added absent unclear decided disclosed intended handed-off broke deferred denied covered stopped left asked-by-hand put-aside",
  "needs-human": "found added absent unclear disclosed intended acknowledged doubted not-sent handed-off broke deferred denied covered stopped left asked-by-hand put-aside",
  "in-doubt": "found absent unclear disclosed acknowledged doubted not-sent handed-off deferred denied stopped left put-aside",
  submitted: "found added absent unclear decided disclosed intended acknowledged completed handed-off deferred denied stopped left put-aside",
  "awaiting-confirmation": "found added absent unclear decided disclosed intended acknowledged completed handed-off broke deferred denied stopped left put-aside",
  "awaiting-removal": "found added absent unclear decided disclosed intended acknowledged completed handed-off deferred denied stopped left put-aside",
  "still-listed": "found added absent unclear decided disclosed intended acknowledged completed doubted not-sent handed-off broke deferred denied stopped left asked-by-hand put-aside",
  removed: "found added absent unclear decided disclosed acknowledged completed doubted not-sent deferred stopped left put-aside",
  reappeared: "found added absent unclear decided disclosed intended handed-off broke deferred denied covered stopped left asked-by-hand put-aside",
  unverifiable: "found absent unclear disclosed acknowledged completed doubted not-sent handed-off deferred denied stopped left asked-by-hand put-aside",
  covered: "found added absent unclear decided disclosed intended handed-off broke deferred denied covered stopped left asked-by-hand put-aside",
  broken: "found absent unclear disclosed intended acknowledged doubted not-sent handed-off broke deferred denied covered stopped left asked-by-hand put-aside",
  denied: "found absent unclear disclosed acknowledged completed doubted not-sent deferred stopped left put-aside",
  stopped: "found added absent unclear disclosed acknowledged completed doubted not-sent deferred stopped left put-aside",
  left: "found added absent unclear disclosed acknowledged completed doubted not-sent deferred stopped left put-aside",
};

describe("the table of transitions", () => {
  it.each(STATES)("takes from %s what is written down, and nothing else", (state) => {
    const taken = EVENT_TYPES.filter((type) => TRANSITIONS[state][type] !== undefined);

    expect(taken.join(" ")).toBe(TAKES[state]);
  });

  it.each(STATES)("leads from %s to a state for all it takes, and refuses the rest by name", (state) => {
    for (const type of EVENT_TYPES) {
      const held = caseIn({ state, isRejected: state === "not-listed" });
      const event = on(2, type === "decided" ? fact("decided", { decision: state === "not-listed" ? "undone" : "other" }) : anyFact(type));
      if (TAKES[state].split(" ").includes(type)) expect(STATES, type).toContain(nextState(held, event));
      else expect(() => refuseUnknown(held, event)).toThrow(`acme: a case that is "${state}" does not take "${type}"`);
    }
  });

  it("reaches every state", () => {
    const reached = new Set(EVENT_ROWS.map(([, , to]) => to));

    expect(STATES.filter((state) => !reached.has(state))).toEqual(["unseen"]);
  });
});

const unsure = fact("found", { verdict: "unsure" });
const mail = fact("acknowledged", { next: "mail" });
const confirmedByMail = fact("acknowledged", { step: "confirm.steps[1]" });
const asked = { request: { id: REQUEST, steps: [stepWith("acknowledged")], until: day(20) } };
const doubted = { request: { id: REQUEST, steps: [stepWith("doubted")], until: day(20) } };
const open = { request: { id: REQUEST, steps: [stepWith("open")] } };
const notSent = { request: { id: REQUEST, steps: [stepWith("not-sent")] } };
const confirming = { request: { id: REQUEST, steps: [stepWith("acknowledged"), stepWith("open", "confirm.steps[1]")] } };

/** from, event, to; on day 15 unless the row says otherwise. */
const EVENT_ROWS: readonly (readonly [State, NewEvent, State, Partial<Case>?, number?])[] = [
  ["unseen", fact("found"), "planned"],
  ["unseen", unsure, "review"],
  ["unseen", fact("absent"), "not-listed"],
  ["unseen", fact("unclear"), "inconclusive"],
  ["not-listed", fact("found"), "not-listed", { isRejected: true }],
  ["not-listed", unsure, "not-listed", { isRejected: true }],
  ["not-listed", fact("decided", { decision: "undone" }), "review", { isRejected: true }],
  ["inconclusive", fact("found"), "planned"],
  ["review", fact("unclear"), "review"],
  ["review", fact("absent"), "not-listed"],
  ["review", fact("decided", { decision: "mine" }), "planned"],
  ["review", fact("decided", { decision: "other" }), "not-listed"],
  ["planned", unsure, "planned"],
  ["planned", fact("unclear"), "planned"],
  ["planned", fact("absent"), "not-listed"],
  ["planned", fact("intended"), "in-doubt"],
  ["planned", fact("decided", { decision: "undone" }), "review"],
  ["planned", fact("broke"), "broken"],
  ["planned", fact("covered"), "covered"],
  ["planned", fact("denied"), "denied"],
  ["planned", fact("stopped"), "stopped"],
  ["planned", fact("left"), "left"],
  ["in-doubt", mail, "awaiting-confirmation", open],
  ["in-doubt", fact("acknowledged"), "submitted", open],
  ["in-doubt", confirmedByMail, "awaiting-removal", confirming],
  ["in-doubt", fact("acknowledged", { next: "nothing-to-see" }), "unverifiable", open],
  ["in-doubt", fact("doubted"), "in-doubt", open],
  ["in-doubt", fact("not-sent"), "planned", open],
  ["in-doubt", fact("not-sent"), "reappeared", { ...open, cycle: 2 }],
  ["in-doubt", fact("not-sent", { step: "confirm.steps[1]" }), "awaiting-confirmation", confirming],
  ["in-doubt", fact("not-sent", { step: "optOut.steps[4]" }), "in-doubt", doubted],
  ["in-doubt", fact("found"), "in-doubt", doubted, 19],
  ["in-doubt", fact("found"), "needs-human", doubted, 21],
  ["in-doubt", fact("found"), "in-doubt", open, 14],
  ["in-doubt", fact("found"), "needs-human", open, 16],
  ["in-doubt", fact("absent"), "in-doubt", doubted],
  ["in-doubt", fact("absent"), "removed", { ...doubted, absentAt: [day(8)] }],
  ["submitted", fact("found"), "awaiting-removal", asked, 19],
  ["submitted", fact("found"), "still-listed", asked, 21],
  ["submitted", fact("absent"), "awaiting-removal", asked],
  ["submitted", fact("intended", { step: "optOut.steps[6]" }), "in-doubt", asked],
  ["awaiting-confirmation", fact("intended", { step: "confirm.steps[1]" }), "in-doubt", asked],
  ["awaiting-confirmation", fact("completed"), "submitted", asked],
  ["awaiting-confirmation", fact("completed", { step: "confirm.steps" }), "awaiting-removal", asked],
  ["in-doubt", fact("acknowledged", { next: "form" }), "awaiting-confirmation", open],
  ["planned", fact("disclosed"), "planned"],
  ["awaiting-confirmation", fact("found"), "awaiting-confirmation", asked, 40],
  ["awaiting-confirmation", fact("absent"), "awaiting-confirmation", asked],
  ["awaiting-removal", fact("absent"), "removed", { ...asked, absentAt: [day(8)] }],
  ["awaiting-removal", fact("absent"), "awaiting-removal", { ...asked, absentAt: [day(9)] }],
  ["awaiting-removal", fact("unclear"), "awaiting-removal", asked],
  ["still-listed", fact("absent"), "awaiting-removal", asked],
  ["still-listed", fact("handed-off"), "needs-human", asked],
  ["still-listed", fact("intended"), "in-doubt"],
  ["still-listed", fact("broke"), "broken"],
  ["still-listed", fact("asked-by-hand"), "awaiting-removal", asked],
  ["removed", fact("found"), "reappeared", asked],
  ["removed", unsure, "review", asked],
  ["removed", fact("unclear"), "removed", asked],
  ["reappeared", fact("absent"), "reappeared", { cycle: 2 }],
  ["reappeared", fact("absent"), "removed", { cycle: 2, absentAt: [day(8)] }],
  ["covered", fact("found"), "covered", { coveredUntil: day(20) }, 19],
  ["covered", fact("found"), "still-listed", { coveredUntil: day(20) }, 21],
  ["unverifiable", fact("absent"), "unverifiable", asked],
  ["unverifiable", fact("found"), "still-listed", asked],
  ["needs-human", fact("absent"), "not-listed", notSent],
  ["needs-human", fact("absent"), "needs-human", asked],
  ["needs-human", fact("added"), "planned"],
  ["needs-human", fact("added"), "needs-human", doubted],
  ["broken", fact("found"), "planned"],
  ["broken", fact("found"), "broken", asked],
  ["denied", fact("absent"), "removed", { ...asked, absentAt: [day(8)] }],
  ["stopped", fact("added"), "planned"],
  ["stopped", fact("added"), "in-doubt", doubted],
  ["stopped", fact("found"), "stopped"],
  ["left", fact("stopped"), "stopped"],
  ["awaiting-removal", fact("added"), "awaiting-removal", asked, 19],
  ["awaiting-removal", fact("added"), "still-listed", asked, 21],
  ["awaiting-confirmation", fact("added"), "awaiting-confirmation", asked, 21],
  ["still-listed", fact("added"), "still-listed", asked],
  ["covered", fact("added"), "still-listed", { coveredUntil: day(20) }, 21],
  ["awaiting-removal", fact("decided", { decision: "other" }), "not-listed", asked],
  ["removed", fact("decided", { decision: "other" }), "not-listed", asked],
  ["not-listed", fact("decided", { decision: "undone" }), "awaiting-removal", { ...asked, isRejected: true, rejectedFrom: "awaiting-removal" }],
  ["unseen", fact("asked-by-hand"), "unverifiable", { listing: "-" }],
  ["needs-human", fact("asked-by-hand"), "awaiting-removal"],
];

describe("a transition", () => {
  it.each(EVENT_ROWS.map((row) => ({ row, title: `${row[0]} + ${row[1].type} → ${row[2]}` })))("$title", ({ row: [from, event, to, changes = {}, at = 15] }) => {
    expect(nextState(caseIn({ state: from, ...changes }), on(at, event))).toBe(to);
  });

  it("asks anew for what is still listed only where a parent was asked, and never itself", () => {
    const events = [fact("intended"), fact("broke")];

    expect(events.map((event) => nextState(caseIn({ state: "still-listed", ...asked }), on(15, event)))).toEqual([undefined, undefined]);
  });

  it("takes back only what the person decided, not what a scan said", () => {
    const byScan = caseIn({ state: "not-listed" });

    expect(nextState(byScan, on(2, fact("decided", { decision: "undone" })))).toBeUndefined();
  });

  it("never takes an intent where the outcome of one is not known", () => {
    const types: EventType[] = ["intended"];

    expect(types.filter((type) => TRANSITIONS["in-doubt"][type] !== undefined)).toEqual([]);
  });
});
