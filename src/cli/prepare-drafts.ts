import { sha256 } from "../base/sha256.ts";
import { draftOf, type Enclosure } from "../mail/draft.ts";
import type { Plan } from "../plan/task.ts";
import type { AskedByHand } from "../plan/within-grant.ts";
import type { Catalog } from "../catalog/load.ts";
import { readDrafts, writeDrafts, type Draft, type Drafts } from "../subject/drafts.ts";
import type { Profile } from "../subject/profile.ts";
import { requestLetter, type CitedAuthority } from "../subject/request-letter.ts";
import { citedAuthority, type AskedFor } from "./cited-authority.ts";
import { authorityOf } from "./open-client.ts";
import type { OpenedHome } from "./open-home.ts";

export interface DraftsOf {
  readonly opened: OpenedHome;
  readonly subject: string;
  readonly profile: Profile;
  readonly catalog: Catalog;
  readonly plan: Plan;
  readonly now: Date;
}

/** Keeps a draft, sealed, for each broker that the plan asks by mail, and none for others. One that was handed out stays as it is. */
export async function prepareDrafts(of: DraftsOf): Promise<Drafts> {
  const known = await readDrafts(of.opened, of.subject);
  const wanted = of.plan.skips.filter((skip) => skip.reason === "by-mail").map((skip) => skip.broker);
  const view = { ...of, authority: await authorityOf(of.opened, of.subject) };
  const drafts: [string, Draft][] = [];
  for (const slug of wanted) {
    const draft = known[slug]?.exportedAt === undefined ? await draftFor(slug, of, { authority: citedAuthority(byMail(slug), view), known: known[slug] }) : known[slug];
    if (draft) drafts.push([slug, draft]);
  }
  const next = Object.fromEntries(drafts);
  if (JSON.stringify(next) !== JSON.stringify(known)) await writeDrafts(of.opened, of.subject, next);
  return next;
}

/** The same mail with the signed document in it. */
export async function draftWith(enclosure: Enclosure | undefined, slug: string, of: DraftsOf & AskedFor): Promise<Draft | undefined> {
  const authority = citedAuthority(byMail(slug), of);
  return draftFor(slug, of, { authority: authority && { ...authority, isEnclosed: enclosure !== undefined }, ...(enclosure && { enclosure }) });
}

export function byMail(broker: string): AskedByHand {
  return { broker, route: "mail" };
}

interface Standing {
  readonly authority: CitedAuthority | undefined;
  readonly enclosure?: Enclosure;
  /** What is kept already; it stays when it says the same. */
  readonly known?: Draft | undefined;
}

/** Nothing without an alias: brokers see no address but that one. */
async function draftFor(slug: string, { catalog, profile, subject, now }: DraftsOf, { authority, enclosure, known }: Standing): Promise<Draft | undefined> {
  const broker = catalog.brokers.get(slug);
  const { contact } = profile;
  const to = broker?.contact.email;
  if (!broker || !contact || to === undefined) return undefined;
  const { from, subject: title, text, fields } = requestLetter({ ...profile, contact }, { broker: { slug, name: broker.name }, authority });
  const basis = sha256(JSON.stringify([to, from, title, text]));
  if (known?.basis === basis) return known;
  const id = sha256(`${subject} ${slug} deletion`).slice(0, 32);
  return { to, eml: await draftOf({ from, to, subject: title, text, at: now, id, enclosure }), fields: [...fields], basis, ...(authority && { restsOn: authority.document }), preparedAt: now.toISOString() };
}
