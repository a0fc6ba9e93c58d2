import { ExitCode, UsageError } from "../../base/errors.ts";
import { ROUTE_KINDS, type RouteKind } from "../../catalog/broker.ts";
import { readDrafts } from "../../subject/drafts.ts";
import { askedByHand, askedPlace, usualWay } from "../asked-by-hand.ts";
import type { Call } from "../call.ts";
import { openCatalog } from "../subject-view.ts";
import { decided, withLedger } from "../with-ledger.ts";

/** Several at once, as after an evening of letters; `tasks done` is for one step with its proof. */
export async function requestMadeCommand(call: Call): Promise<ExitCode> {
  const catalog = await openCatalog(call.config);
  const by = wayOf(call);
  const made = await withLedger(call, "request made", async (ledger, subject, opened) => {
    const drafts = await readDrafts(opened, subject);
    const places = call.args.map((name) => askedPlace(name, catalog, ledger.view.cases));
    for (const place of places) await decided(ledger, call.clock, askedByHand(place, { by: by ?? usualWay(place.broker, catalog), on: call.clock.now(), told: drafts[place.broker]?.fields }));
    return places.map(({ broker, listing }) => ({ id: `${broker}/${listing}`, state: ledger.view.cases.get(`${broker}/${listing}`)?.state ?? "unseen" }));
  });
  call.out.result({ requests: made }, [made.length === 1 ? `${made[0]?.id ?? ""}: recorded as asked by you` : `${made.length} recorded as asked by you`]);
  call.out.next("unlist status");
  return ExitCode.done;
}

function wayOf({ options }: Call): RouteKind | undefined {
  const named = options.text("by");
  const by = ROUTE_KINDS.find((kind) => kind === named);
  if (named !== undefined && by === undefined) throw new UsageError("--by wants a way of asking", { hint: "portal, mail, post, phone, human" });
  return by;
}
