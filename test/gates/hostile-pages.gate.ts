import { allVectors, runBare, runFenced, type VectorResult } from "../browser/support/vectors/run-vectors.ts";
import type { Place } from "../browser/support/vectors/vector.ts";
import type { Gate } from "./support/gate.ts";

const LEAST_WAYS = 60;
const PLACES: readonly Place[] = ["page", "popup", "iframe", "worker"];

/** The same pages in a Chromium as it comes are the measure: what leaks there is what the fence has to hold. */
export const gate: Gate = {
  name: "hostile-pages",
  limit: `0 connections off the allow-list from 100 pages or more, ${LEAST_WAYS} ways or more in each place`,
  async run(scale) {
    const vectors = scale === "full" ? allVectors : allVectors.filter((_, at) => at % 4 === 0);
    const bare = await runBare(vectors);
    const fenced = await runFenced(vectors);
    const ways = PLACES.map((place) => leaksIn(bare, place));
    const isEnough = scale === "quick" || (Math.min(...ways) >= LEAST_WAYS && bare.leaked.size >= 100);
    const figure =
      `${fenced.connections} connections and ${fenced.leaked.size} datagrams or names off the list, of ${fenced.cases.length} pages; ` +
      `without the fence ${bare.leaked.size} of them got out (${ways[0]} ways from a page, ${ways[1]} from a window, ${ways[2]} from a frame, ${ways[3]} from a worker)`;
    return { figure, ok: isEnough && held(fenced) };
  },
  /** No fence at all: the judge has to see it. */
  async control() {
    return held(await runBare(allVectors.slice(0, 3))) ? "missed" : "caught";
  },
};

function held({ connections, leaked }: VectorResult): boolean {
  return connections === 0 && leaked.size === 0;
}

function leaksIn({ cases, leaked }: VectorResult, place: Place): number {
  return cases.filter((one) => one.place === place && leaked.has(one.id)).length;
}
