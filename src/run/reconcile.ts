import type { Case } from "../ledger/case.ts";
import type { Rooms } from "./rooms.ts";
import { wireName } from "./task-desk.ts";

/**
 * What a crash left open. An intent without a later word may have happened; only the proxy's own record can prove that no byte
 * of it left. A listing that is still there proves nothing, so everything else stays in doubt and is watched.
 */
export async function reconcile({ ledger, wire, log }: Pick<Rooms, "ledger" | "wire" | "log">): Promise<void> {
  for (const { open, listings, broker } of openSteps([...ledger.view.cases.values()])) {
    const record = await wire(wireName(open.request, open.step));
    log.info({ broker, step: open.step, reason: record }, "reconciled an open intent");
    if (record !== "sent") await ledger.append({ type: "not-sent", broker, listings, request: open.request, step: open.step, proof: record });
  }
}

interface OpenStep {
  readonly broker: string;
  readonly listings: string[];
  readonly open: { readonly request: string; readonly step: string };
}

/** Open steps, those of one request over several listings taken together. */
function openSteps(cases: readonly Case[]): OpenStep[] {
  const found = new Map<string, OpenStep>();
  for (const subject of cases) {
    for (const { step, outcome } of subject.request?.steps ?? []) {
      if (outcome !== "open" || !subject.request) continue;
      const name = wireName(subject.request.id, step);
      const known = found.get(name) ?? { broker: subject.broker, listings: [], open: { request: subject.request.id, step } };
      known.listings.push(subject.listing);
      found.set(name, known);
    }
  }
  return [...found.values()];
}
