import { YOUR_MAIL } from "../form.ts";
import { aboutThePerson, notice, optOutPage, takeIn, type OptOut } from "../optout-pages.ts";
import { html } from "../html.ts";
import { reply } from "../page.ts";
import { neighbour, odalys } from "../people.ts";
import { inTable, peopleSearch, tableRow } from "../search-pages.ts";
import type { Site } from "../site.ts";

const CHILDREN = ["familybranch", "familyleaf"] as const;

const optOut: OptOut = {
  title: "One request for all our sites",
  intro: "This takes you off FamilyRoot, FamilyBranch and FamilyLeaf.",
  controls: [{ name: "name", label: "Name as it is shown" }, YOUR_MAIL],
  button: "Suppress my information",
  about: aboutThePerson,
  done: "Your suppression request was accepted for all our sites.",
};

/** The parent of a family of three: its one opt-out covers the children. */
export const familyroot: Site = {
  slug: "familyroot",
  name: "FamilyRoot",
  host: "www.familyroot.example",
  accent: "#2f7a5d",
  people: [odalys("k5d2ra"), neighbour("j1s7wq")],
  routes: {
    ...peopleSearch(),
    "GET /optout": (visit) => optOutPage(visit, optOut),
    "POST /optout": (visit) => {
      const taken = takeIn(visit, optOut);
      if (typeof taken !== "string") return taken;
      for (const shelf of [visit.shelf, ...CHILDREN.map((slug) => visit.shelfOf(slug))]) shelf.takeDownAll();
      return reply(visit.site, { title: "Thank you", main: notice(optOut.done) });
    },
  },
  expected: { state: "removed", why: "its own opt-out was taken, and the listing was absent on day 3 and day 10", submissions: 1 },
};

export const familybranch: Site = child("familybranch", "FamilyBranch", "z6p3me");
export const familyleaf: Site = child("familyleaf", "FamilyLeaf", "h2v9tc");

/** A child has listings of its own and sends everybody who wants off to the parent. */
function child(slug: string, name: string, listing: string): Site {
  return {
    slug,
    name,
    host: `www.${slug}.example`,
    accent: "#2f7a5d",
    people: [neighbour(`${listing}x`), odalys(listing)],
    routes: {
      ...peopleSearch({ row: tableRow, list: inTable }),
      "GET /optout": ({ site }) => reply(site, { title: "Privacy", main: html`<p>Requests for ${name} are taken at <a href="https://www.familyroot.example/optout">FamilyRoot</a>.</p>` }),
    },
    expected: { state: "removed", why: "the parent's request stands for it, and its own listing was absent on day 3 and day 10", submissions: 0 },
  };
}
