import type { BrokerPlan } from "./plan.ts";
import type { Skip } from "./task.ts";

/** What waits for a person. Nothing of it is done by itself, however long it waits. */
export function planHuman({ slug, own }: BrokerPlan): Skip[] {
  return own.flatMap((subject): Skip[] => {
    const place = { broker: slug, listing: subject.listing, state: subject.state };
    if (subject.state === "review") return [{ ...place, reason: "needs-review", why: "is it you? unlist review" }];
    if (subject.state === "needs-human") return [{ ...place, reason: "needs-human", why: subject.humanReason ?? "needs a person" }];
    return [];
  });
}
