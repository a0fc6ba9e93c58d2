import { RECORD_URL, YOUR_MAIL, form, type Control } from "./form.ts";
import { html, type Html } from "./html.ts";
import { aboutTheUrl, notice, refusal, takeIn } from "./optout-pages.ts";
import { reply } from "./page.ts";
import type { Routes } from "./site.ts";

const CONTROLS: readonly Control[] = [RECORD_URL, YOUR_MAIL];

/** A picture that asks something of a person, drawn anew for each form. */
export interface Riddle {
  /** What is drawn, and what a person reads off it. The harness may ask for that, the product never. */
  readonly pose: () => { readonly drawn: string; readonly answer: string };
  readonly draw: (drawn: string) => Html;
  readonly label: string;
  readonly alt: string;
  /** What the site says when the answer is not right. */
  readonly wrong: string;
}

/** An opt-out form that takes a request in only with the answer to its picture. */
export function pictureOptOut({ pose, draw, label, alt, wrong }: Riddle): Routes {
  return {
    "GET /optout": ({ site, memory }) => {
      const { drawn, answer } = pose();
      memory.set("drawn", drawn).set("captcha", answer);
      const extra = html`<div id="captcha"><p><img src="https://${site.host}/picture.svg" alt="${alt}" width="220" height="64"></p>
<label for="answer">${label}</label><input id="answer" name="answer" autocomplete="off" required></div>`;
      return reply(site, { title: "Opt out", main: form(site, { action: "/optout", controls: CONTROLS, button: "Remove", extra }) });
    },
    "GET /picture.svg": ({ memory }) => ({ body: draw(memory.get("drawn") ?? "") }),
    "POST /optout": (visit) => {
      if (visit.form.get("answer")?.trim().toUpperCase() !== visit.memory.get("captcha")) return refusal(visit, wrong);
      const taken = takeIn(visit, { controls: CONTROLS, about: aboutTheUrl });
      if (typeof taken !== "string") return taken;
      visit.shelf.takeDown(taken);
      return reply(visit.site, { title: "Thank you", main: notice("Your record will be removed.") });
    },
  };
}
