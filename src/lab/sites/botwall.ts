import { html } from "../html.ts";
import { page } from "../page.ts";
import { odalys } from "../people.ts";
import type { Site } from "../site.ts";

/** Lists the person, behind a challenge that a program doesn't pass: nothing can be said about it. */
export const botwall: Site = {
  slug: "botwall",
  name: "BotWall Finder",
  host: "www.botwall.example",
  accent: "#555c68",
  people: [odalys("u7c1nb")],
  routes: {
    "GET *": ({ site }) => ({
      status: 403,
      body: page(site, {
        title: "Just a moment...",
        main: html`<p>Verify you are human by completing the action below.</p><div id="challenge-stage"><label><input type="checkbox" disabled> Checking your browser</label></div>
<p>${site.host} needs to review the security of your connection before proceeding. Enable JavaScript and cookies to continue.</p>`,
      }),
    }),
  },
  expected: { state: "inconclusive", why: "a challenge page says nothing about who is listed", submissions: 0 },
};
