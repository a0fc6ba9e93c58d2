import type { BrokerPlan } from "./plan.ts";
import type { Skip } from "./task.ts";

/** What waits for a person. Nothing of it is done by itself, however long it waits. */
export function planHuman({ slug, own, loaded }: BrokerPlan): Skip[] {
  return own.flatMap((subject): Skip[] => {
    const place = { broker: slug, listing: subject.listing, state: subject.state };
    if (subject.state === "review") return [{ ...place, reason: "needs-review", why: "is it you? unlist review" }];
    if (subject.state === "needs-human") return [{ ...place, reason: "needs-human", why: subject.humanReason ?? "needs a person" }];
    // With a scan there is a look to come; without one the next run settles what a crash left (reconcile) and hands it over.
    if (subject.state === "in-doubt" && !loaded.playbook.scan) return [{ ...place, reason: "in-doubt", why: "it may have been sent, and there is no listing to look at", until: subject.request?.until ?? subject.since }];
    return [];
  });
}
