import { RECORD_URL } from "../form.ts";
import { aboutTheUrl, directOptOut } from "../optout-pages.ts";
import { neighbour, odalys } from "../people.ts";
import { inTable, peopleSearch, tableRow } from "../search-pages.ts";
import type { Site } from "../site.ts";

/** Takes the listing down as asked, and lists it again when it buys new records. */
export const comesback: Site = {
  slug: "comesback",
  name: "ComesBack Directory",
  host: "www.comesback.example",
  accent: "#2f7f8a",
  people: [odalys("f4u9rj"), neighbour("p6e2sd")],
  takedown: { afterDays: 1.5, backOnDay: 39 },
  routes: {
    ...peopleSearch({ row: tableRow, list: inTable }),
    ...directOptOut({
      title: "Delist a record",
      intro: "Give the address of the record.",
      controls: [RECORD_URL],
      button: "Delist",
      about: aboutTheUrl,
      done: "Delisting requested.",
    }),
  },
  expected: { state: "submitted", why: "it was gone on day 3 and day 10, came back by day 40, and was asked once more", submissions: 2 },
};
