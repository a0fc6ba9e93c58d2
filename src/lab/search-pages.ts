import { html, type Html, type Piece } from "./html.ts";
import { reply } from "./page.ts";
import { STATE_NAMES, cityAndState, fullName, type Person } from "./people.ts";
import type { Handler, Routes, Site, Visit } from "./site.ts";

export const NO_RESULTS = "We found no one by that name";

export interface SearchStyle {
  /** How a row looks; one of the two shapes below, or a site's own. */
  readonly row?: (site: Site, person: Person) => Html;
  /** What stands around the rows. */
  readonly list?: (rows: readonly Html[]) => Html;
}

/** The pages of a people search: a start page, results by query (`/search?first=`) and by path (`/people/…`), and the record. */
export function peopleSearch(style: SearchStyle = {}): Routes {
  const results = resultsPage(style);
  return {
    "GET /": ({ site }) => reply(site, { title: "Find people", main: searchForm(site) }),
    "GET /search": results,
    "GET /people/:name": results,
    "GET /people/:name/:state": results,
    "GET /people/:name/:state/:city": results,
    "GET /record/:id": recordPage,
  };
}

/** Rows as cards: a heading that links to the record, and what is known below it. */
export function cardRow(site: Site, person: Person): Html {
  return html`<article class="card" data-id="${person.id}">
<h2><a href="https://${site.host}/record/${person.id}">${fullName(person)}</a></h2>
${person.age === undefined ? undefined : html`<p class="age">Age ${person.age}</p>`}
<p class="lives">Lives in <span>${cityAndState(person.places[0])}</span></p>
${person.places.length > 1 ? html`<ul class="prior" aria-label="Lived in">${person.places.slice(1).map((place) => html`<li>${cityAndState(place)}</li>`)}</ul>` : undefined}
${person.relatives.length > 0 ? html`<p class="kin">Related to: <span>${person.relatives.join("; ")}</span></p>` : undefined}
</article>`;
}

/** Rows of a table: name with age behind a comma, places in one cell. */
export function tableRow(site: Site, person: Person): Html {
  return html`<tr>
<td>${fullName(person)}${person.age === undefined ? "" : `, ${person.age}`}</td>
<td>${person.places.map(cityAndState).join(" · ")}</td>
<td><a href="https://${site.host}/record/${person.id}" aria-label="View record">View</a></td>
</tr>`;
}

export function inTable(rows: readonly Html[]): Html {
  return html`<table><thead><tr><th>Name and age</th><th>Places</th><th>Record</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function resultsPage({ row = cardRow, list = plainList }: SearchStyle): Handler {
  return (visit) => {
    const rows = found(visit).map((person) => row(visit.site, person));
    const main: Piece = rows.length > 0 ? list(rows) : html`<p class="none">${NO_RESULTS}.</p>`;
    return reply(visit.site, { title: "Search results", main: [main, searchForm(visit.site)] });
  };
}

function recordPage({ site, shelf, params }: Visit): ReturnType<Handler> {
  const person = shelf.find(params["id"] ?? "");
  if (!person) return reply(site, { title: "Not here", main: html`<p>This record is not available.</p>` }, 404);
  return reply(site, { title: fullName(person), main: [cardRow(site, person), html`<p><a href="https://${site.host}/optout?record=${person.id}">Remove this record</a></p>`] });
}

function found({ shelf, params, query }: Visit): readonly Person[] {
  const name = slug(params["name"] ?? `${query.get("first") ?? ""} ${query.get("last") ?? ""}`);
  const state = slug(params["state"] ?? query.get("state") ?? "");
  const city = slug(params["city"] ?? query.get("city") ?? "");
  return shelf.shown().filter((person) => slug(`${person.first} ${person.last}`) === name && person.places.some((place) => isIn(place, state, city)));
}

function isIn(place: Person["places"][0], state: string, city: string): boolean {
  const states = [place.state, STATE_NAMES[place.state] ?? ""].map(slug);
  return (state === "" || states.includes(state)) && (city === "" || slug(place.city) === city);
}

function searchForm(site: Site): Html {
  return html`<form action="https://${site.host}/search" method="get" role="search">
<label for="first">First name</label><input id="first" name="first" required>
<label for="last">Last name</label><input id="last" name="last" required>
<label for="state">State</label><input id="state" name="state" maxlength="20">
<button>Search</button></form>`;
}

function plainList(rows: readonly Html[]): Html {
  return html`<section aria-label="Results">${rows}</section>`;
}

function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
}
