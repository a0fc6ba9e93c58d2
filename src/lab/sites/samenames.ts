import { YOUR_MAIL } from "../form.ts";
import { html } from "../html.ts";
import { aboutTheRecord, directOptOut } from "../optout-pages.ts";
import { cityAndState, fullName, odalys, type Person } from "../people.ts";
import { peopleSearch } from "../search-pages.ts";
import type { Site } from "../site.ts";

const stranger = (id: string, differently: Partial<Person>) => odalys(id, { relatives: [], ...differently });

/** Three people of one name; the one it is about comes last, and each row has a removal button of its own. */
export const samenames: Site = {
  slug: "samenames",
  name: "SameNames",
  host: "www.samenames.example",
  accent: "#4f4f9a",
  people: [
    stranger("a1b8uy", { middle: "M", age: 71, places: [{ city: "Lubbock", state: "TX" }] }),
    stranger("e4n7xi", { middle: "T", age: 22, places: [{ city: "El Paso", state: "TX" }] }),
    odalys("r9w3kd"),
  ],
  routes: {
    ...peopleSearch({
      row: (site, person) => html`<div role="listitem" class="card" data-id="${person.id}"><strong class="name">${fullName(person)}</strong> <span class="muted">Age: ${person.age}</span>
<div class="places">${person.places.map((place) => html`<span class="place">${cityAndState(place)}</span> `)}</div>
<a href="https://${site.host}/optout?record=${person.id}">That's me, remove it</a></div>`,
      list: (rows) => html`<div role="list" aria-label="People">${rows}</div>`,
    }),
    ...directOptOut({
      title: "Remove this person",
      intro: "You are about to remove one record.",
      controls: [YOUR_MAIL],
      button: "Confirm removal",
      about: aboutTheRecord,
      done: "The record will be removed within 48 hours.",
    }),
  },
  expected: { state: "removed", why: "only the right one of three was asked for, and it was absent on day 3 and day 10", submissions: 1 },
};
