import { RECORD_URL, YOUR_MAIL, form, type Control } from "../form.ts";
import { html } from "../html.ts";
import { aboutTheUrl, notice, takeIn } from "../optout-pages.ts";
import { reply } from "../page.ts";
import { neighbour, odalys } from "../people.ts";
import { peopleSearch } from "../search-pages.ts";
import type { Site } from "../site.ts";

const CONTROLS: readonly Control[] = [RECORD_URL, YOUR_MAIL];

/** Controlled inputs: what was not typed by a key is not in the state, and the state is what is shown again. */
const SCRIPT = `
for (const input of document.querySelectorAll("#optout input")) {
  let state = "", isTyped = false;
  const render = () => { if (input.value !== state) input.value = state; };
  input.addEventListener("keydown", (event) => { isTyped = event.isTrusted; });
  input.addEventListener("input", (event) => {
    if (isTyped && event.isTrusted) state = input.value;
    isTyped = false;
    render();
  });
  input.addEventListener("blur", render);
  input.form.addEventListener("submit", render);
}`;

/** Inputs in the manner of React that forget a value which a program put there. */
export const livefields: Site = {
  slug: "livefields",
  name: "LiveFields",
  host: "www.livefields.example",
  accent: "#2f8a6a",
  people: [neighbour("k3o7wb"), odalys("n5d9cu")],
  routes: {
    ...peopleSearch(),
    "GET /optout": ({ site }) =>
      reply(site, { title: "Opt out", main: [html`<p>Loads in a blink, forgets as fast.</p>`, form(site, { action: "/optout", controls: CONTROLS, button: "Opt me out" })], script: SCRIPT }),
    "POST /optout": (visit) => {
      const taken = takeIn(visit, { controls: CONTROLS, about: aboutTheUrl });
      if (typeof taken !== "string") return taken;
      visit.shelf.takeDown(taken);
      return reply(visit.site, { title: "Thank you", main: notice("You are opted out.") });
    },
  },
  expected: { state: "removed", why: "the fields were typed key by key, and the listing was absent on day 3 and day 10", submissions: 1 },
};
