import { RECORD_URL, YOUR_MAIL } from "../form.ts";
import { aboutTheUrl, directOptOut } from "../optout-pages.ts";
import { neighbour, odalys } from "../people.ts";
import { peopleSearch } from "../search-pages.ts";
import type { Site } from "../site.ts";

const optOut = directOptOut({
  title: "Removal request",
  intro: "Your record will be removed within two days.",
  controls: [RECORD_URL, YOUR_MAIL],
  button: "Send removal request",
  about: aboutTheUrl,
  done: "Your removal request is in.",
});

/** Takes the request in and drops the connection before it has answered: the first time, as a restart would. */
export const droppedline: Site = {
  slug: "droppedline",
  name: "DroppedLine Records",
  host: "www.droppedline.example",
  accent: "#6a2f7a",
  people: [odalys("j7t4ok"), neighbour("w1x8uc")],
  routes: {
    ...peopleSearch(),
    ...optOut,
    "POST /optout": async (visit) => {
      const answer = await optOut["POST /optout"]?.(visit);
      if (answer?.status !== 200 || visit.memory.has("dropped")) return answer ?? { status: 500 };
      visit.memory.set("dropped", "once");
      return { isCut: true };
    },
  },
  expected: { state: "removed", why: "the one request was in doubt, was not repeated, and the listing was absent on day 3 and day 10", submissions: 1 },
};
