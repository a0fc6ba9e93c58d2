import { afterAll, beforeAll, expect, it } from "vitest";
import { ResendBench } from "./support/resend/bench.ts";
import { nameOf, PROTOCOLS, resendCases, type ResendCase, type ResendResult } from "./support/resend/matrix.ts";

let bench: ResendBench;
beforeAll(async () => {
  bench = await ResendBench.open();
});
afterAll(() => bench[Symbol.asyncDispose]());

type Row = readonly [ResendCase, ResendResult];

async function table(guard: ResendCase["guard"], protocols: readonly string[] = PROTOCOLS): Promise<Row[]> {
  const cases = resendCases([guard]).filter(({ protocol }) => protocols.includes(protocol));
  const results = await bench.runAll(cases);
  return cases.flatMap((one, at): Row[] => (results[at] ? [[one, results[at]]] : []));
}

const twice = (rows: readonly Row[]) => rows.filter(([, { posts }]) => posts > 1).map(([one]) => nameOf(one));
const dropped = (faults: readonly string[], guard: string, protocols: readonly string[] = PROTOCOLS) => protocols.flatMap((protocol) => ["form", "fetch"].flatMap((sender) => faults.map((fault) => `${protocol} ${sender} ${fault} ${guard}`)));
const unseen = (rows: readonly Row[]) => rows.filter(([{ fault }, { isSeen }]) => isSeen !== (fault === "303-close")).map(([one]) => nameOf(one));

it("control: with nothing around it Chromium sends twice whenever the connection drops or it is told to ask elsewhere", async () => {
  const rows = await table("none");

  expect(twice(rows)).toEqual(dropped(["fin", "reset", "goaway", "misdirected"], "none"));
  expect(unseen(rows)).toEqual([]);
});

it("sends once with the drain, save where the answer itself makes Chromium ask again", async () => {
  const rows = await table("drain", ["h1"]);

  expect(twice(rows)).toEqual(dropped(["misdirected"], "drain", ["h1"]));
  expect(unseen(rows)).toEqual([]);
});

it.each([["the fuse alone", "fuse"], ["drain and fuse", "both"]] as const)("sends once with %s, records that it was sent, and sees the page behind a 303", async (_, guard) => {
  const rows = await table(guard, guard === "both" ? PROTOCOLS : ["h1"]);

  expect(twice(rows)).toEqual([]);
  expect(unseen(rows)).toEqual([]);
  expect(rows.filter(([, { posts, wire }]) => posts !== 1 || wire !== "sent").map(([one]) => nameOf(one))).toEqual([]);
});
