import { html, type Html } from "../../../src/lab/html.ts";
import type { Person } from "../../../src/lab/people.ts";
import type { Handler, Site } from "../../../src/lab/site.ts";
import { shown, turnedAway } from "../document.ts";
import { pair, search, shownName } from "../people.ts";

const HOST = "www.peoplefinders.com";
const ABOUT_THE_PERSON = "-";

/** A gate that passes by itself: its token fills, and the page behind it is asked for once more. */
function behindGate(open: Handler): Handler {
  return (visit) => {
    if (visit.query.has("passed")) return open(visit);
    const parts = {
      title: "Just a moment...",
      body: html`<p>Checking your browser.</p><form><input type="hidden" name="cf-turnstile-response"></form>`,
      script: `setTimeout(() => { const url = new URL(location.href); url.searchParams.set("passed", "1"); location.replace(url); }, 300);`,
    };
    return shown(parts, 403);
  };
}

const results: Handler = ({ shelf, params }) => {
  const people = search(shelf.shown(), { name: (params["name"] ?? "").replace("-", " "), state: params["state"] ?? "", city: params["city"] ?? "" });
  const found = people.length > 0 ? people.map(row) : html`<div class="no-results">Nobody of that name there.</div>`;
  return shown({ title: "People", body: html`<div class="body-content"><h1>People</h1>${found}</div>` });
};

function row(person: Person): Html {
  return html`<div class="record"><div class="row">
<div class="col-lg-3"><a href="/people/${person.first}-${person.last}/details?landing=all&id=${person.id}"><h4 class="record__title">${shownName(person)}</h4></a><span class="text-dark">${person.age ?? ""}</span></div>
<div class="col-lg-4"><ul class="clean-list mb-0 mt-2"><li>AKA<ul><li class="text-dark">${person.first} B ${person.last}</li></ul></li></ul></div>
<div class="col-lg-2 col-xl-3"><ul>${person.places.map(({ city, state }) => html`<li class="text-dark">${city}, ${state}</li>`)}</ul></div>
<div class="col-lg-3 col-md-2"><ul><li>Relatives<ul>${person.relatives.map((name) => html`<li class="text-dark">${name}</li>`)}</ul></li></ul></div>
</div></div>`;
}

const shortForm: Handler = () =>
  shown({
    title: "Opt out",
    body: html`<div class="v-opt-out-wrapper"><h1>Opt out</h1>
<button type="button" class="btn btn-success opt-out-button">Start</button>
<form class="v-out-out-form" action="/opt-out" method="post" hidden>
<input name="first" placeholder="First Name" required>
<input name="last" placeholder="Last Name" required>
<input name="email" type="email" placeholder="Email" required>
<div class="terms-wrapper"><input type="checkbox" name="terms" value="yes" required> I agree to the terms</div>
<div class="v-recaptcha"></div>
<button class="btn btn-primary">Send</button>
</form></div>`,
    script: `document.querySelector(".opt-out-button").addEventListener("click", () => { document.querySelector(".v-out-out-form").hidden = false; });`,
  });

const takeInShort: Handler = async (visit) => {
  const sent = (name: string): string => visit.form.get(name) ?? "";
  if (["first", "last", "email", "terms"].some((name) => sent(name) === "")) return turnedAway("All fields are required.");
  visit.accept(ABOUT_THE_PERSON, "short");
  await visit.mailLink({ to: sent("email"), path: "/opt-out/record", listing: ABOUT_THE_PERSON });
  return shown({ title: "Opt out", body: html`<h1>Email Sent</h1>` });
};

const recordForm: Handler = (visit) => {
  if (visit.follow() === undefined) return turnedAway("This link is not valid.");
  return shown({
    title: "Opt out",
    body: html`<div class="opt-out-card"><h1>Record Suppression Form</h1>
<form class="v-out-out-record-removal-form" action="/opt-out/record" method="post">
<input type="tel" name="phone" placeholder="Phone" required>
<select name="month" required><option value="">Month</option><option value="5">May</option></select>
<input name="day" placeholder="Day" required> <input name="year" placeholder="Year" required>
<input name="street" placeholder="Street Address" required> <input name="city" placeholder="City" required>
<select name="state" required><option value="">State</option><option value="TX">Texas</option></select>
<label><input type="checkbox" name="terms" value="yes" required> This is me</label>
<div class="v-recaptcha"></div>
<button class="btn btn-primary">Send</button>
</form></div>`,
  });
};

const takeInRecord: Handler = (visit) => {
  visit.accept(ABOUT_THE_PERSON, "record");
  visit.shelf.takeDownAll();
  return shown({ title: "Opt out", body: html`<h1>Opt-Out Request Confirmation</h1>` });
};

/** A short form, a mailed link, and a second form that wants what is never sent. */
export const peoplefinders: Site = {
  slug: "peoplefinders",
  name: "PeopleFinders",
  host: HOST,
  accent: "#000",
  people: pair({ own: "G5530418827719", other: "G1187203341906" }),
  routes: {
    "GET /people/:name/:state/:city": behindGate(results),
    "GET /opt-out": behindGate(shortForm),
    "POST /opt-out": takeInShort,
    "GET /opt-out/record": recordForm,
    "POST /opt-out/record": takeInRecord,
  },
  expected: { state: "needs-human", why: "the second form wants phone, date of birth and street", submissions: 1 },
};
