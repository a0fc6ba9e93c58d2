import { YOUR_MAIL } from "../form.ts";
import { html } from "../html.ts";
import { aboutThePerson, directOptOut } from "../optout-pages.ts";
import { reply } from "../page.ts";
import type { Site } from "../site.ts";

/** A marketing-data broker: a form about the person, and no listing that anybody could look at. */
export const directform: Site = {
  slug: "directform",
  name: "DirectForm Data",
  host: "www.directform.example",
  accent: "#2f5d8a",
  people: [],
  routes: {
    "GET /": ({ site }) => reply(site, { title: "Audience data for business", main: html`<p>We help companies reach people. We show no public listings.</p>` }),
    ...directOptOut({
      title: "Do not sell my information",
      intro: "Tell us who you are and we will take you out of our files.",
      controls: [
        { name: "fullname", label: "Full name" },
        YOUR_MAIL,
        { name: "state", label: "State", type: "select", options: ["Minnesota", "Oregon", "Texas"] },
      ],
      button: "Send request",
      about: aboutThePerson,
      done: "We have received your request. It takes up to 15 days.",
    }),
  },
  expected: { state: "unverifiable", why: "it takes the request and shows no listing that could be looked for afterwards", submissions: 1 },
};
