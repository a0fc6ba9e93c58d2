import type { Random } from "../../../src/base/random.ts";

/** A page that asks for things, and what each of its controls really asks for: by name, `null` for what is no field. */
export interface LabelledPage {
  readonly title: string;
  readonly html: string;
  readonly truth: ReadonlyMap<string, string | null>;
  readonly submit: string;
}

type Language = "en" | "es" | "de" | "fr" | "pt" | "it" | "nl";
export const LANGUAGES: readonly Language[] = ["en", "es", "de", "fr", "pt", "it", "nl"];

interface Asked {
  readonly field: string | null;
  readonly type?: string;
  readonly autocomplete?: string;
  /** Attribute names as sites write them. */
  readonly names: readonly string[];
  readonly labels: Readonly<Record<Language, readonly string[]>>;
}

/** Written down from how public forms word these things; the classifier's own tables are not looked at. */
const ASKED: readonly Asked[] = [
  { field: "name.first", autocomplete: "given-name", names: ["first_name", "fname", "firstName", "user[first_name]", "txtFirst"], labels: { en: ["First name", "Your first name", "Given name(s)", "Legal first name *"], es: ["Nombre de pila", "Primer nombre"], de: ["Vorname", "Ihr Vorname *"], fr: ["Prénom", "Votre prénom"], pt: ["Primeiro nome", "Nome próprio"], it: ["Nome di battesimo"], nl: ["Voornaam", "Uw voornaam"] } },
  { field: "name.last", autocomplete: "family-name", names: ["last_name", "lname", "lastName", "surname", "user[last_name]"], labels: { en: ["Last name", "Surname", "Family name", "Last name (as listed)"], es: ["Apellidos", "Apellido *"], de: ["Nachname", "Familienname"], fr: ["Nom de famille"], pt: ["Sobrenome", "Apelido"], it: ["Cognome", "Il tuo cognome"], nl: ["Achternaam", "Uw achternaam *"] } },
  { field: "contact.email", type: "email", autocomplete: "email", names: ["email", "user_email", "emailAddress", "contact-email", "mail"], labels: { en: ["Email", "E-mail address", "Your email address (we send a link to it)", "Email *"], es: ["Correo electrónico", "Su correo electrónico"], de: ["E-Mail-Adresse", "Ihre E-Mail-Adresse *", "E-Mail"], fr: ["Adresse e-mail", "Courriel", "Votre adresse électronique"], pt: ["E-mail", "Endereço de e-mail"], it: ["Indirizzo e-mail", "La tua e-mail"], nl: ["E-mailadres", "Uw e-mailadres"] } },
  { field: "listing.url", type: "url", names: ["url", "profile_url", "listingUrl", "record-link"], labels: { en: ["Profile URL", "Link to your listing", "URL of the record to remove", "Web address of your listing"], es: ["Enlace a su perfil", "URL del perfil"], de: ["Link zum Eintrag", "URL Ihres Profils"], fr: ["Lien vers votre fiche", "URL du profil"], pt: ["Link do perfil", "URL do seu perfil"], it: ["Link al profilo", "URL della scheda"], nl: ["Link naar uw profiel", "URL van de vermelding"] } },
  { field: "address.street", autocomplete: "street-address", names: ["street", "address", "address1", "streetAddress"], labels: { en: ["Street address", "Address", "Street address (no P.O. boxes)", "Home address"], es: ["Dirección", "Calle y número"], de: ["Straße und Hausnummer", "Anschrift"], fr: ["Adresse postale", "Rue et numéro"], pt: ["Endereço", "Morada"], it: ["Indirizzo", "Via e numero civico"], nl: ["Straat en huisnummer", "Adres"] } },
  { field: "address.city", autocomplete: "address-level2", names: ["city", "town", "addr_city", "userCity"], labels: { en: ["City", "City / Town", "Your city"], es: ["Ciudad", "Localidad"], de: ["Stadt", "Wohnort *"], fr: ["Ville", "Commune"], pt: ["Cidade"], it: ["Città", "Comune"], nl: ["Woonplaats", "Plaats"] } },
  { field: "address.zip", autocomplete: "postal-code", names: ["zip", "zipcode", "postal_code", "postcode"], labels: { en: ["ZIP code", "Zip", "Postal code", "ZIP / Postal code"], es: ["Código postal"], de: ["Postleitzahl", "PLZ"], fr: ["Code postal"], pt: ["Código postal", "CEP"], it: ["CAP", "Codice postale"], nl: ["Postcode"] } },
  { field: "address.state", names: ["state", "region", "addr_state"], labels: { en: ["State", "State / Province"], es: ["Estado", "Provincia"], de: ["Bundesland"], fr: ["Région"], pt: ["Estado"], it: ["Provincia", "Regione"], nl: ["Provincie"] } },
  { field: "phone", type: "tel", autocomplete: "tel", names: ["phone", "phone_number", "tel", "mobile"], labels: { en: ["Phone number", "Mobile phone", "Telephone"], es: ["Teléfono", "Número de teléfono"], de: ["Telefonnummer", "Handynummer"], fr: ["Numéro de téléphone", "Téléphone portable"], pt: ["Telefone", "Telemóvel"], it: ["Numero di telefono", "Cellulare"], nl: ["Telefoonnummer", "Mobiel nummer"] } },
  { field: "dateOfBirth", autocomplete: "bday", names: ["dob", "birthdate", "date_of_birth"], labels: { en: ["Date of birth", "DOB", "Birth date (MM/DD/YYYY)"], es: ["Fecha de nacimiento"], de: ["Geburtsdatum"], fr: ["Date de naissance"], pt: ["Data de nascimento"], it: ["Data di nascita"], nl: ["Geboortedatum"] } },
  { field: "age", names: ["age", "current_age"], labels: { en: ["Age", "Your age"], es: ["Edad"], de: ["Alter"], fr: ["Âge"], pt: ["Idade"], it: ["Età"], nl: ["Leeftijd"] } },
];

/** Neither is a field of the person, however it is called. */
const OTHERS: readonly Asked[] = [
  { field: null, names: ["company", "organization", "company_name"], labels: { en: ["Company name", "Organization"], es: ["Empresa"], de: ["Firma", "Unternehmen"], fr: ["Nom de l'entreprise"], pt: ["Empresa"], it: ["Nome dell'azienda"], nl: ["Bedrijfsnaam"] } },
  { field: null, names: ["username", "user_name", "login_name"], labels: { en: ["Username"], es: ["Nombre de usuario"], de: ["Benutzername"], fr: ["Nom d'utilisateur"], pt: ["Nome de usuário"], it: ["Nome utente"], nl: ["Gebruikersnaam"] } },
  { field: null, names: ["message", "comments", "details"], labels: { en: ["Message", "Anything else we should know?"], es: ["Mensaje"], de: ["Ihre Nachricht"], fr: ["Votre message"], pt: ["Mensagem"], it: ["Messaggio"], nl: ["Uw bericht"] } },
  { field: null, names: ["relationship", "relation_to"], labels: { en: ["Relationship to the person"], es: ["Parentesco"], de: ["Beziehung zur Person"], fr: ["Relation avec la personne"], pt: ["Parentesco"], it: ["Relazione con la persona"], nl: ["Relatie tot de persoon"] } },
  { field: null, names: ["maiden_name", "aka"], labels: { en: ["Maiden name", "Other names you go by"], es: ["Apellido de soltera"], de: ["Geburtsname"], fr: ["Nom de jeune fille"], pt: ["Nome de solteira"], it: ["Cognome da nubile"], nl: ["Meisjesnaam"] } },
  { field: null, names: ["ref_no", "case_number", "order_id"], labels: { en: ["Reference number", "Case number (if you have one)"], es: ["Número de referencia"], de: ["Aktenzeichen"], fr: ["Numéro de dossier"], pt: ["Número do processo"], it: ["Numero di pratica"], nl: ["Dossiernummer"] } },
  { field: null, names: ["birthplace", "place_of_birth"], labels: { en: ["City of birth", "Place of birth"], es: ["Lugar de nacimiento"], de: ["Geburtsort"], fr: ["Ville de naissance"], pt: ["Local de nascimento"], it: ["Luogo di nascita"], nl: ["Geboorteplaats"] } },
  { field: null, names: ["address2", "apt", "line2"], labels: { en: ["Apt, suite, unit", "Address line 2"], es: ["Piso y puerta"], de: ["Adresszusatz"], fr: ["Complément d'adresse"], pt: ["Complemento"], it: ["Interno, scala"], nl: ["Toevoeging"] } },
  { field: null, names: ["friend_email", "agent_name"], labels: { en: ["Your attorney's name", "Authorized agent's email"], es: ["Nombre del representante"], de: ["Name des Vertreters"], fr: ["Nom du mandataire"], pt: ["Nome do representante"], it: ["Nome del rappresentante"], nl: ["Naam van de vertegenwoordiger"] } },
];

const HEADINGS: Readonly<Record<Language, string>> = { en: "Remove my information", es: "Eliminar mis datos", de: "Meine Daten löschen", fr: "Supprimer mes données", pt: "Remover os meus dados", it: "Rimuovi i miei dati", nl: "Verwijder mijn gegevens" };
const SUBMITS: Readonly<Record<Language, readonly string[]>> = { en: ["Submit request", "Remove my record", "Opt out"], es: ["Enviar solicitud", "Eliminar"], de: ["Antrag absenden", "Löschen"], fr: ["Envoyer la demande", "Supprimer"], pt: ["Enviar pedido", "Remover"], it: ["Invia la richiesta", "Rimuovi"], nl: ["Verzoek versturen", "Verwijderen"] };
const LETTERS: Readonly<Record<Language, readonly [string, string]>> = { en: ["Get our newsletter", "Subscribe"], es: ["Suscríbete a nuestro boletín", "Suscribirse"], de: ["Newsletter abonnieren", "Abonnieren"], fr: ["Abonnez-vous à la newsletter", "S'abonner"], pt: ["Assine a newsletter", "Assinar"], it: ["Iscriviti alla newsletter", "Iscriviti"], nl: ["Abonneer je op de nieuwsbrief", "Abonneer"] };

const STATES = "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska Nevada Ohio Oklahoma Oregon Texas Utah Vermont Virginia Washington".split(" ");

const LAYOUTS = ["for", "wrapped", "aria", "placeholder", "table", "labelledby", "paragraph", "names-only"] as const;
type Layout = (typeof LAYOUTS)[number];

/** One page: a language, a way of laying forms out, some fields, some other controls, and what stands around. */
export function makePage(index: number, random: Random): LabelledPage {
  const language = LANGUAGES[index % LANGUAGES.length] ?? "en";
  const layout = LAYOUTS[Math.floor(index / LANGUAGES.length) % LAYOUTS.length] ?? "for";
  const truth = new Map<string, string | null>();
  const asked = [...some(ASKED, 3 + Math.floor(random.next() * 5), random), ...some(OTHERS, Math.floor(random.next() * 3), random)];
  const rows = asked.map((one) => row(one, { language, layout, truth, random, index }));
  const submit = pick(SUBMITS[language], random);
  return { title: `${index} ${language} ${layout}`, html: pageOf({ language, layout, rows, submit, truth, random }), truth, submit };
}

interface Setting {
  readonly language: Language;
  readonly layout: Layout;
  readonly truth: Map<string, string | null>;
  readonly random: Random;
  readonly index: number;
}

function row(asked: Asked, { language, layout, truth, random, index }: Setting): string {
  const label = pick(asked.labels[language], random);
  // Half of the pages have names that say nothing, as form builders make them; the others have those of sites.
  const isMeaningless = layout !== "names-only" && index % 2 === 1;
  const name = unique(isMeaningless ? `q${"abcdefghij"[truth.size % 10] ?? "x"}x` : pick(asked.names, random), truth);
  truth.set(name, layout === "names-only" && asked.field === "name.first" && name === "txtFirst" ? "name.first" : asked.field);
  const type = asked.type !== undefined && random.next() < 0.5 ? asked.type : "text";
  const auto = asked.autocomplete !== undefined && random.next() < 0.4 ? ` autocomplete="${asked.autocomplete}"` : "";
  return laidOut({ label, layout, control: controlHtml(asked, { name, type, auto, language }), id: `c-${name.replace(/\W/g, "")}` });
}

function controlHtml({ field, names }: Asked, { name, type, auto, language }: { name: string; type: string; auto: string; language: Language }): (attributes: string) => string {
  if (field === "address.state" && language === "en") return (attributes) => `<select name="${name}" ${attributes}><option value="">Choose…</option>${STATES.map((state) => `<option>${state}</option>`).join("")}</select>`;
  if (names.includes("message")) return (attributes) => `<textarea name="${name}" ${attributes}></textarea>`;
  return (attributes) => `<input type="${type}" name="${name}"${auto} ${attributes}>`;
}

function laidOut({ label, layout, control, id }: { label: string; layout: Layout; control: (attributes: string) => string; id: string }): string {
  switch (layout) {
    case "for":
      return `<div class="field"><label for="${id}">${label}</label>${control(`id="${id}"`)}</div>`;
    case "wrapped":
      return `<p><label><span>${label}</span> ${control("")}</label></p>`;
    case "aria":
      return `<div>${control(`aria-label="${label}"`)}</div>`;
    case "placeholder":
      return `<div>${control(`placeholder="${label}"`)}</div>`;
    case "table":
      return `<tr><td>${label}:</td><td>${control("")}</td></tr>`;
    case "labelledby":
      return `<div><span id="l-${id}">${label}</span><div>${control(`aria-labelledby="l-${id}"`)}</div></div>`;
    case "paragraph":
      return `<div><div class="caption">${label}</div><div class="box">${control("")}</div></div>`;
    case "names-only":
      return `<div>${control("")}</div>`;
  }
}

interface PageParts {
  readonly language: Language;
  readonly layout: Layout;
  readonly rows: readonly string[];
  readonly submit: string;
  readonly truth: Map<string, string | null>;
  readonly random: Random;
}

function pageOf({ language, layout, rows, submit, truth, random }: PageParts): string {
  const [letter, subscribe] = LETTERS[language];
  for (const name of ["sitequery", "letter_email", "contact_me_by_fax", "agree"]) truth.set(name, null);
  const trap = `<div style="${pick(["display:none", "position:absolute;left:-9999px", "opacity:0;height:0;overflow:hidden"], random)}"><label>Fax <input name="contact_me_by_fax" tabindex="-1" autocomplete="off"></label></div>`;
  const body = layout === "table" ? `<table>${rows.join("\n")}</table>` : rows.join("\n");
  const button = random.next() < 0.5 ? `<button type="submit">${submit}</button>` : `<input type="submit" value="${submit}">`;
  return `<!doctype html><html lang="${language}"><head><title>${HEADINGS[language]}</title></head><body>
<header><form action="/search" role="search"><input name="sitequery" type="search"><button>Go</button></form></header>
<main><h1>${HEADINGS[language]}</h1>
<form method="post" action="/privacy/request">${body}${trap}
<p><label><input type="checkbox" name="agree" required> OK</label></p>${button}</form></main>
<footer><form class="newsletter" action="/letters" method="post"><h4>${letter}</h4><input type="email" name="letter_email" placeholder="E-mail"><button>${subscribe}</button></form></footer>
</body></html>`;
}

function unique(name: string, taken: ReadonlyMap<string, unknown>): string {
  return taken.has(name) ? unique(`${name}x`, taken) : name;
}

function some<T>(items: readonly T[], count: number, random: Random): T[] {
  return items.map((item) => ({ item, at: random.next() })).toSorted((a, b) => a.at - b.at).slice(0, count).map(({ item }) => item);
}

function pick<T>(items: readonly T[], random: Random): T {
  const item = items[Math.floor(random.next() * items.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}
