import type { Look, Sighting } from "./outcome.ts";

/** What the extracts of one scan add up to. A listing that two rows or pages show counts once. */
export class LookSoFar {
  readonly #sightings = new Map<string, Sighting>();
  #others = 0;
  #noneEvidence: string | undefined;

  add(sightings: readonly Sighting[], others: number): void {
    for (const sighting of sightings) {
      if (this.#sightings.get(sighting.identity)?.match.verdict !== "match") this.#sightings.set(sighting.identity, sighting);
    }
    this.#others += others;
  }

  sawNoneSign(evidence: string): void {
    this.#noneEvidence = evidence;
  }

  result(): Look {
    const evidence = this.#noneEvidence === undefined ? {} : { evidence: this.#noneEvidence };
    return { kind: "seen", sightings: [...this.#sightings.values()], others: this.#others, hasNoneSign: this.#noneEvidence !== undefined, ...evidence };
  }
}
