import type { Broker, Route } from "../broker.ts";
import { faultOf, type BrokerCheck } from "./check.ts";

/** A route names all that is needed to take it; what nobody knows has the basis `none`. */
export const routesLead: BrokerCheck = ({ slug, broker }) =>
  broker.routes.flatMap((route, i) => {
    const lacks = route.basis === "none" ? undefined : lacking(route, broker);
    return lacks === undefined ? [] : [faultOf({ slug, broker }, { rule: "route-leads-nowhere", path: ["routes", i], message: `goes by ${route.kind}, and there is ${lacks}` })];
  });

/** What bounced is not written to again. */
export const deadStaysDead: BrokerCheck = ({ slug, broker }) => {
  const { contact } = broker;
  const live = [contact.email, contact.emailEurope];
  return contact.dead.flatMap((address, i) => (live.includes(address) ? [faultOf({ slug, broker }, { rule: "dead-contact", path: ["contact", "dead", i], message: "is the contact too" })] : []));
};

/** A playbook that asks and was not given up is the way that is taken, so the broker's file says so; and the one it names is there. */
export const playbookIsRoute: BrokerCheck = ({ slug, broker }, { playbooks }) => {
  const loaded = playbooks.get(slug);
  const isNamed = broker.routes.some((route) => route.kind === "playbook") || broker.playbook !== undefined;
  const message = isNamed ? `goes by a playbook, and there is no playbooks/${slug}.yaml` : `does not go by playbooks/${slug}.yaml, which asks`;
  const isRight = isNamed ? loaded !== undefined : loaded?.playbook.optOut === undefined || loaded.playbook.health === "withdrawn";
  return isRight ? [] : [faultOf({ slug, broker }, { rule: "playbook-is-route", severity: "warning", path: ["routes"], message })];
};

function lacking({ kind, at, steps }: Route, { contact, parent, registries }: Broker): string | undefined {
  switch (kind) {
    case "portal":
    case "human":
      return at === undefined && steps.length === 0 ? "no page to open and no step to take" : undefined;
    case "mail":
      return contact.email === undefined ? "no contact.email" : undefined;
    case "post":
      return contact.post === undefined ? "no contact.post" : undefined;
    case "phone":
      return contact.phone === undefined && at === undefined ? "no contact.phone" : undefined;
    case "parent":
      return parent === undefined ? "no parent" : undefined;
    case "drop":
      return registries.some((entry) => entry.in === "california") ? undefined : "no entry in California's register";
    default:
      return undefined;
  }
}
