import type { Site } from "../../../src/lab/site.ts";
import { pair } from "../people.ts";
import { opennessOf, patternOf, readAddress } from "./address.ts";
import { Conduct } from "./conduct.ts";
import { formsToSend, type Description } from "./description.ts";
import { pageHandler } from "./page-handler.ts";
import { GATE_SCRIPT, gateScript } from "./walls.ts";

/** The listings of every site: the person's own, and behind it in the list nobody; her namesake stands first. */
export const IDS = { own: "p40021118803", other: "p11876022415" } as const;

const STATES = { looked: "planned", asked: "removed", person: "needs-human", waits: "awaiting-confirmation" } as const;

/** The site that a description describes, for the lab's server. */
export function siteOf(description: Description, conduct = new Conduct()): Site {
  const { slug, host, ends, pages } = description;
  const addressed = Object.entries(pages).map(([key, page]) => ({ address: readAddress(key), page }));
  const sorted = addressed.toSorted((a, b) => opennessOf(a.address) - opennessOf(b.address));
  const routes = sorted.map(({ address, page }) => [patternOf(address), pageHandler({ description, address, page, conduct })] as const);
  return {
    slug,
    name: slug,
    host,
    accent: "#000",
    people: pair(IDS),
    routes: { [`GET ${GATE_SCRIPT}`]: gateScript, ...Object.fromEntries(routes) },
    expected: { state: STATES[ends.as], why: ends.why, submissions: formsToSend(description).length },
  };
}
