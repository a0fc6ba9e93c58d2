import { foldEvents } from "../../src/ledger/fold.ts";
import { Event } from "../../src/ledger/events.ts";
import { plan } from "../../src/plan/plan.ts";
import { outcomesOf, type Outcomes } from "../../src/report/outcomes/outcomes.ts";
import { BROKER, PLAYBOOK } from "../catalog/fixture.ts";
import { catalogOf, daysAgo, NOW } from "../plan/fixture.ts";

const AGREES = { verdict: "match", matched: ["name", "city"], contradicts: [], missing: [], sealed: "AAAA" };
const SEARCHED = { step: "scan.steps[0]", fields: ["name", "address.city"], hosts: ["www.acme.example"] };

interface Place {
  readonly broker: string;
  readonly listing: string;
}

/** A listing found and asked for so many days ago. */
function asked({ broker, listing }: Place, days: number): unknown[] {
  const every = { broker, listings: [listing] };
  const step = { request: `${broker}/${listing}/opt-out/1`, step: "optOut.steps[2]" };
  return [
    { type: "disclosed", at: daysAgo(days), broker, listings: ["-"], ...SEARCHED },
    { type: "found", at: daysAgo(days), ...every, ...AGREES },
    { type: "intended", at: daysAgo(days), ...every, ...step, fields: ["contact.email", "listing.url"], hosts: ["www.acme.example"] },
    { type: "acknowledged", at: daysAgo(days), ...every, ...step, next: "removal", until: daysAgo(days - 3) },
  ];
}

function absent({ broker, listing }: Place, days: number): unknown {
  return { type: "absent", at: daysAgo(days), broker, listings: [listing], others: 0, againAfterMs: 5 * 86_400_000 };
}

const GONE = { broker: "acme", listing: "k1aaaaaa" };
const WAITING = { broker: "acme-two", listing: "k2bbbbbb" };

/** Forty days of one person: a listing that went after four days, one of the same family that is waited for, one to review, a clean look and a wall. */
export const EVENTS = Event.array().parse([
  ...asked(GONE, 40),
  absent(GONE, 36),
  absent(GONE, 29),
  ...asked(WAITING, 2),
  { type: "found", at: daysAgo(2), broker: "maybe", listings: ["k3cccccc"], ...AGREES, verdict: "unsure", matched: ["name"], missing: ["age"] },
  { type: "absent", at: daysAgo(1), broker: "clean", listings: ["-"], others: 2, againAfterMs: 0 },
  { type: "unclear", at: daysAgo(1), broker: "walled", listings: ["-"], reason: "challenge" },
]);

/** Two names that a page or a spreadsheet could take for more than a name. */
const NAMES: Readonly<Record<string, string>> = { acme: "Acme", "acme-two": "<b>Acme</b> & Two", maybe: "=HYPERLINK(1)", clean: "Clean", walled: "Walled" };

/** What came of it, with what the person may have said of a step besides. */
export function outcomes(...said: readonly unknown[]): Outcomes {
  const events = [...EVENTS, ...Event.array().parse(said)];
  const own = (slug: string): string => BROKER.replace(/^name: .*$/m, `name: ${JSON.stringify(NAMES[slug])}\n${slug === "acme-two" ? "family: acme" : "family: " + slug}`);
  const slugs = Object.keys(NAMES);
  const catalog = catalogOf({ brokers: Object.fromEntries(slugs.map((slug) => [slug, own(slug)])), playbooks: Object.fromEntries(slugs.map((slug) => [slug, PLAYBOOK.replace("broker: acme", `broker: ${slug}`)])) });
  const view = foldEvents(events);
  const cases = [...view.cases.values()];
  const planned = plan({ catalog, cases, now: new Date(NOW), subject: { hasAlias: true, hasMailbox: true, mayAct: true, approved: new Set() }, selection: {}, approvedPlaybooks: new Set() });
  return outcomesOf({ subject: "sabcdefg", catalog, cases, plan: planned, events, asides: view.asides, now: new Date(NOW) });
}
