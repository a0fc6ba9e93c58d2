import { RECORD_URL, YOUR_MAIL } from "../form.ts";
import { aboutTheUrl, directOptOut } from "../optout-pages.ts";
import { neighbour, odalys } from "../people.ts";
import { peopleSearch } from "../search-pages.ts";
import type { Site } from "../site.ts";

/** Says "success" and does nothing. */
export const stayslisted: Site = {
  slug: "stayslisted",
  name: "StaysListed",
  host: "www.stayslisted.example",
  accent: "#8a2f2f",
  people: [neighbour("l2m6qh"), odalys("d8z5ya")],
  takedown: { afterDays: "never" },
  routes: {
    ...peopleSearch(),
    ...directOptOut({
      title: "Opt out",
      intro: "Removal is free and instant.",
      controls: [RECORD_URL, YOUR_MAIL],
      button: "Remove now",
      about: aboutTheUrl,
      done: "Success! Your record has been removed.",
    }),
  },
  expected: { state: "still-listed", why: "it said that the record was removed, and still shows it after its processing time", submissions: 1 },
};
