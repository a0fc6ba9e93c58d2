import { describe, expect, it } from "vitest";
import { PersistentList, PersistentMap } from "../../src/ledger/persistent.ts";

describe("a map that has been written on", () => {
  const first = new PersistentMap<string, number>().with(new Map([["a", 1], ["b", 2]]));

  it("reads in each of its states as it did when it was the newest, in the same order", () => {
    const second = first.with(new Map([["c", 3], ["a", 10]]));
    const third = second.with(new Map([["d", 4]]));

    expect([first, second, third].map((map) => [...map])).toEqual([[["a", 1], ["b", 2]], [["a", 10], ["b", 2], ["c", 3]], [["a", 10], ["b", 2], ["c", 3], ["d", 4]]]);
  });

  it("takes two different futures without mixing them", () => {
    const [left, right] = [first.with(new Map([["x", 1]])), first.with(new Map([["x", 2]]))];

    expect([left.get("x"), right.get("x"), first.get("x")]).toEqual([1, 2, undefined]);
  });

  it("is still read when it is a hundred thousand writes behind", () => {
    let newest = first;
    for (let i = 0; i < 100_000; i++) newest = newest.with(new Map([["a", i]]));

    expect([first.get("a"), newest.get("a")]).toEqual([1, 99_999]);
  });
});

it("a list that has grown keeps its earlier lengths, and forks where it is grown twice", () => {
  const first = new PersistentList<string>().with(["a"]);
  const [left, right] = [first.with(["b"]), first.with(["c"])];

  expect([first, left, right].map((list) => list.items)).toEqual([["a"], ["a", "b"], ["a", "c"]]);
});
