import { describe, expect, it } from "vitest";
import { FixedClock } from "../../src/base/clock.ts";
import { InterruptedError } from "../../src/base/errors.ts";
import type { HandOffAnswer, HandOffPort } from "../../src/playbook/hand-off.ts";
import { sit } from "../../src/run/sitting.ts";
import { run } from "../../src/run.ts";
import { MemoryFiles } from "../gates/model/memory-files.ts";
import { actOn, waitingIn } from "../gates/scripted/attended.ts";
import { ScriptedBrokers } from "../gates/scripted/brokers.ts";
import { withScriptedRooms } from "../gates/scripted/rooms.ts";

interface Sat {
  /** Brokers in the order in which their steps were asked for. */
  readonly asked: readonly string[];
  readonly applied: readonly string[];
  readonly states: Readonly<Record<string, string>>;
}

const SOLVED = "solved";
type Does = typeof SOLVED | HandOffAnswer | Error;
const left = (why: Extract<HandOffAnswer, { kind: "left" }>["why"]): HandOffAnswer => ({ kind: "left", why });

/** Two brokers wait for a person, who does this with the steps, one after the other. */
async function sitting(...does: readonly Does[]): Promise<Sat> {
  const clock = new FixedClock("2026-11-22T12:00:00Z");
  const brokers = new ScriptedBrokers(() => clock.now().getTime());
  const [asked, turns] = [[] as string[], [...does]];
  const person: HandOffPort = {
    async ask({ broker, session }) {
      asked.push(broker);
      const turn = turns.shift() ?? left("skipped");
      if (turn instanceof Error) throw turn;
      if (turn !== SOLVED) return turn;
      await actOn(session.page);
      return { kind: "done" };
    },
  };
  return await withScriptedRooms({ dir: "/home/jane", files: new MemoryFiles(), clock, sites: ["letters", "sums"], net: async (request) => brokers.ask(request), inbox: async () => [] }, async (rooms) => {
    await run(rooms);
    await sit(rooms, person, waitingIn(rooms)).catch((error: unknown) => {
      if (!(error instanceof InterruptedError)) throw error;
    });
    const states = Object.fromEntries([...rooms.ledger.view.cases.values()].map(({ broker, state }) => [broker, state]));
    return { asked, applied: brokers.applied.map(({ site }) => site), states };
  });
}

describe("one sitting", () => {
  it("goes from step to step, and on from each to their confirmation", async () => {
    const { asked, applied, states } = await sitting(SOLVED, SOLVED);

    expect([asked, applied]).toEqual([["letters", "sums"], ["letters", "sums"]]);
    expect(states).toEqual({ letters: "submitted", sums: "submitted" });
  });

  it("brings a step that is put off again at its end, and only once", async () => {
    const { asked, applied, states } = await sitting(left("later"), SOLVED, left("later"));

    expect([asked, applied]).toEqual([["letters", "sums", "letters"], ["sums"]]);
    expect(states).toEqual({ letters: "needs-human", sums: "submitted" });
  });

  it.each([
    ["left out", left("skipped"), ["letters", "sums"]],
    ["closed by its window", left("gone"), ["letters", "sums"]],
    ["the one at which they stop", left("stopped"), ["letters"]],
    ["one that nobody came for", left("timed-out"), ["letters"]],
    ["interrupted", new InterruptedError("stopped"), ["letters"]],
  ])("leaves a step that is %s waiting as it was, with nothing sent", async (_how, does, wanted) => {
    const { asked, applied, states } = await sitting(does);

    expect([asked, applied]).toEqual([wanted, []]);
    expect(states).toEqual({ letters: "needs-human", sums: "needs-human" });
  });
});
