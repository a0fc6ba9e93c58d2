import { stringify } from "yaml";
import { Profile } from "../../../src/subject/profile.ts";
import type { Page } from "./local-pages.ts";

/** Jane Roe is nobody. */
export const janeProfile = {
  names: [{ first: "Jane", middle: "Q", last: "Roe" }],
  addresses: [{ street: "9 Oak Ave", city: "Austin", state: "TX", zip: "78701" }, { street: "12 Elm St", city: "Waco", state: "TX", to: 2015 }],
  birthYear: 1984,
  phones: ["+15125550123"],
  relatives: ["Ann Roe"],
  contact: { email: "jane@alias.example", perBroker: "plus" },
} as const;
export const jane = Profile.parse(janeProfile);

/** A broker that lists by name and state, takes the address of a listing, and mails a link. */
export const acmePlaybook = {
  broker: "acme",
  version: 1,
  asOf: "2026-08-07",
  hosts: { site: ["acme.example"], mailLink: ["acme.example"] },
  discloses: { scan: ["name", "address.state"], optOut: ["listing.url", "contact.email"] },
  scan: {
    query: "nameAndState",
    steps: [
      { goto: "https://acme.example/search?first={{name.first}}&last={{name.last}}&state={{address.state}}" },
      { click: ".cookies", optional: true },
      {
        extract: {
          each: ".row", none: "text=Nobody by that name",
          fields: { name: "h3", age: { at: "h3", after: "," }, addresses: { at: ".lives", all: true }, phones: ".tel", relatives: { at: ".kin a", all: true }, aliases: ".aka", url: "h3 a", id: { at: "h3 a", attribute: "data-id" }, extras: { county: ".county" } },
        },
      },
    ],
  },
  optOut: {
    steps: [
      { goto: "https://acme.example/optout" },
      { fill: { "[name=url]": "{{listing.url}}", "[name=email]": "{{contact.email}}" } },
      { submit: { click: "button", confirmed: "text=Check your inbox" } },
    ],
  },
  confirm: { steps: [{ email: { from: "acme.example", link: "acme.example/confirm" } }, { expect: "text=Your listing will be removed" }] },
};
export const acmeYaml = stringify(acmePlaybook);

export const RESULTS = `<main>
<div class=row><h3><a href="/p/1" data-id=n1>Jane Q. Roe</a>, 42</h3><p class=lives>12 Elm St, Waco, TX 76701</p><p class=lives>Austin, TX</p><p class=tel>(512) 555-0123</p>
<p class=aka>AKA: Janie Roe | Jane Doe +3 more</p><p class=kin><a>Ann Roe, 70</a></p><i class=county>Travis</i></div>
<div class=row><h3><a href="/p/2" data-id=n2>Jane Rowland</a>, 81+</h3><p class=lives>Reno, NV</p></div></main>`;
const FORM = `<form method=post action="/optout"><input name=url required><input name=email required><button>Remove</button></form>`;

export const acmePages: Readonly<Record<string, Page>> = {
  "acme.example/search": RESULTS,
  "acme.example/optout": FORM,
  "POST acme.example/optout": "<p>Check your inbox</p>",
  "acme.example/confirm": "<p>Thank you. Your listing will be removed.</p>",
};

export const CONFIRM_MAIL = `From: Acme <no-reply@acme.example>
To: jane+acme@alias.example
Subject: Confirm
Content-Type: text/plain

Please open https://acme.example/confirm?t=abc123 to confirm.
`;
