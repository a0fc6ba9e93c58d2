import { ExitCode, UsageError } from "../../base/errors.ts";
import { ROUTE_KINDS, type RouteKind } from "../../catalog/broker.ts";
import { readDrafts, type Draft } from "../../subject/drafts.ts";
import { askedByHand, askedPlace, usualWay, type Asked, type AskedPlace } from "../asked-by-hand.ts";
import type { Call } from "../call.ts";
import { documentBehind } from "../cited-authority.ts";
import { viewSubject, type SubjectView } from "../subject-view.ts";
import { decided, withLedger } from "../with-ledger.ts";

/** Several at once, as after an evening of letters; `tasks done` is for one step with its proof. */
export async function requestMadeCommand(call: Call): Promise<ExitCode> {
  const by = wayOf(call);
  const made = await withLedger(call, "request made", async (ledger, subject, opened) => {
    const drafts = await readDrafts(opened, subject);
    const view = await viewSubject(call, opened, subject);
    const places = call.args.map((name) => askedPlace(name, view.catalog, ledger.view.cases));
    for (const place of places) await decided(ledger, call.clock, askedByHand(place, toldOf(place, { by: by ?? usualWay(place.broker, view.catalog), draft: drafts[place.broker], view })));
    return places.map(({ broker, listing }) => ({ id: `${broker}/${listing}`, state: ledger.view.cases.get(`${broker}/${listing}`)?.state ?? "unseen" }));
  });
  call.out.result({ requests: made }, [made.length === 1 ? `${made[0]?.id ?? ""}: recorded as asked by you` : `${made.length} recorded as asked by you`]);
  call.out.next("unlist status");
  return ExitCode.done;
}

function toldOf({ broker }: AskedPlace, { by, draft, view }: { readonly by: RouteKind; readonly draft: Draft | undefined; readonly view: SubjectView }): Asked {
  return { by, on: view.now, told: draft?.fields, restsOn: documentBehind({ broker, route: by }, view, draft) };
}

function wayOf({ options }: Call): RouteKind | undefined {
  const named = options.text("by");
  const by = ROUTE_KINDS.find((kind) => kind === named);
  if (named !== undefined && by === undefined) throw new UsageError("--by wants a way of asking", { hint: "portal, mail, post, phone, human" });
  return by;
}
