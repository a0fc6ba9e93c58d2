import { randomInt } from "node:crypto";
import { RECORD_URL, YOUR_MAIL, form, type Control } from "../form.ts";
import { html } from "../html.ts";
import { aboutTheUrl, notice, refusal, takeIn } from "../optout-pages.ts";
import { reply } from "../page.ts";
import { neighbour, odalys } from "../people.ts";
import { peopleSearch } from "../search-pages.ts";
import type { Site } from "../site.ts";

const CONTROLS: readonly Control[] = [RECORD_URL, YOUR_MAIL];

const CODE_BOX = html`<button type="button" id="send-code">Send code</button>
<div id="code-box" hidden><label for="code">Code from the e-mail</label><input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required></div>`;

const SCRIPT = `
document.getElementById("send-code").addEventListener("click", async () => {
  const body = new URLSearchParams({ email: document.getElementById("optout-email").value });
  const answer = await fetch("/code", { method: "POST", body });
  if (answer.ok) document.getElementById("code-box").hidden = false;
});`;

/** A one-time code by mail in the middle of the form; without it the form is refused. */
export const codebymail: Site = {
  slug: "codebymail",
  name: "CodeByMail Search",
  host: "www.codebymail.example",
  accent: "#3d6a9a",
  people: [neighbour("m9f5lc"), odalys("t1x6gs")],
  routes: {
    ...peopleSearch(),
    "GET /optout": ({ site }) => reply(site, { title: "Opt out", main: form(site, { action: "/optout", controls: CONTROLS, button: "Verify and remove", extra: CODE_BOX }), script: SCRIPT }),
    "POST /code": async (visit) => {
      const to = visit.form.get("email") ?? "";
      const code = String(randomInt(100_000, 1_000_000));
      visit.memory.set(to, code);
      await visit.mailCode({ to, code });
      return { status: 204 };
    },
    "POST /optout": (visit) => {
      const code = visit.memory.get(visit.form.get("email") ?? "");
      if (code === undefined || visit.form.get("code")?.trim() !== code) return refusal(visit, "That code is not right.");
      const taken = takeIn(visit, { controls: CONTROLS, about: aboutTheUrl });
      if (typeof taken !== "string") return taken;
      visit.shelf.takeDown(taken);
      return reply(visit.site, { title: "Thank you", main: notice("Verified. Your record is being removed.") });
    },
  },
  expected: { state: "removed", why: "the mailed code was typed in, and the listing was absent on day 3 and day 10", submissions: 1 },
};
