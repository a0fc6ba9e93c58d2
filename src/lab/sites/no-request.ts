import { html } from "../html.ts";
import { neighbour, odalys } from "../people.ts";
import { cardRow, inTable, peopleSearch, tableRow } from "../search-pages.ts";
import type { Site } from "../site.ts";

/** Lists other people only, and says so. */
export const emptyhouse: Site = {
  slug: "emptyhouse",
  name: "EmptyHouse Search",
  host: "www.emptyhouse.example",
  accent: "#4f7a8a",
  people: [neighbour("h8r4ta")],
  routes: peopleSearch(),
  expected: { state: "not-listed", why: "the site shows its own sign that nobody was found", submissions: 0 },
};

/** Lists one person of that name, of another age and another city. */
export const onlynamesake: Site = {
  slug: "onlynamesake",
  name: "OnlyNamesake",
  host: "www.onlynamesake.example",
  accent: "#8a7a5d",
  people: [odalys("c2p6yv", { middle: "K", age: 71, places: [{ city: "Duluth", state: "MN" }], relatives: ["Gunnar Brightwater"] })],
  routes: peopleSearch({ row: tableRow, list: inTable }),
  expected: { state: "not-listed", why: "its only row is somebody else: another age and another city", submissions: 0 },
};

/** Shows a name and the city that was searched for, and nothing else: that can't be told. */
export const unsurerow: Site = {
  slug: "unsurerow",
  name: "UnsureRow",
  host: "www.unsurerow.example",
  accent: "#5d5d7a",
  people: [
    {
      id: "z1g5fs",
      first: "Odalys",
      last: "Brightwater",
      places: [{ city: "Marfa", state: "TX" }],
      relatives: [],
    },
  ],
  routes: peopleSearch({ row: cardRow }),
  expected: { state: "review", why: "the row agrees in name and in the city that was searched for, which is not enough", submissions: 0 },
};

/** Answers every address with 200 and an empty page. */
export const blankpage: Site = {
  slug: "blankpage",
  name: "BlankPage",
  host: "www.blankpage.example",
  accent: "#777777",
  people: [odalys("y3i9dx")],
  routes: { "GET *": () => ({ body: html`<!doctype html><html lang="en"><head><title>People</title></head><body><div id="app"></div></body></html>` }) },
  expected: { state: "inconclusive", why: "an empty page without the site's own sign proves nothing", submissions: 0 },
};
