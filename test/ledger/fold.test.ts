import { describe, expect, it } from "vitest";
import { brokerStandings } from "../../src/ledger/broker-view.ts";
import type { Case } from "../../src/ledger/case.ts";
import { disclosures } from "../../src/ledger/disclosures.ts";
import type { NewEvent } from "../../src/ledger/events.ts";
import { applyEvent, foldEntries, foldEvents } from "../../src/ledger/fold.ts";
import { LISTING, REQUEST, caseIn, day, fact, on } from "./support/facts.ts";

function fold(...rows: (readonly [number, NewEvent])[]): Case {
  return foldEvents(rows.map(([at, event]) => on(at, event))).cases.get(`acme/${LISTING}`)!;
}

const sent = [
  [1, fact("found")],
  [1, fact("intended")],
  [1, fact("acknowledged", { until: day(15) })],
] as const;

describe("a case folded from its events", () => {
  it("is in doubt after an intent and nothing else", () => {
    const held = fold([1, fact("found")], [2, fact("intended")]);

    expect(held).toMatchObject({ state: "in-doubt", since: day(2), request: { id: REQUEST, steps: [{ outcome: "open", intendedAt: day(2) }] } });
  });

  it("is removed by two absences a week apart, not by two a day apart", () => {
    expect(fold(...sent, [16, fact("absent")], [17, fact("absent")]).state).toBe("awaiting-removal");
    expect(fold(...sent, [16, fact("absent")], [17, fact("absent")], [23, fact("absent")]).state).toBe("removed");
  });

  it("counts no absence from before the request, and none that a sighting came after", () => {
    expect(fold([1, fact("found")], [1, fact("handed-off")], ...sent.slice(1), [16, fact("absent")]).absentAt).toEqual([day(16)]);
    expect(fold(...sent, [10, fact("absent")], [12, fact("found")], [20, fact("absent")]).state).toBe("awaiting-removal");
  });

  it("opens a new cycle without the old request when the listing comes back", () => {
    const back = fold(...sent, [16, fact("absent")], [23, fact("absent")], [60, fact("found")]);

    expect(back).toMatchObject({ state: "reappeared", cycle: 2, absentAt: [] });
    expect(back.request).toBeUndefined();
  });

  it("keeps a rejected listing rejected when the next scan is sure of it, until the person takes it back", () => {
    const rejected = [[1, fact("found", { verdict: "unsure" })], [2, fact("decided", { decision: "other" })], [30, fact("found")]] as const;

    expect(fold(...rejected)).toMatchObject({ state: "not-listed", isRejected: true });
    expect(fold(...rejected, [31, fact("decided", { decision: "undone" })])).toMatchObject({ state: "review", isRejected: false });
  });

  it("keeps the request that may have been sent when the person stops it", () => {
    const stopped = fold([1, fact("found")], [1, fact("intended")], [2, fact("stopped")]);

    expect(stopped).toMatchObject({ state: "stopped", request: { steps: [{ outcome: "open" }] } });
  });

  it("asks anew only for what was answered when a stopped listing is taken up again", () => {
    expect(fold(...sent, [20, fact("stopped")], [30, fact("added")])).toMatchObject({ state: "planned", cycle: 2 });
    expect(fold([1, fact("found")], [1, fact("intended")], [2, fact("stopped")], [3, fact("added")])).toMatchObject({ state: "in-doubt", cycle: 1 });
  });

  it("names the human reason and fields while a human is needed, and not after", () => {
    const handedOff = fact("handed-off", { reason: "disclosure", fields: ["phone"] });

    expect(fold([1, fact("found")], [2, handedOff])).toMatchObject({ state: "needs-human", humanReason: "disclosure", fields: ["phone"] });
    expect(fold([1, fact("found")], [2, handedOff], [3, fact("intended")])).toMatchObject({ humanReason: undefined, fields: [] });
    expect(fold([1, fact("found")], [1, fact("intended")], [40, fact("found")])).toMatchObject({ state: "needs-human", humanReason: "in-doubt" });
  });

  it("keeps the later of two times before which nothing is due", () => {
    const later = fact("deferred", { until: day(9) });

    expect(fold([1, later], [2, fact("deferred", { until: day(5) })]).notBefore).toBe(day(9));
  });

  it("applies an event to every listing it names, and to no other", () => {
    const other = "k3y00000bbbbbbbb";
    const view = foldEvents([on(1, fact("found")), on(1, fact("found", { listings: [other] })), on(2, fact("intended", { listings: [LISTING, other] })), on(3, fact("found", { broker: "zed" }))]);

    expect([...view.cases].map(([key, held]) => [key, held.state])).toEqual([[`acme/${LISTING}`, "in-doubt"], [`acme/${other}`, "in-doubt"], [`zed/${LISTING}`, "planned"]]);
  });

  it("takes an outcome whose intent is lost for a request that was sent", () => {
    expect(applyEvent(caseIn({ state: "planned" }), on(2, fact("acknowledged")), LISTING).state).toBe("submitted");
  });

  it("asks a person after a gap, where an intent may be among what is lost", () => {
    const planned = foldEntries([{ event: on(1, fact("found")) }, { gap: { at: day(2), lost: 1 } }]);

    expect(planned.cases.get(`acme/${LISTING}`)).toMatchObject({ state: "needs-human", humanReason: "in-doubt" });
  });
});

describe("where a broker stands", () => {
  const a = { listings: ["k3y00000aaaaaaaa"] };
  const b = { listings: ["k3y00000bbbbbbbb"] };
  const self = { listings: ["-"] };

  it.each<[string, NewEvent[], string]>([
    ["the most urgent listing speaks", [fact("found", a), fact("found", { ...b, verdict: "unsure" })], "review"],
    ["a listing speaks rather than the broker's own case", [fact("unclear", self), fact("found", a)], "planned"],
    ["the own case speaks when every listing is somebody else's", [fact("unclear", self), fact("found", { ...a, verdict: "unsure" }), fact("decided", { ...a, decision: "other" })], "inconclusive"],
    ["somebody else's listing alone is not listed", [fact("found", { ...a, verdict: "unsure" }), fact("decided", { ...a, decision: "other" })], "not-listed"],
  ])("%s", (_, events, state) => {
    const view = foldEvents(events.map((event) => on(1, event)));

    expect(brokerStandings(view).map((standing) => [standing.broker, standing.state])).toEqual([["acme", state]]);
  });
});

describe("disclosures", () => {
  it("list fields and hosts of what was or may have been sent, and nothing that was proven not sent", () => {
    const view = foldEvents([
      on(1, fact("intended", { fields: ["name"] })),
      on(1, fact("not-sent")),
      on(2, fact("intended", { fields: ["listing.url"] })),
      on(2, fact("acknowledged", { next: "mail" })),
      on(3, fact("intended", { step: "confirm.steps[1]", fields: [] })),
    ]);

    expect(disclosures(view).map(({ at, fields, isCertain }) => [at, fields, isCertain])).toEqual([
      [day(2), ["listing.url"], true],
      [day(3), [], false],
    ]);
  });
});
