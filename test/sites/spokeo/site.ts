import { html, type Html } from "../../../src/lab/html.ts";
import { STATE_NAMES, type Person } from "../../../src/lab/people.ts";
import type { Handler, Site } from "../../../src/lab/site.ts";
import { shown, turnedAway } from "../document.ts";
import { pair, search, shownName } from "../people.ts";

const HOST = "www.spokeo.com";

const results: Handler = ({ shelf, params }) => {
  const people = search(shelf.shown(), { name: (params["name"] ?? "").replace("-", " "), state: params["state"] ?? "", city: params["city"] ?? "" });
  const body = people.length > 0 ? html`<div role="list">${people.map(row)}</div>` : html`<div class="empty"><div>Your search did not match any people.</div></div>`;
  return shown({ title: "People search", body, style: ".lives{text-transform:uppercase}" });
};

function row(person: Person): Html {
  const [home, ...earlier] = person.places;
  return html`<div role="listitem">
<a href="${addressOf(person)}"><h3>${shownName(person)}, ${person.age ?? ""}</h3></a>
<div class="lives">Resides in ${home.city}, ${home.state}</div>
<p><span>Lived in</span> ${earlier.map(({ city, state }) => `${city} ${state}`).join(", ")}</p>
<p><span>Also known as</span> O ${person.last}, ${person.first} B</p>
<p><span>Related To</span> ${person.relatives.map((name) => html`<a href="/people">${name}</a>`)}</p>
</div>`;
}

function addressOf({ id, first, last, places: [home] }: Person): string {
  return `https://${HOST}/${first}-${last}/${STATE_NAMES[home.state] ?? home.state}/${home.city}/${id}`;
}

const form: Handler = () =>
  shown({
    title: "Opt out",
    body: html`<main class="optout_container"><h1>Opt out</h1>
<form action="/optout" method="post">
<input name="url" placeholder="Listing URL" required>
<input name="email" type="email" placeholder="Email" required>
<div id="g-recaptcha"></div>
<button class="responsive-button">Opt out</button>
</form></main>`,
  });

const takeIn: Handler = async (visit) => {
  const listing = visit.shelf.shown().find((person) => addressOf(person) === visit.form.get("url"));
  const to = visit.form.get("email") ?? "";
  if (!listing || to === "") return turnedAway("We need the address of a listing and your e-mail.");
  visit.accept(listing.id);
  await visit.mailLink({ to, path: "/optout/verify", listing: listing.id });
  return shown({ title: "Opt out", body: html`<p>Almost done. Please check your inbox for a confirmation email.</p>` });
};

const verify: Handler = (visit) => {
  const listing = visit.follow();
  if (listing === undefined) return turnedAway("This link is not valid.");
  visit.shelf.takeDown(listing);
  return shown({ title: "Opt out", body: html`<p>Thank you. We've received your request to remove this listing.</p>` });
};

/** Paste the address of the listing, pass a CAPTCHA, open the mailed link. */
export const spokeo: Site = {
  slug: "spokeo",
  name: "Spokeo",
  host: HOST,
  accent: "#000",
  people: pair({ own: "p40021118803", other: "p40017725560" }),
  routes: {
    "GET /optout": form,
    "POST /optout": takeIn,
    "GET /optout/verify": verify,
    "GET /:name/:state/:city": results,
  },
  expected: { state: "removed", why: "the mailed link was opened, and the listing was absent twice", submissions: 1 },
};
