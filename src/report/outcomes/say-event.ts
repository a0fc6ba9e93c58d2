import type { Event, RestsOn } from "../../ledger/events.ts";

/** What an event means to the person it is about: facts, names of fields and hosts, no value. */
export function sayEvent(event: Event): string {
  switch (event.type) {
    case "found":
      return event.verdict === "match" ? `found, and it is you: ${event.matched.join(", ")}` : `found, and it may be you: ${event.matched.join(", ")}${missing(event.missing)}`;
    case "added":
      return "you named a listing";
    case "absent":
      return event.others > 0 ? `not found: ${event.others} listings, all of somebody else` : "not found, by their own words";
    case "unclear":
      return `couldn't tell: ${event.reason}`;
    case "decided":
      return { mine: "you said: it is me", other: "you said: somebody else", undone: "you took it back" }[event.decision];
    case "intended":
      return `about to send ${list(event.fields)} to ${list(event.hosts)}${under(event)}`;
    case "disclosed":
      return `${list(event.fields)} went to ${list(event.hosts)}, on the way`;
    case "acknowledged":
      return `they confirmed it; next: ${NEXT[event.next]}${by(event.until)}`;
    case "completed":
      return `that was all they ask; next: ${NEXT[event.next]}${by(event.until)}`;
    case "doubted":
      return `may have been sent, their answer is missing: ${event.reason}`;
    case "not-sent":
      return "not sent: that is proven";
    case "handed-off":
      return `needs you: ${event.reason}${about(event.fields)}`;
    case "broke":
      return event.reason === "site-down" ? "their site is down" : `their page changed${event.code === undefined ? "" : `: ${event.code}`}`;
    case "deferred":
      return `put off (${event.reason}) until ${event.until.slice(0, 16).replace("T", " ")}`;
    case "denied":
      return `they refused: ${event.reason}`;
    case "covered":
      return `covered by the request to ${event.by.split("/", 1)[0] ?? event.by}${by(event.until)}`;
    case "stopped":
      return "you stopped it";
    case "left":
      return "you left this broker alone";
    case "put-aside":
      return { later: `you put your step off (${event.about})${by(event.until)}`, skipped: `you skipped your step (${event.about})`, undone: `you took your step up again (${event.about})` }[event.answer];
    case "asked-by-hand":
      return `you asked by ${event.by}${about(event.fields)}${under(event)}${by(event.until)}`;
  }
}

const NEXT = { form: "another form", mail: "their mail", removal: "the listing goes", "nothing-to-see": "nothing that could be seen" } as const;

function list(words: readonly string[]): string {
  return words.length === 0 ? "nothing" : words.join(", ");
}

function about(fields: readonly string[]): string {
  return fields.length === 0 ? "" : ` (${fields.join(", ")})`;
}

function missing(fields: readonly string[]): string {
  return fields.length === 0 ? "" : `; missing: ${fields.join(", ")}`;
}

/** By the document the client signed; its hash is in the record. */
function under({ restsOn }: { readonly restsOn?: RestsOn | undefined }): string {
  return restsOn === undefined ? "" : `, under ${restsOn.id}`;
}

function by(until: string | undefined): string {
  return until === undefined ? "" : `, by ${until.slice(0, 10)}`;
}
