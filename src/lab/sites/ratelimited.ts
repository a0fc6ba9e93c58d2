import { RECORD_URL, YOUR_MAIL } from "../form.ts";
import { html } from "../html.ts";
import { aboutTheUrl, directOptOut } from "../optout-pages.ts";
import { page } from "../page.ts";
import { neighbour, odalys } from "../people.ts";
import { peopleSearch } from "../search-pages.ts";
import type { Site } from "../site.ts";

const optOut = directOptOut({
  title: "Opt out",
  intro: "One record at a time, please.",
  controls: [RECORD_URL, YOUR_MAIL],
  button: "Opt out",
  about: aboutTheUrl,
  done: "Your opt-out was recorded.",
});

/** Too busy on the first day, and says for how long. */
export const ratelimited: Site = {
  slug: "ratelimited",
  name: "BusyPeople",
  host: "www.ratelimited.example",
  accent: "#5d7a2f",
  people: [neighbour("i9a3vx"), odalys("s2b7ge")],
  routes: {
    ...peopleSearch(),
    ...optOut,
    "GET /optout": (visit) => {
      if (visit.clock.day() >= 1) return optOut["GET /optout"]?.(visit) ?? { status: 500 };
      const body = page(visit.site, { title: "Too many requests", main: html`<p>Please try again later.</p>` });
      return { status: 429, headers: { "retry-after": "3600" }, body };
    },
  },
  expected: { state: "removed", why: "it was asked on day 3 only, after its Retry-After, and the listing was absent on day 10 and day 40", submissions: 1 },
};
