import { html, trusted, type Html, type Piece } from "../../../src/lab/html.ts";
import { cityAndState, type Person } from "../../../src/lab/people.ts";
import type { Handler, Reply, Site } from "../../../src/lab/site.ts";
import { shown, turnedAway } from "../document.ts";
import { pair, search, shownName } from "../people.ts";

const HOST = "veripages.com";
const LISTING_PREFIX = "https://veriforia.com/view/";

/** A challenge whose script passes it after a moment and asks for the page again. */
function behindChallenge(open: Handler): Handler {
  return (visit) =>
    visit.query.has("passed") ? open(visit) : shown({ title: "Just a moment...", body: html`<p>Checking your browser.</p><script src="/cdn-cgi/challenge-platform/orchestrate"></script>` }, 403);
}

const challengeScript: Handler = () => ({
  headers: { "content-type": "text/javascript" },
  body: trusted(`setTimeout(() => { const url = new URL(location.href); url.searchParams.set("passed", "1"); location.replace(url); }, 300);`),
});

const results: Handler = ({ shelf, query }) => {
  const people = search(shelf.shown(), { name: `${query.get("fname") ?? ""} ${query.get("lname") ?? ""}`, state: query.get("state") ?? "", city: query.get("city") ?? "" });
  return onSite("Search", people.length > 0 ? people.map(row) : html`<h1>Oops, we found nobody</h1>`);
};

function row(person: Person): Html {
  const [home, ...earlier] = person.places;
  return html`<div class="search-item">
<a class="search-item-title-link" href="${LISTING_PREFIX}${person.id}"><div class="search-item-title">${shownName(person)}, ${person.age ?? ""}</div></a>
<div class="search-item-loc">${cityAndState(home)}</div>
<dl><dt>Also known as</dt><dd>${person.first} B ${person.last}</dd>
<dt>Has lived in</dt><dd>${earlier.map((place) => html`<a href="/inner/places">${cityAndState(place)}</a> `)}</dd>
<dt>Related to</dt>${person.relatives.map((name) => html`<dd>${name}</dd>`)}</dl>
</div>`;
}

const wizard: Handler = () =>
  onSite(
    "Opt out",
    html`<h1>Veripages Opt Out Form</h1><div>
${section(1, html`<p>What this form does.</p>`)}
${section(2, html`<p>How to find your listing.</p>`)}
${section(3, html`<form class="ahm"><input id="url" name="url" placeholder="Listing URL" required></form>`)}
${section(4, html`<p>Nearly there.</p>`)}
<section id="step-5" hidden><form class="ahm" action="/inner/removal-service" method="post">
<input type="hidden" name="url" id="url-sent">
<input id="user_name" name="user_name" placeholder="Full name" required>
<input id="user_email" name="user_email" type="email" placeholder="Email" required>
<input type="hidden" name="cf-turnstile-response"><button type="submit">Send request</button>
</form></section>
</div>`,
    `const sections = [...document.querySelectorAll("section")];
function show(number) {
  for (const section of sections) section.hidden = section.id !== "step-" + number;
  document.querySelector("#url-sent").value = document.querySelector("#url").value;
  if (number === 5) ${settling}
}
sections.forEach((section, i) => section.querySelector(".js-rf-section-next-btn")?.addEventListener("click", () => show(i + 2)));`,
  );

/** The widget's script fills its token in by itself. */
const settling = `setTimeout(() => document.querySelector("[name=cf-turnstile-response]").setAttribute("value", "token"), 300);`;

function section(number: number, inside: Piece): Html {
  return html`<section id="step-${number}" ${number === 1 ? "" : "hidden"}>${inside}<div class="btn js-rf-section-next-btn">Next</div></section>`;
}

const takeIn: Handler = async (visit) => {
  const sent = (name: string): string => visit.form.get(name) ?? "";
  const person = visit.shelf.find(sent("url").replace(LISTING_PREFIX, ""));
  if (!person || sent("user_name") === "" || sent("user_email") === "" || sent("cf-turnstile-response") === "") return turnedAway("Something is missing.");
  visit.accept(person.id);
  await visit.mailLink({ to: sent("user_email"), path: "/inner/removal-confirm", listing: person.id });
  return onSite("Opt out", html`<h1>Thank you</h1><p>Your removal request has been received.</p>`);
};

const confirmForm: Handler = (visit) => {
  const listing = visit.follow();
  if (listing === undefined) return turnedAway("This link is not valid.");
  return onSite(
    "Confirm",
    html`<h1>Removal Request Confirmation</h1>
<form id="privacynew" action="/inner/removal-confirm" method="post"><input type="hidden" name="record" value="${listing}">
<input type="hidden" name="cf-turnstile-response"><button type="submit">Confirm</button></form>`,
    settling,
  );
};

const confirm: Handler = (visit) => {
  const person = visit.shelf.find(visit.form.get("record") ?? "");
  if (!person || (visit.form.get("cf-turnstile-response") ?? "") === "") return turnedAway("Something is missing.");
  visit.accept(person.id, "confirm");
  visit.shelf.takeDown(person.id);
  return onSite("Confirmed", html`<h1>Done</h1><p>Your removal request has been confirmed.</p>`);
};

function onSite(title: string, main: Piece, script?: string): Reply {
  return shown({ title, body: html`<nav class="header-nav"><a href="/">Veripages</a></nav>${main}`, ...(script !== undefined && { script }) });
}

/** A wizard that asks in two places and sends from one of them, a mailed link, and one more form behind it. */
export const veripages: Site = {
  slug: "veripages",
  name: "Veripages",
  host: HOST,
  accent: "#000",
  people: pair({ own: "c81f0a77e2", other: "d40b96c1f8" }),
  routes: {
    "GET /inner/profile/search": behindChallenge(results),
    "GET /cdn-cgi/challenge-platform/orchestrate": challengeScript,
    "GET /inner/removal-service": behindChallenge(wizard),
    "POST /inner/removal-service": takeIn,
    "GET /inner/removal-confirm": confirmForm,
    "POST /inner/removal-confirm": confirm,
  },
  expected: { state: "removed", why: "both forms were sent once each, and the listing was absent twice", submissions: 2 },
};
