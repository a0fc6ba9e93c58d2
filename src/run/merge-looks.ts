import type { UnclearReason } from "../ledger/events.ts";
import type { Look, Sighting } from "../playbook/outcome.ts";

/** What all questions to one broker said together. With `unclear` set nothing may be called absent: what was seen was seen. */
export interface MergedLook {
  readonly sightings: readonly Sighting[];
  /** Rows that are somebody else, of the fullest page. */
  readonly others: number;
  readonly unclear?: UnclearReason;
  readonly retryAfterMs?: number;
  readonly evidence?: string;
}

export function mergeLooks(looks: readonly Look[]): MergedLook {
  const seen = looks.filter((look) => look.kind === "seen");
  const unclear = looks.find((look) => look.kind === "unclear");
  const evidence = [...looks].find((look) => look.evidence !== undefined)?.evidence;
  return {
    sightings: surestOfEach(seen.flatMap((look) => look.sightings)),
    others: Math.max(0, ...seen.map((look) => look.others)),
    ...(unclear && { unclear: unclear.reason }),
    ...(unclear?.retryAfterMs !== undefined && { retryAfterMs: unclear.retryAfterMs }),
    ...(evidence !== undefined && { evidence }),
  };
}

/** The same listing under several names or addresses is one listing, judged by its best agreement. */
function surestOfEach(sightings: readonly Sighting[]): Sighting[] {
  const best = new Map<string, Sighting>();
  for (const sighting of sightings) {
    const known = best.get(sighting.identity);
    if (known?.match.verdict !== "match") best.set(sighting.identity, sighting);
  }
  return [...best.values()];
}
