import { expect, it } from "vitest";
import { requireRoomForSocket } from "../../src/browser/socket-room.ts";

const folder = (length: number): string => `/tmp/${"x".repeat(length - 5)}`;

it("a temporary folder in which Chromium has no room for its socket is refused, with what to do", () => {
  expect(() => requireRoomForSocket(folder(63), "linux")).toThrow("too long by 1");
});

it.each<[string, NodeJS.Platform, number]>([
  ["just long enough", "linux", 62],
  ["as long as it likes elsewhere", "win32", 300],
])("one that is %s is taken", (_how, platform, length) => {
  expect(() => requireRoomForSocket(folder(length), platform)).not.toThrow();
});
