import { loadPlaybook } from "../../../src/catalog/load.ts";
import { cleanRow } from "../../../src/playbook/clean/clean-row.ts";
import type { StageJob } from "../../../src/playbook/desk.ts";
import { renderText, renderUrl } from "../../../src/playbook/render.ts";
import type { TemplateField } from "../../../src/subject/fields.ts";
import { PLAYBOOK } from "../fixture.ts";

/** What a broker's page may show as a record's id or name, to have it rendered into an address or a form. */
export const SCRAPED: readonly string[] = [
  "{{name.first}}", "{{name.last | upper}}", "{{{{name.first}}}}", "${host}", "$(id)", "%7B%7Bname.first%7D%7D", "..", ".", "../../admin", "..%2f..%2fadmin", "%2e%2e", "%252e%252e", "/evil", "//evil.example/", "\\\\evil.example\\", "https://evil.example/", "@evil.example", ":8443", "?admin=1", "#x", "&admin=1", ";x", "a b",
  "a\r\nHost: evil.example", "a\u0000b", "\u001b[2J", "\u202e", "javascript:alert(1)", "constructor", "__proto__", "x".repeat(5_000), "é", "\ud83d\ude00", "$&", "$1", "`id`", "'\"><script>",
];

const PLACE = /^https:\/\/www\.acme\.example\/p\/[^/?#]*\/x\?q=[^&#]*$/;

/** How a scraped text gets out of the place that it is put into; nothing where it stays in it. */
export function escapesOf(text: string): string[] {
  const asked: TemplateField[] = [];
  const loaded = loadPlaybook({ file: "playbooks/acme.yaml", text: PLAYBOOK.replace("optOut: [contact.email,", "optOut: [name, listing.id, contact.email,") });
  const job: StageJob = {
    stage: "optOut",
    playbook: loaded,
    lookup: (field) => {
      asked.push(field);
      return { kind: "send", value: field === "listing.id" ? text : "Janeira" };
    },
    matches: () => ({ verdict: "no", matched: [], contradicts: [], missing: [] }),
    isCrossed: () => false,
  };
  const typed = renderText("{{listing.id}}", job);
  const opened = tried(() => renderUrl("https://www.acme.example/p/{{listing.id}}/x?q={{listing.id}}", job));
  const address = opened?.kind === "text" ? new URL(opened.text).href : undefined;
  return [
    ...(asked.some((field) => field !== "listing.id") ? ["it had a field of the person looked up"] : []),
    ...(typed.kind === "text" && typed.text === text ? [] : ["it was not typed as it stands"]),
    ...(address === undefined || PLACE.test(address) ? [] : [`it changed the address: ${address.slice(0, 120)}`]),
    ...linkEscapes(text),
  ];
}

/** Half a character has no place in an address: the encoder refuses it. */
function tried<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

function linkEscapes(text: string): string[] {
  const url = cleanRow({ fields: { name: ["Jane Roe"], url: [text] }, extras: {}, pageUrl: "https://www.acme.example/" })?.url;
  if (url === undefined) return [];
  const { protocol, username, password } = new URL(url);
  return ["https:", "http:"].includes(protocol) && username === "" && password === "" ? [] : ["it became a link that is no web address"];
}
