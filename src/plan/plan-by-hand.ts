import { parentAt, type Broker, type RouteKind } from "../catalog/broker.ts";
import type { Case } from "../ledger/case.ts";
import { chooseRoute, isWhereTheyWork } from "./choose-route.ts";
import type { PlanInput } from "./plan.ts";
import type { Skip } from "./task.ts";

/** The one request that a Californian makes by hand to all brokers of the state's register; kept under a name of its own. */
export const DROP = "california-drop";

export interface ByHandInput extends Pick<PlanInput, "cases" | "subject" | "now"> {
  /** A listing outlived the parent's opt-out, or there is none to hope for. */
  readonly isUncovered?: boolean;
}

/** A broker that no playbook asks: by which way this person gets off it, and whether that has been done. */
export function planByHand(slug: string, broker: Broker, input: ByHandInput): Skip {
  const settled = whatWasDone(slug, input);
  if (settled) return settled;
  if (broker.health === "defunct") return { broker: slug, reason: "settled", why: "it has closed" };
  const residence = input.subject.residence ?? "us";
  if (!isWhereTheyWork(broker, residence)) return { broker: slug, reason: "elsewhere", why: `deals in people of ${broker.regions.join(", ")}` };
  const parent = broker.coverage === "disputed" || input.isUncovered === true ? undefined : parentAt(broker, input.now);
  const route = chooseRoute(broker, { residence, isCovered: parent !== undefined });
  if (route?.kind === "drop") return throughDrop(slug, input);
  if (parent !== undefined && (!route || route.kind === "parent")) return { broker: slug, reason: "covered", why: `asked for through ${parent}` };
  if (!route) return { broker: slug, reason: "no-route", why: broker.routes.at(-1)?.reason ?? "no way is known" };
  return { broker: slug, reason: route.kind === "mail" ? "by-mail" : "by-hand", route: route.kind, why: `${BY[route.kind]}: ${route.reason}` };
}

const BY: Readonly<Record<RouteKind, string>> = {
  playbook: "by playbook", portal: "on their page", drop: "by DROP", mail: "by mail", post: "by letter", phone: "by phone", parent: "through a parent", human: "by hand", none: "no way",
};

function whatWasDone(slug: string, { cases, now }: Pick<PlanInput, "cases" | "now">): Skip | undefined {
  const own = cases.filter((held) => held.broker === slug);
  const asked = own.find((held) => held.request !== undefined);
  if (asked) return { broker: slug, listing: asked.listing, state: asked.state, reason: "asked-by-hand", why: whyAsked(asked, now), ...untilOf(asked, now) };
  const given = own.find((held) => held.state === "left" || held.state === "stopped");
  return given && { broker: slug, reason: "settled", why: given.state === "left" ? "left, by your choice" : "stopped" };
}

function whyAsked({ request }: Case, now: Date): string {
  const isOver = request?.until !== undefined && new Date(request.until) <= now;
  return isOver ? "you asked; their time is over: did they answer?" : "you asked";
}

function throughDrop(slug: string, { cases, now }: Pick<PlanInput, "cases" | "now">): Skip {
  const filed = cases.find((held) => held.broker === DROP && held.request !== undefined);
  if (!filed) return { broker: slug, reason: "by-drop", route: "drop", why: "one DROP request reaches it: unlist drop" };
  return { broker: slug, reason: "covered-by-drop", route: "drop", why: "your DROP request stands for it", ...untilOf(filed, now) };
}

function untilOf({ request }: Case, now: Date): Pick<Skip, "until"> {
  return request?.until === undefined || new Date(request.until) <= now ? {} : { until: request.until };
}
