import type { Button, Control, Group } from "../page/page-face.ts";
import { normalWords } from "../words/normal-words.ts";

/** What a form is for. Only an `ask` takes fields of the person; `look-up` is a search for people. */
export type FormKind = "ask" | "look-up" | "newsletter" | "cookie-banner" | "site-search" | "login" | "empty";

export interface FormParts {
  readonly group: Group;
  readonly controls: readonly Control[];
  readonly buttons: readonly Button[];
}

const NEWSLETTER = /\b(newsletter|news letter|subscribe|mailing list|stay in touch|stay up to date|weekly (tips|news|digest)|special offers|boletin|suscribe\w*|suscripcion|noticias|rundbrief|newsletter abonnieren|abonnieren|infolettre|abonnez|sinscrire|inscription a la|assine|assinar|novidades|boletim|iscriviti|notiziario|nieuwsbrief|abonneer|inschrijven)\b/;
const COOKIES = /\b(cookies?|consent|gdpr|onetrust|cmp|cookiebot|didomi|tracking preferences)\b/;
const LOGIN = /\b(log ?in|sign ?in|signin|iniciar sesion|acceder|anmelden|einloggen|connexion|se connecter|entrar|iniciar sessao|accedi|inloggen|aanmelden)\b/;
const SEARCH = /\b(search|find|look ?up|buscar|busqueda|suche|suchen|recherche\w*|chercher|pesquis\w*|procurar|cerca|cercare|ricerca|zoek|zoeken)\b/;
const OPT_OUT = /\b(opt ?out|remov\w*|delet\w*|suppress\w*|unsubscribe|do not sell|privacy (request|rights?)|take down|erase|erasure|eliminar|eliminacion|borrar|supresion|baja|loschen|loschung|loschantrag|entfernen|entfernung|widerspruch|supprim\w*|suppression|effac\w*|retrait|remov\w*|exclu\w*|apagar|eliminac\w*|rimuov\w*|rimozione|cancell\w*|eliminazione|verwijder\w*|wissen|wissing|afmelden|ccpa|gdpr request|data subject)\b/;

export function kindOf({ group, controls, buttons }: FormParts): FormKind {
  const seen = controls.filter(({ unseen }) => unseen === "");
  if (seen.length === 0) return "empty";
  const own = plain([group.surroundings, ...buttons.map(({ text }) => text)].join(" "));
  const near = `${own} ${plain(group.heading)}`;
  const all = `${near} ${plain(group.text)}`;
  const texts = seen.filter(({ type }) => type !== "checkbox" && type !== "radio");
  const asksToRemove = OPT_OUT.test(all);
  if (COOKIES.test(plain(group.surroundings)) && !texts.some(({ tag }) => tag === "textarea") && texts.length <= 1) return "cookie-banner";
  if (seen.some(({ type }) => type === "password")) return "login";
  if (texts.length === 0) return COOKIES.test(near) ? "cookie-banner" : "empty";
  if (LOGIN.test(near) && texts.length <= 2 && !asksToRemove) return "login";
  if (isSiteSearch(texts, near, group)) return "site-search";
  if (texts.length <= 3 && speaksOfLetters(near)) return "newsletter";
  if (texts.length === 1 && speaksOfLetters(own)) return "newsletter"; // whatever the page's heading is about
  if (texts.length <= 2 && NEWSLETTER.test(all) && !asksToRemove) return "newsletter";
  return isLookUp(texts, buttons) && !OPT_OUT.test(near) ? "look-up" : "ask";
}

function speaksOfLetters(words: string): boolean {
  return NEWSLETTER.test(words.replace(/\bunsubscribe\b/g, "")) && !OPT_OUT.test(words);
}

/** How much a form looks like the one the page is there for. */
export function standingOf({ group, controls, buttons }: FormParts): number {
  const near = plain([group.surroundings, group.heading, ...buttons.map(({ text }) => text)].join(" "));
  return (OPT_OUT.test(near) ? 4 : 0) + (OPT_OUT.test(plain(group.text)) ? 2 : 0) + (group.method === "post" ? 1 : 0) + Math.min(controls.length, 8) / 8;
}

function isSiteSearch(texts: readonly Control[], near: string, { surroundings }: Group): boolean {
  const [only] = texts;
  if (!only || texts.length > 1) return false;
  const asks = plain(`${only.placeholder} ${only.label} ${only.ariaLabel} ${only.neighbour}`);
  const isCalledSo = only.type === "search" || ["q", "s", "query", "search", "keyword", "keywords", "searchterm"].includes(only.name.toLowerCase());
  return isCalledSo || (SEARCH.test(asks) && !/\b(url|link|name|email)\b/.test(asks)) || (/\bsearch\b/.test(surroundings) && SEARCH.test(near) && only.type !== "email");
}

function isLookUp(texts: readonly Control[], buttons: readonly Button[]): boolean {
  const hasAddress = texts.some(({ type, name }) => type === "email" || /mail|url/i.test(name));
  return !hasAddress && buttons.some(({ text }) => SEARCH.test(plain(text)));
}

function plain(text: string): string {
  return normalWords(text).join(" ");
}
