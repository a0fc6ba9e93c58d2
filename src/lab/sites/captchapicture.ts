import { randomInt } from "node:crypto";
import { RECORD_URL, YOUR_MAIL, form, type Control } from "../form.ts";
import { html } from "../html.ts";
import { aboutTheUrl, notice, refusal, takeIn } from "../optout-pages.ts";
import { reply } from "../page.ts";
import { neighbour, odalys } from "../people.ts";
import { peopleSearch } from "../search-pages.ts";
import { drawnSum } from "../drawn-sum.ts";
import type { Site } from "../site.ts";

const CONTROLS: readonly Control[] = [RECORD_URL, YOUR_MAIL];

/** A drawn sum that a person has to work out. The harness may ask for the answer, the product never. */
export const captchapicture: Site = {
  slug: "captchapicture",
  name: "PictureSum People",
  host: "www.captchapicture.example",
  accent: "#7a2f5d",
  people: [odalys("b6v2xg"), neighbour("q9j5me")],
  routes: {
    ...peopleSearch(),
    "GET /optout": ({ site, memory }) => {
      const [left, right] = [randomInt(10, 50), randomInt(10, 50)];
      memory.set("sum", `${left}+${right}`).set("captcha", String(left + right));
      const extra = html`<div id="captcha"><p><img src="https://${site.host}/sum.svg" alt="Two numbers to add" width="220" height="64"></p>
<label for="answer">Sum of the two numbers</label><input id="answer" name="answer" inputmode="numeric" required></div>`;
      return reply(site, { title: "Opt out", main: form(site, { action: "/optout", controls: CONTROLS, button: "Remove", extra }) });
    },
    "GET /sum.svg": ({ memory }) => ({ body: drawnSum(memory.get("sum") ?? "") }),
    "POST /optout": (visit) => {
      if (visit.form.get("answer")?.trim() !== visit.memory.get("captcha")) return refusal(visit, "The sum is not right.");
      const taken = takeIn(visit, { controls: CONTROLS, about: aboutTheUrl });
      if (typeof taken !== "string") return taken;
      visit.shelf.takeDown(taken);
      return reply(visit.site, { title: "Thank you", main: notice("Your record will be removed.") });
    },
  },
  expected: { state: "needs-human", why: "the form shows a picture that only a person may answer", submissions: 0 },
};
