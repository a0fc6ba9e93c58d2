import { describe, expect, it } from "vitest";
import { finderOf } from "../../src/cli/demo/canary.ts";
import { Gate } from "../../src/handoff/remote/gate.ts";
import { RemoteServer, type Desk } from "../../src/handoff/remote/server.ts";
import type { Viewer } from "../../src/handoff/remote/viewer.ts";
import { demoProfile } from "../../src/lab/persona.ts";
import { personalValues } from "../../src/subject/profile.ts";
import { Tap } from "./support/tap.ts";

const PASS = { cookie: "the-cookie", key: "the-key" };
const findsOne = finderOf(personalValues(demoProfile).filter((value) => value.length >= 5));
const VALUE = personalValues(demoProfile).find((value) => value.includes(" ")) ?? "";

/** What one viewer of such a stream was told, as it is heard on the line. */
async function heard(tells: (viewer: Viewer) => void): Promise<Tap> {
  const desk: Desk = { watched: (viewer) => (tells(viewer), viewer.end(), () => undefined), input: async () => undefined, answer: () => false };
  await using server = new RemoteServer(new Gate("the-token", PASS), desk);
  const port = await server.listen(0);
  await using tap = await Tap.open(port);
  for (const path of ["/page.js", "/stream"]) {
    const answered = await fetch(tap.through(`http://127.0.0.1:${port}${path}`), { headers: { cookie: `unlist-viewer=${PASS.cookie}`, "x-unlist-key": PASS.key } });
    expect(answered.status).toBe(200);
    await answered.arrayBuffer();
  }
  return tap;
}

/** The search that `test/end-to-end/hand-off.test.ts` goes by: it must be able to fail. */
describe("what the server says, heard on its line,", () => {
  it("is every head, every body and every word of the stream, without the pictures", async () => {
    const tap = await heard((viewer) => {
      viewer.tell({ note: "one" });
      viewer.show(Buffer.from(VALUE));
      viewer.tell({ note: "two" });
    });

    expect(tap.words()).toEqual([`{"note":"one"}`, `{"note":"two"}`]);
    expect(Buffer.concat(tap.said()).toString()).toMatch(/Content-Security-Policy[^]*sessionStorage/);
    expect(tap.said().some(findsOne)).toBe(false);
  });

  it.each([
    ["as it is", VALUE],
    ["in capitals", VALUE.toUpperCase()],
    ["for an address", encodeURIComponent(VALUE)],
    ["in base64", Buffer.from(`; ${VALUE};`).toString("base64")],
  ])("gives away a value that is planted in it %s", async (_how, planted) => {
    const tap = await heard((viewer) => {
      viewer.show(Buffer.alloc(70_000));
      viewer.tell({ state: "asking", card: { filled: [planted] } });
    });

    expect(tap.said().some(findsOne)).toBe(true);
  });
});
