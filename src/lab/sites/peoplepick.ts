import { YOUR_MAIL } from "../form.ts";
import { mailedOptOut, aboutTheRecord, notice } from "../optout-pages.ts";
import { reply } from "../page.ts";
import { neighbour, odalys } from "../people.ts";
import { peopleSearch } from "../search-pages.ts";
import type { Site } from "../site.ts";

const optOut = mailedOptOut({
  title: "Remove a record",
  intro: "We send a link to your address; open it to finish.",
  controls: [YOUR_MAIL],
  button: "Remove my record",
  about: aboutTheRecord,
  done: "Check your inbox to finish your request.",
  confirmed: "Your request is confirmed. The record will be gone within two days.",
});

/** Search, pick the record, form, mail link. Answers its form with a redirect and closes the connection, as many sites do. */
export const peoplepick: Site = {
  slug: "peoplepick",
  name: "PeoplePick",
  host: "www.peoplepick.example",
  accent: "#6a3d9a",
  people: [neighbour("n4t8xk"), odalys("q7m2vd")],
  routes: {
    ...peopleSearch(),
    ...optOut,
    "POST /optout": async (visit) => {
      const answer = await optOut["POST /optout"]?.(visit);
      if (answer?.status !== 200) return answer ?? { status: 500 };
      return { status: 303, headers: { location: `https://${visit.site.host}/optout/sent`, connection: "close" } };
    },
    "GET /optout/sent": ({ site }) => reply(site, { title: "Thank you", main: notice("Check your inbox to finish your request.") }),
  },
  expected: { state: "removed", why: "the mailed link was opened, and the listing was absent on day 3 and day 10", submissions: 1 },
};
