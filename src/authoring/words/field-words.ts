import type { TemplateField } from "../../subject/fields.ts";

/**
 * What labels and attribute names call a field, in English, Spanish, German, French, Portuguese, Italian and Dutch. Phrases are
 * compared word by word without accents and case, and the longest one at a place wins: `e-mail address` is no `address`.
 */
export type Meaning = TemplateField | "name.bare" | "block";

export const FIELD_WORDS: Readonly<Partial<Record<Meaning, readonly string[]>>> = {
  "name.first": [
    "first name", "firstname", "fname", "given name", "givenname", "given names", "forename", "first names", "christian name", "name first", "first",
    "nombre de pila", "primer nombre", "nombres", "vorname", "vornamen", "rufname", "prenom", "prenoms", "primeiro nome", "nome proprio",
    "nome di battesimo", "voornaam", "voornamen", "roepnaam",
  ],
  "name.middle": ["middle name", "middlename", "mname", "middle initial", "middle", "additional name", "segundo nombre", "zweiter vorname", "mittelname", "deuxieme prenom", "second prenom", "nome do meio", "secondo nome", "tweede voornaam", "middelste naam"],
  "name.last": [
    "last name", "lastname", "lname", "surname", "family name", "familyname", "name last", "last", "last names", "surnames",
    "apellido", "apellidos", "primer apellido", "nachname", "familienname", "zuname", "nom de famille", "sobrenome", "apelido", "ultimo nome", "cognome", "achternaam", "familienaam",
  ],
  "name.suffix": ["suffix", "name suffix", "sufijo", "namenszusatz", "suffixe", "sufixo", "suffisso", "achtervoegsel"],
  "name.full": [
    "full name", "fullname", "legal name", "full legal name", "complete name", "name on the listing", "name on listing", "name in the listing", "name on the record", "name of the person", "name as it appears", "name as listed", "name to remove",
    "nombre completo", "nombre y apellidos", "nombre y apellido", "vollstandiger name", "vor und nachname", "vor und zuname", "vorname und nachname", "vorname nachname", "nom complet", "nom et prenom", "prenom et nom", "nom prenom",
    "nome completo", "nome e sobrenome", "nome e apelido", "nome e cognome", "cognome e nome", "volledige naam", "voor en achternaam", "voornaam en achternaam",
  ],
  "name.bare": ["name", "names", "nombre", "nom", "nome", "naam"],
  "contact.email": [
    "email", "e mail", "email address", "emailaddress", "e mail address", "mail address", "email id", "eml", "mail",
    "correo electronico", "correo", "direccion de correo", "direccion de correo electronico", "direccion de email", "e mail adresse", "email adresse", "emailadresse", "mailadresse", "adresse e mail", "adresse email", "adresse mail", "courriel", "adresse courriel", "adresse electronique", "adresse de courriel", "adresse de messagerie",
    "endereco de e mail", "endereco de email", "correio eletronico", "endereco eletronico", "indirizzo e mail", "indirizzo email", "indirizzo mail", "posta elettronica", "indirizzo di posta elettronica", "e mailadres", "emailadres", "mailadres", "e mail adres", "email adres",
  ],
  phone: [
    "phone", "phone number", "phonenumber", "phone no", "telephone", "telephone number", "tel", "mobile", "mobile number", "mobile phone", "mobile phone number", "cell", "cell phone", "cellphone", "cell phone number", "contact phone", "contact number", "daytime phone", "telefono", "numero de telefono", "telefono movil", "movil", "celular",
    "telefon", "telefonnummer", "handy", "handynummer", "mobilnummer", "mobiltelefon", "rufnummer", "numero de telephone", "telephone portable", "numero de portable", "portable", "telefone", "numero de telefone", "telemovel", "telefone celular", "cellulare", "numero di telefono", "numero di cellulare", "telefoonnummer", "telefoon", "mobiel", "mobiel nummer", "mobiele nummer", "gsm",
  ],
  "address.street": [
    "street", "street address", "streetaddress", "street name", "address", "address 1", "address line 1", "addressline 1", "line 1", "addr", "addr 1", "address one", "home address", "mailing address", "postal address", "residential address", "physical address", "street and number", "street and house number", "full address",
    "direccion", "calle", "calle y numero", "domicilio", "direccion postal", "strasse", "str", "strasse und hausnummer", "strasse hausnummer", "strasse und nummer", "strasse nr", "anschrift", "adresse", "postanschrift", "rue", "adresse postale", "numero et rue", "rue et numero", "numero et nom de rue", "numero et nom de la rue", "voie",
    "endereco", "rua", "morada", "logradouro", "rua e numero", "endereco residencial", "indirizzo", "via", "via e numero civico", "indirizzo di residenza", "indirizzo postale", "adres", "straat", "straatnaam", "straat en huisnummer", "straat en nummer", "postadres",
  ],
  "address.city": ["city", "city name", "town", "city town", "town city", "city or town", "town or city", "locality", "ciudad", "localidad", "poblacion", "municipio", "stadt", "ort", "wohnort", "ville", "commune", "localite", "cidade", "localidade", "citta", "comune", "localita", "plaats", "woonplaats", "plaatsnaam", "stad", "gemeente"],
  "address.state": ["state", "state province", "state or province", "province", "province state", "us state", "state name", "state code", "state region", "region state", "estado", "estado provincia", "provincia", "estado o provincia", "bundesland", "region", "province region", "distrito", "uf", "regione", "provincie"],
  "address.zip": ["zip", "zip code", "zipcode", "postal code", "postalcode", "postcode", "post code", "zip postal code", "postal zip code", "zip or postal code", "zip postal", "codigo postal", "cp", "postleitzahl", "plz", "code postal", "cep", "cap", "codice postale", "codice di avviamento postale"],
  "address.cityState": ["city state", "citystate", "city and state", "ciudad y estado", "ciudad y provincia", "stadt und bundesland", "ville et region", "cidade e estado", "citta e provincia", "plaats en provincie"],
  "residence.state": ["state of residence", "state of residency", "resident state", "residence state", "state where you reside", "state you reside in", "state you live in", "state where you live", "state do you live in", "state do you reside in", "estado de residencia", "wohnsitz bundesland", "bundesland des wohnsitzes", "provincia di residenza", "provincie van verblijf"],
  "residence.country": ["country", "country of residence", "country region", "country or region", "country name", "residence country", "pais", "pais de residencia", "land", "wohnsitzland", "land des wohnsitzes", "pays", "pays de residence", "paese", "paese di residenza", "nazione", "land van verblijf", "woonland"],
  age: ["age", "current age", "age range", "approximate age", "edad", "edad actual", "alter", "idade", "eta", "leeftijd"],
  birthYear: ["birth year", "birthyear", "year of birth", "yob", "year born", "ano de nacimiento", "geburtsjahr", "annee de naissance", "ano de nascimento", "anno di nascita", "geboortejaar"],
  dateOfBirth: ["date of birth", "dateofbirth", "birth date", "birthdate", "dob", "birthday", "born on", "fecha de nacimiento", "geburtsdatum", "geburtstag", "date de naissance", "data de nascimento", "data di nascita", "geboortedatum"],
  relatives: ["relatives", "relative names", "known relatives", "names of relatives", "family members", "familiares", "parientes", "verwandte", "membres de la famille", "parents proches", "parentes", "parenti", "familieleden"],
  "listing.url": [
    "url", "urls", "profile url", "listing url", "record url", "page url", "result url", "url of your listing", "url of the listing", "url of your record", "url of the record", "url of your profile", "url of the profile", "url of the page", "url of listing", "url to remove", "url to be removed", "profile link", "listing link", "record link", "link to your listing", "link to the listing", "link to your profile", "link to the profile", "link to your record", "link to the record", "link to profile", "link to record", "link to listing", "link to the page", "link to your page",
    "address of the record", "address of your record", "address of the listing", "address of your listing", "address of the page", "web address of the listing", "web address of your listing", "web address of your record", "web address of the record", "web address of the page", "web address of your profile", "profile page", "listing address", "profile address",
    "url del perfil", "url de tu perfil", "url de su perfil", "url del registro", "url de la ficha", "enlace al perfil", "enlace del perfil", "enlace a tu perfil", "enlace a su perfil", "enlace al registro", "enlace a la ficha", "profil url", "url des profils", "url ihres profils", "url des eintrags", "link zum profil", "link zu ihrem profil", "link zum eintrag", "link zu ihrem eintrag", "profillink",
    "url du profil", "url de votre profil", "url de la fiche", "url de votre fiche", "lien du profil", "lien vers le profil", "lien vers votre profil", "lien vers la fiche", "lien vers votre fiche", "lien de la fiche", "url do perfil", "url do seu perfil", "url do registro", "url do registo", "link do perfil", "link do seu perfil", "link para o perfil", "link para o seu perfil", "link do registro", "link do registo",
    "url del profilo", "url del tuo profilo", "url della scheda", "link al profilo", "link al tuo profilo", "link del profilo", "link alla scheda", "url van het profiel", "url van uw profiel", "url van je profiel", "profiel url", "link naar het profiel", "link naar uw profiel", "link naar je profiel", "profiellink", "url van de vermelding", "link naar de vermelding",
  ],
  "listing.id": ["record id", "profile id", "listing id", "person id", "record number", "listing number", "profile number", "report id", "record no", "id of the record", "id of the listing", "id del registro", "id del perfil", "numero de registro", "profil id", "datensatz id", "eintrags id", "id du profil", "numero de fiche", "id do perfil", "id do registro", "id del profilo", "numero della scheda", "profiel id", "recordnummer"],
  ssn: ["ssn", "social security", "social security number", "social security no", "last four of ssn", "last 4 of ssn", "last four of your ssn", "last 4 digits of ssn", "last 4 digits of your ssn", "last four digits of your ssn", "last four digits of your social security number", "ssn last 4", "numero de seguro social", "numero de la seguridad social", "seguro social", "sozialversicherungsnummer", "numero de securite sociale", "numero di previdenza sociale", "burgerservicenummer"],
  idDocument: ["drivers license", "driver license", "drivers licence", "driving licence", "driver s license", "driver s licence", "photo id", "government id", "government issued id", "id document", "upload id", "id upload", "identity document", "copy of your id", "copy of id", "proof of identity", "passport", "documento de identidad", "ausweis", "personalausweis", "ausweiskopie", "piece d identite", "carte d identite", "documento de identidade", "documento d identita", "identiteitsbewijs", "kopie identiteitsbewijs"],
  photo: ["photo", "selfie", "photograph", "portrait", "foto", "lichtbild", "pasfoto"],
};
