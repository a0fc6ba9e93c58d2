import { defineConfig } from "vitest/config";

export default defineConfig({
  // Node 20 knows Symbol.asyncDispose but not `await using`, so the syntax is lowered.
  oxc: { target: "es2022" },
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/global-setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
    isolate: false, // files of one worker share what they import: a third of the processor time of small files
    maxWorkers: 2,
  },
});
