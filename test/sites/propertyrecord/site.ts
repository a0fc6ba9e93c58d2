import { html, type Html } from "../../../src/lab/html.ts";
import { cityAndState, type Person } from "../../../src/lab/people.ts";
import type { Handler, Site } from "../../../src/lab/site.ts";
import { shown, turnedAway } from "../document.ts";
import { pair, search, shownName } from "../people.ts";

const HOST = "www.propertyrecord.com";
/** Searches there are asked about their spelling first, the others are not. */
const DOUBTED_CITY = "Marfa";

const home: Handler = () =>
  shown({ title: "Property records", body: html`<h1>Property records</h1><footer><a title="Remove My Info" href="/remove">Do not sell my info</a></footer>` });

const form: Handler = () =>
  shown({
    title: "Remove",
    body: html`<h1>Remove My Information</h1>
<form id="backgroundCheckForm" action="/remove/search" method="get">
<input name="name" placeholder="Name" required> <input name="cityState" placeholder="City, State" required>
<button type="submit">Search</button>
</form>`,
  });

const results: Handler = ({ shelf, query }) => {
  const name = query.get("name") ?? "";
  const [city = "", state = ""] = (query.get("cityState") ?? "").split(",");
  if (city === DOUBTED_CITY && !query.has("original")) return spellingPrompt(query);
  const people = search(shelf.shown(), { name, city, state });
  if (people.length === 0) return shown({ title: "Search", body: html`<h3>No results found</h3>` });
  return shown({ title: "Search", body: html`<div>Search Results</div><ul id="people-search-results">${people.map(row)}</ul>` });
};

function spellingPrompt(query: URLSearchParams): ReturnType<Handler> {
  const original = new URLSearchParams([...query, ["original", "1"]]);
  return shown({ title: "Search", body: html`<p>Did you mean Martha?</p><a id="spellcheck-original" href="/remove/search?${original.toString()}">No, search as typed</a>` });
}

function row(person: Person): Html {
  const [home, ...earlier] = person.places;
  return html`<li><div class="grid gap-4">
<div class="flex flex-col">
<div class="font-bold !text-[#222]">${shownName(person)}</div>
<div class="text-sm !leading-tight">${cityAndState(home)}</div>
<div class="text-sm">${person.age ?? ""} Years Old</div>
</div>
<div class="flex flex-col"><div class="text-xs">Locations Include</div>${earlier.map((place) => html`<div>${cityAndState(place)}</div>`)}</div>
<div class="flex flex-col"><div class="text-xs">Possible Relatives</div>${person.relatives.map((name) => html`<div>${name}</div>`)}</div>
</div>
<form action="/remove" method="post"><input type="hidden" name="record" value="${person.id}"><button>Remove My Info</button></form>
</li>`;
}

const remove: Handler = (visit) => {
  const person = visit.shelf.find(visit.form.get("record") ?? "");
  if (!person) return turnedAway("There is no such record.");
  visit.accept(person.id);
  visit.shelf.takeDown(person.id);
  return shown({ title: "Removed", body: html`<h2>Success: Information Removed</h2>` });
};

/** Search, maybe a question about the spelling, and a button in the row. */
export const propertyrecord: Site = {
  slug: "propertyrecord",
  name: "PropertyRecord.com",
  host: HOST,
  accent: "#000",
  people: pair({ own: "77120934", other: "30988125" }),
  routes: {
    "GET /": home,
    "GET /remove": form,
    "GET /remove/search": results,
    "POST /remove": remove,
  },
  expected: { state: "removed", why: "the row's own button was used, and the listing was absent twice", submissions: 1 },
};
