import { describe, expect, it } from "vitest";
import { createLanes } from "../../src/queue/lanes.ts";

/** `Promise.withResolvers`, which Node 20 lacks. */
function resolvers<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}

/** A job that ends when the test says so, and tells when it began. */
function held() {
  const begun = resolvers<AbortSignal>();
  const release = resolvers<undefined>();
  const job = async (signal: AbortSignal) => {
    begun.resolve(signal);
    await release.promise;
  };
  return { job, begun: begun.promise, end: () => release.resolve(undefined) };
}

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
}

describe("lanes", () => {
  it("run the jobs of one lane one after another, in the order they were added", async () => {
    const lanes = createLanes({ concurrency: 4 });
    const story: string[] = [];

    for (const name of ["a", "b", "c"]) {
      lanes.add("acme", async () => {
        story.push(`${name} begins`);
        await turns(3);
        story.push(`${name} ends`);
      });
    }
    await lanes.onIdle();

    expect(story).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
  });

  it("run side by side up to the bound, and never beyond", async () => {
    const lanes = createLanes({ concurrency: 3 });
    let running = 0;
    let most = 0;

    for (let i = 0; i < 12; i++) {
      lanes.add(`lane-${i}`, async () => {
        most = Math.max(most, ++running);
        await turns(2);
        running--;
      });
    }
    await lanes.onIdle();

    expect(most).toBe(3);
  });

  it("give a short lane its turn while a long one still has work", async () => {
    const lanes = createLanes({ concurrency: 1 });
    const order: string[] = [];

    for (let i = 0; i < 50; i++) lanes.add("long", async () => void order.push("long"));
    lanes.add("short", async () => void order.push("short"));
    await lanes.onIdle();

    expect(order.indexOf("short")).toBeLessThanOrEqual(2);
    expect(order).toHaveLength(51);
  });

  it("are idle only when jobs that jobs added have ended too", async () => {
    const lanes = createLanes({ concurrency: 2 });
    const ended: string[] = [];

    lanes.add("a", async () => {
      lanes.add("b", async () => {
        await turns(2);
        ended.push("b");
      });
      ended.push("a");
    });
    await lanes.onIdle();

    expect(ended).toEqual(["a", "b"]);
  });

  it.each(["the signal", "stop"])("begin nothing after %s, and wait for the job in hand", async (how) => {
    const abort = new AbortController();
    const lanes = createLanes({ concurrency: 1, signal: abort.signal });
    const first = held();
    let others = 0;
    lanes.add("a", first.job);
    lanes.add("a", async () => {
      others++;
    });
    lanes.add("b", async () => {
      others++;
    });
    const signal = await first.begun;

    if (how === "the signal") abort.abort();
    let isStopped = false;
    const stopped = lanes.stop().then(() => (isStopped = true));
    await turns(3);

    expect(signal.aborted).toBe(true);
    expect(isStopped).toBe(false);
    first.end();
    await stopped;
    expect(others).toBe(0);
  });

  it("begin nothing more after a job threw, and give its error when all have ended", async () => {
    const lanes = createLanes({ concurrency: 2 });
    const inHand = held();
    let later = 0;
    lanes.add("a", inHand.job);
    lanes.add("b", async () => Promise.reject(new Error("disk full")));
    lanes.add("b", async () => {
      later++;
    });
    const signal = await inHand.begun;
    await turns(3);

    inHand.end();

    await expect(lanes.onIdle()).rejects.toThrow("disk full");
    expect(signal.aborted).toBe(true);
    expect(later).toBe(0);
  });
});
