import { RECORD_URL, YOUR_MAIL, form, type Control } from "../form.ts";
import { html } from "../html.ts";
import { aboutTheUrl, mailedOptOut, notice, refusal, takeIn } from "../optout-pages.ts";
import { reply } from "../page.ts";
import { neighbour, odalys } from "../people.ts";
import { peopleSearch } from "../search-pages.ts";
import type { Site } from "../site.ts";

const FULL: readonly Control[] = [
  RECORD_URL,
  { name: "first", label: "First name" },
  { name: "last", label: "Last name" },
  { name: "city", label: "City on the record" },
  { name: "agree", label: "This record is about me", type: "checkbox" },
];

/** A short mail form, a link, and behind the link the full form about the record. */
export const shortthenfull: Site = {
  slug: "shortthenfull",
  name: "TwoStep People",
  host: "www.shortthenfull.example",
  accent: "#9a3d4f",
  people: [odalys("y8c4nf"), neighbour("b3k6ju")],
  routes: {
    ...peopleSearch(),
    ...mailedOptOut({
      title: "Start an opt-out",
      intro: "Step 1 of 2: we mail you a link to the form.",
      controls: [YOUR_MAIL],
      button: "Continue",
      about: () => "-",
      done: "Step 1 is done: we have mailed you a link.",
      confirmed: "",
    }),
    "GET /confirm": (visit) => {
      if (visit.follow() === undefined) return refusal(visit, "This link is not valid any more.");
      const main = [html`<p>Step 2 of 2: tell us which record it is.</p>`, form(visit.site, { action: "/full", controls: FULL, button: "Submit opt-out", id: "full" })];
      return reply(visit.site, { title: "Your opt-out form", main });
    },
    "POST /full": (visit) => {
      const taken = takeIn(visit, { controls: FULL, about: aboutTheUrl }, "full");
      if (typeof taken !== "string") return taken;
      visit.shelf.takeDown(taken);
      return reply(visit.site, { title: "Thank you", main: notice("Your opt-out is complete.") });
    },
  },
  expected: { state: "removed", why: "both forms were sent once each, and the listing was absent on day 3 and day 10", submissions: 2 },
};
