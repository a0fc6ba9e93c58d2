import { html, type Piece } from "./html.ts";
import { form, missing, type Control } from "./form.ts";
import { reply } from "./page.ts";
import type { Reply, Routes, Visit } from "./site.ts";

export const NO_LISTING = "-";

/** Which listing a form is about, as the site understands it; nothing when it can't tell. */
export type AboutListing = (visit: Visit) => string | undefined;

export interface OptOut {
  readonly title: string;
  readonly intro: string;
  readonly controls: readonly Control[];
  readonly button: string;
  readonly about: AboutListing;
  /** What the page after it says. */
  readonly done: string;
}

/** A form that is all there is to it: taken in and acted on at once. */
export function directOptOut(optOut: OptOut): Routes {
  return formRoutes(optOut, (visit, listing) => {
    visit.shelf.takeDown(listing);
    return said(visit, optOut);
  });
}

/** A form whose request counts once the link in a mail has been opened. */
export function mailedOptOut(optOut: OptOut & { readonly confirmed: string }): Routes {
  return {
    ...formRoutes(optOut, async (visit, listing) => {
      await visit.mailLink({ to: visit.form.get("email") ?? "", path: "/confirm", listing });
      return said(visit, optOut);
    }),
    "GET /confirm": confirmLink(optOut.confirmed),
  };
}

/** The page behind a mailed link: it takes the listing down. */
export function confirmLink(confirmed: string): (visit: Visit) => Reply {
  return (visit) => {
    const listing = visit.follow();
    if (listing === undefined) return reply(visit.site, { title: "Link not valid", main: html`<p>This link is not valid any more.</p>` }, 410);
    visit.shelf.takeDown(listing);
    return reply(visit.site, { title: "Thank you", main: notice(confirmed) });
  };
}

export function notice(words: string): Piece {
  return html`<p class="notice" role="status">${words}</p>`;
}

/** The form page, with the record that a link on a listing named. */
export function optOutPage({ site, query }: Visit, { title, intro, controls, button }: OptOut): Reply {
  const record = query.get("record");
  const hidden = record === null ? {} : { record };
  return reply(site, { title, main: [html`<p>${intro}</p>`, form(site, { action: "/optout", controls, button, hidden })] });
}

/** Checks a form that was sent and takes it in; the answer is a refusal, or the listing it is about. */
export function takeIn(visit: Visit, { controls, about }: Pick<OptOut, "controls" | "about">, formName?: string): Reply | string {
  const left = missing(visit, controls);
  if (left.length > 0) return refusal(visit, `Please fill in: ${left.join(", ")}.`);
  const listing = about(visit);
  if (listing === undefined) return refusal(visit, "We could not find that record.");
  visit.accept(listing, formName);
  return listing;
}

export function refusal({ site }: Visit, words: string): Reply {
  return reply(site, { title: "Something is missing", main: html`<p class="error" role="alert">${words}</p>` }, 400);
}

export const aboutThePerson: AboutListing = () => NO_LISTING;

/** The record that a link on the listing brought along. */
export const aboutTheRecord: AboutListing = ({ form: sent, shelf }) => shelf.find(sent.get("record") ?? "")?.id;

/** The record whose address was pasted. */
export const aboutTheUrl: AboutListing = ({ form: sent, shelf, site }) => {
  const prefix = `https://${site.host}/record/`;
  const url = (sent.get("url") ?? "").trim();
  return url.startsWith(prefix) ? shelf.find(url.slice(prefix.length))?.id : undefined;
};

function formRoutes(optOut: OptOut, act: (visit: Visit, listing: string) => Reply | Promise<Reply>): Routes {
  return {
    "GET /optout": (visit) => optOutPage(visit, optOut),
    "POST /optout": (visit) => {
      const taken = takeIn(visit, optOut);
      return typeof taken === "string" ? act(visit, taken) : taken;
    },
  };
}

function said({ site }: Visit, { done }: OptOut): Reply {
  return reply(site, { title: "Thank you", main: notice(done) });
}
