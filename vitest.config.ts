import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The folders whose files take longest, first: a long file that starts last leaves the other core idle. */
const LONGEST = ["rehearsal", "end-to-end", "gates", "authoring", "cli", "browser", "playbook"];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = LONGEST.findIndex((folder) => moduleId.includes(`/test/${folder}/`));
      return place === -1 ? LONGEST.length : place;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b)); // stable: the larger file first within a folder
  }
}

export default defineConfig({
  // Node 20 knows Symbol.asyncDispose but not `await using`, so the syntax is lowered.
  oxc: { target: "es2022" },
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/global-setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } }, // the default of one second is about the machine, not about the code
    pool: "forks",
    isolate: false, // files of one worker share what they import: a third of the processor time of small files
    maxWorkers: availableParallelism() + 1, // tests wait a third of their time: for pages, deadlines, processes
    sequence: { sequencer: LongestFirst },
  },
});
