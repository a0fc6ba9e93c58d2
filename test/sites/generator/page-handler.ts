import type { Person } from "../../../src/lab/people.ts";
import type { Handler, Reply, Visit } from "../../../src/lab/site.ts";
import { shown, turnedAway } from "../document.ts";
import { opennessOf, pathFits, patternOf, type Address } from "./address.ts";
import { BEHAVIOURS } from "./behaviours.ts";
import type { Conduct } from "./conduct.ts";
import type { Description, Page } from "./description.ts";
import { draw, type Drawing } from "./draw.ts";
import { fits, listed, recordOf, type Listed } from "./listed.ts";
import type { OutlineNode } from "./outline.ts";
import { gatePage, wall } from "./walls.ts";

export interface Described {
  readonly description: Description;
  readonly address: Address;
  readonly page: Page;
  readonly conduct: Conduct;
}

/** Several fit what was asked, so the request is about a person and not about one of her listings. */
const ABOUT_THE_PERSON = "-";
const CODE = "417305";

export function pageHandler(described: Described): Handler {
  return (visit) => {
    const { conduct, page } = described;
    if (conduct.isWalled) return wall();
    if (page.gate !== undefined && !hasPassed(described, visit)) return gatePage(page.gate);
    for (const [name, value] of [...visit.query, ...visit.form]) visit.memory.set(name, value);
    return page.row ? resultsPage(described, page.row, visit) : onePage(described, visit);
  };
}

/** Once a visitor has passed it, a page is not guarded against them again. */
function hasPassed({ address }: Described, visit: Visit): boolean {
  const key = `passed ${patternOf(address)}`;
  if (visit.query.has("passed")) visit.memory.set(key, "yes");
  return visit.memory.has(key);
}

function resultsPage(described: Described, row: readonly OutlineNode[], visit: Visit): Reply {
  const { page, conduct } = described;
  const people = visit.shelf.shown().filter((person) => isMeant(person, described, visit));
  if (people.length === 0 && page.none) return pageOf(page.none, { from: new Map(), conduct });
  const rows = people.map((person) => draw(row, { from: known(person, described), conduct }));
  return pageOf(page.shows, { from: new Map(), conduct, rows });
}

/** A page about the one who is meant, or about nobody: a form, or the answer to one. */
async function onePage(described: Described, visit: Visit): Promise<Reply> {
  const { page, conduct } = described;
  const listing = page.opens ? visit.follow() : listingMeant(described, visit);
  if (listing === undefined && page.none) return pageOf(page.none, { from: new Map(), conduct });
  if (listing === undefined) return turnedAway("Something is missing, or there is no such record.");
  await takeIn(page, listing, visit);
  const person = visit.shelf.find(listing);
  return pageOf(page.shows, { from: person ? known(person, described) : new Map(), conduct });
}

function listingMeant(described: Described, visit: Visit): string | undefined {
  if (asksNothing(described)) return ABOUT_THE_PERSON;
  const [one, ...more] = visit.shelf.shown().filter((person) => isMeant(person, described, visit));
  return one && more.length > 0 ? ABOUT_THE_PERSON : one?.id;
}

async function takeIn(page: Page, listing: string, visit: Visit): Promise<void> {
  if (page.accepts !== undefined) visit.accept(listing, page.accepts);
  if (page.removes && listing === ABOUT_THE_PERSON) visit.shelf.takeDownAll();
  else if (page.removes) visit.shelf.takeDown(listing);
  if (!page.mails) return;
  const to = visit.memory.get(page.mails.to) ?? "";
  if ("link" in page.mails) await visit.mailLink({ to, path: page.mails.link, listing });
  else await visit.mailCode({ to, code: CODE });
}

/** Each of a person's places finds her. */
function isMeant(person: Person, described: Described, visit: Visit): boolean {
  return person.places.some((place) => answers(described, visit, known(person, described, place).set("code", CODE)));
}

function asksNothing({ address, page }: Described): boolean {
  return address.query.length === 0 && opennessOf(address) === 0 && Object.keys(page.asks).length === 0;
}

function answers({ address, page }: Described, { params, memory }: Visit, from: Listed): boolean {
  const wanted = [...address.query, ...Object.entries(page.asks)];
  return pathFits(address, params, from) && wanted.every(([name, template]) => fits(memory.get(name) ?? "", template, from));
}

function known(person: Person, { description }: Described, place?: Person["places"][0]): Map<string, string | readonly string[]> {
  return new Map(listed(person, recordOf(description), place));
}

function pageOf(outline: readonly OutlineNode[], drawing: Drawing): Reply {
  const body = draw(outline, drawing);
  return shown({ title: "People", body, ...(body.text.includes(" data-") && { script: BEHAVIOURS }) });
}
