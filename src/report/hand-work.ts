import type { Broker, Route, RouteKind } from "../catalog/broker.ts";
import type { Catalog } from "../catalog/load.ts";
import type { Plan, Skip } from "../plan/task.ts";

/** A broker that no playbook asks, with what a person does to get off it. */
export interface HandWork {
  readonly broker: string;
  readonly route: RouteKind;
  readonly why: string;
  readonly steps: readonly string[];
  readonly minutes: number;
  readonly fields: readonly string[];
  /** The page where it is done. */
  readonly link?: string;
}

const MINUTES: Readonly<Record<RouteKind, number>> = { playbook: 0, portal: 5, drop: 15, mail: 2, post: 15, phone: 10, parent: 0, human: 10, none: 0 };

/** What is left to a person, in the order of the plan: first what shows most. Mails are drafts, so they are not here. */
export function handWork({ catalog, plan }: { readonly catalog: Catalog; readonly plan: Plan }): HandWork[] {
  return plan.skips.flatMap((skip) => {
    const route = skip.reason === "by-hand" ? routeOf(skip, catalog) : undefined;
    const broker = catalog.brokers.get(skip.broker);
    if (!route || !broker) return [];
    return [{ broker: skip.broker, route: route.kind, why: route.reason, steps: stepsOf(route, broker), minutes: route.minutes ?? MINUTES[route.kind], fields: route.asks, ...(route.at !== undefined && { link: route.at }) }];
  });
}

/** How a person goes on by hand with what a playbook began. */
export function stepsOnPage(broker: Broker | undefined): string[] {
  const route = routeToPage(broker);
  return broker && route ? stepsOf(route, broker) : [];
}

/** The page for that, where one is written down. */
export function pageOf(broker: Broker | undefined): string | undefined {
  return routeToPage(broker)?.at;
}

function routeToPage(broker: Broker | undefined): Route | undefined {
  const pages = (broker?.routes ?? []).filter(({ kind, at }) => at !== undefined && (kind === "portal" || kind === "human" || kind === "playbook"));
  return pages.find(({ kind }) => kind !== "playbook") ?? pages[0];
}

function routeOf(skip: Skip, { brokers }: Catalog): Route | undefined {
  return brokers.get(skip.broker)?.routes.find(({ kind, basis }) => kind === skip.route && basis !== "none");
}

/** The steps as the broker's file has them, after the way to the page; else those of such a route. */
function stepsOf(route: Route, broker: Broker): string[] {
  const open = route.at === undefined ? [] : [`Open ${route.at}`];
  if (route.steps.length > 0) return [...open, ...route.steps];
  return [...open, ...usualSteps(route.kind, broker)];
}

function usualSteps(kind: RouteKind, { contact }: Broker): string[] {
  switch (kind) {
    case "post":
      return ["Write: please delete what you hold on me, and do not sell or share it; your name and where to answer.", `Send it to: ${contact.post ?? "the address on their page"}`, "Keep the proof of posting."];
    case "phone":
      return [`Call ${contact.phone ?? "the number on their page"}`, "Ask them to delete what they hold on you and not to sell it.", "Give your name and your state, no more; write down when, and with whom you spoke."];
    case "portal":
      return ["Look which fields it asks for, and leave out all that are not marked as needed.", "Choose deletion, or do not sell or share.", "Keep the number or the words that confirm it."];
    default:
      return ["Read there how they want to be asked.", "Give no more than it takes: no ID, no date of birth, no present address."];
  }
}

/** Brokers without a playbook, counted by what becomes of them. */
export interface HandGroup {
  readonly group: string;
  readonly brokers: number;
  readonly minutes: number;
  readonly say: string;
}

const SAY: Readonly<Record<string, string>> = {
  "by-drop": "by one DROP request of a Californian: unlist drop guide",
  "covered-by-drop": "covered by your DROP request until its review",
  "by-mail": "by mail, a draft each: unlist mail drafts",
  portal: "on a page of theirs, by hand: unlist tasks --by portal",
  phone: "by phone: unlist tasks --by phone",
  post: "by letter: unlist tasks --by post",
  human: "by hand, their way: unlist tasks --by human",
  covered: "asked for through a parent",
  "asked-by-hand": "asked by you; there is nothing to look at",
  "no-route": "no way known in any source: unlist brokers list --route none",
  elsewhere: "deal in people of other regions",
};

export function handGroups({ catalog, plan }: { readonly catalog: Catalog; readonly plan: Plan }): HandGroup[] {
  const work = new Map(handWork({ catalog, plan }).map((one) => [one.broker, one]));
  const groups = new Map<string, { brokers: number; minutes: number }>();
  for (const skip of plan.skips) {
    if (catalog.playbooks.has(skip.broker) && work.get(skip.broker) === undefined && skip.reason !== "by-mail" && skip.reason !== "by-drop" && skip.reason !== "covered-by-drop") continue;
    const group = work.get(skip.broker)?.route ?? skip.reason;
    const { brokers, minutes } = groups.get(group) ?? { brokers: 0, minutes: group === "by-drop" ? MINUTES.drop : 0 };
    groups.set(group, { brokers: brokers + 1, minutes: minutes + (work.get(skip.broker)?.minutes ?? (group === "by-mail" ? MINUTES.mail : 0)) });
  }
  return Object.entries(SAY).flatMap(([group, say]) => {
    const counted = groups.get(group);
    return counted ? [{ group, ...counted, say }] : [];
  });
}
