import { html } from "../html.ts";
import { notice, refusal } from "../optout-pages.ts";
import { reply } from "../page.ts";
import { neighbour, odalys } from "../people.ts";
import { inTable, peopleSearch, tableRow } from "../search-pages.ts";
import type { Site } from "../site.ts";

const SCRIPT = `
const byId = (id) => document.getElementById(id);
byId("add").addEventListener("click", () => {
  const url = byId("record").value.trim();
  if (url === "") return;
  const item = document.createElement("li");
  const kept = document.createElement("input");
  kept.type = "hidden"; kept.name = "records"; kept.value = url;
  item.append("Record " + (byId("rows").children.length + 1) + " added", kept);
  byId("rows").append(item);
  byId("record").value = "";
});
byId("next").addEventListener("click", () => { byId("step1").remove(); byId("step2").hidden = false; });`;

/** A wizard that keeps only the rows for which "Add" was pressed, and thanks you just the same when there are none. */
export const wizardrows: Site = {
  slug: "wizardrows",
  name: "WizardRows",
  host: "www.wizardrows.example",
  accent: "#7a6a2f",
  people: [odalys("g6q8he"), neighbour("v2z4ok")],
  routes: {
    ...peopleSearch({ row: tableRow, list: inTable }),
    "GET /optout": ({ site }) =>
      reply(site, {
        title: "Removal wizard",
        main: html`<form id="wizard" action="https://${site.host}/optout" method="post">
<fieldset id="step1"><legend>1. Your records</legend><label for="record">Record address</label><input id="record" type="url">
<button type="button" id="add">Add</button> <button type="button" id="next">Next</button></fieldset>
<ul id="rows" aria-label="Added records"></ul>
<fieldset id="step2" hidden><legend>2. Where to reach you</legend><label for="mail">E-mail</label><input id="mail" name="email" type="email" required>
<button type="submit">Finish</button></fieldset></form>`,
        script: SCRIPT,
      }),
    "POST /optout": (visit) => {
      if ((visit.form.get("email") ?? "") === "") return refusal(visit, "Please fill in: E-mail.");
      const ids = visit.form.getAll("records").map((url) => url.split("/record/")[1] ?? "");
      for (const { id } of visit.shelf.shown().filter((person) => ids.includes(person.id))) {
        visit.accept(id);
        visit.shelf.takeDown(id);
      }
      return reply(visit.site, { title: "All done", main: notice("Thank you, the wizard is finished.") });
    },
  },
  expected: { state: "removed", why: "the row was added before the form went out, and the listing was absent on day 3 and day 10", submissions: 1 },
};
