import { RECORD_URL, form, type Control } from "../form.ts";
import { html } from "../html.ts";
import { aboutTheUrl, notice, takeIn } from "../optout-pages.ts";
import { reply } from "../page.ts";
import { neighbour, odalys } from "../people.ts";
import { peopleSearch } from "../search-pages.ts";
import type { Handler, Site } from "../site.ts";

const CONTROLS: readonly Control[] = [RECORD_URL, { name: "email", label: "E-mail address", type: "email" }];

const BANNER_SCRIPT = `document.getElementById("necessary").addEventListener("click", () => document.getElementById("cookies").remove());`;

/** A cookie banner across the page, and a newsletter box with the same labels in front of the form that is wanted. */
export const cookiewall: Site = {
  slug: "cookiewall",
  name: "CookieWall People",
  host: "www.cookiewall.example",
  accent: "#a0552b",
  people: [neighbour("o5y2fw"), odalys("x3l7pt")],
  decoys: ["POST /consent", "POST /newsletter"],
  routes: {
    ...peopleSearch(),
    "GET /optout": ({ site }) =>
      reply(site, {
        title: "Your privacy choices",
        before: html`<div id="cookies"><div class="overlay"></div><div class="banner" role="dialog" aria-label="Cookies">We and 812 partners value your privacy.
<form action="https://${site.host}/consent" method="post"><button type="submit" class="primary">Accept all</button> <button type="button" id="necessary">Only necessary</button></form></div></div>`,
        main: [
          html`<section class="aside"><h2>Never miss a thing</h2>${form(site, { id: "newsletter", action: "/newsletter", controls: [{ name: "email", label: "E-mail address", type: "email" }], button: "Submit" })}</section>`,
          html`<h2>Remove a record</h2>`,
          form(site, { action: "/optout", controls: CONTROLS, button: "Submit" }),
          html`<img src="https://pixel.adgrid.example/p.gif" alt="" width="1" height="1">`,
        ],
        script: BANNER_SCRIPT,
      }),
    "POST /optout": (visit) => {
      const taken = takeIn(visit, { controls: CONTROLS, about: aboutTheUrl });
      if (typeof taken !== "string") return taken;
      visit.shelf.takeDown(taken);
      return reply(visit.site, { title: "Thank you", main: notice("Your removal request was received.") });
    },
    "POST /consent": decoy("Thank you, your choices were saved."),
    "POST /newsletter": decoy("Thank you, your request to subscribe was received."),
  },
  expected: { state: "removed", why: "the removal form was sent and neither decoy was, and the listing was absent on day 3 and day 10", submissions: 1 },
};

function decoy(words: string): Handler {
  return ({ site }) => reply(site, { title: "Success", main: notice(words) });
}
