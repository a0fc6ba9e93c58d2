import { createHash } from "node:crypto";
import { draftOf, type Enclosure } from "../mail/draft.ts";
import type { Plan } from "../plan/task.ts";
import type { Catalog } from "../catalog/load.ts";
import { readDrafts, writeDrafts, type Draft, type Drafts } from "../subject/drafts.ts";
import type { Profile } from "../subject/profile.ts";
import { requestLetter, type CitedAuthority } from "../subject/request-letter.ts";
import { citedAuthority } from "./cited-authority.ts";
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
  const authority = citedAuthority(await authorityOf(of.opened, of.subject), of.profile, of.now);
  const drafts: [string, Draft][] = [];
  for (const slug of wanted) {
    const draft = known[slug]?.exportedAt === undefined ? await draftFor(slug, of, { authority }) : known[slug];
    if (draft) drafts.push([slug, sameText(known[slug], draft)]);
  }
  const next = Object.fromEntries(drafts);
  if (JSON.stringify(next) !== JSON.stringify(known)) await writeDrafts(of.opened, of.subject, next);
  return next;
}

/** The same mail with the signed document in it. */
export async function draftWith(enclosure: Enclosure, slug: string, of: DraftsOf): Promise<Draft | undefined> {
  const authority = citedAuthority(await authorityOf(of.opened, of.subject), of.profile, of.now);
  return draftFor(slug, of, { authority: authority && { ...authority, isEnclosed: true }, enclosure });
}

interface Standing {
  readonly authority: CitedAuthority | undefined;
  readonly enclosure?: Enclosure;
}

/** Nothing without an alias: brokers see no address but that one. */
async function draftFor(slug: string, { catalog, profile, subject, now }: DraftsOf, { authority, enclosure }: Standing): Promise<Draft | undefined> {
  const broker = catalog.brokers.get(slug);
  const { contact } = profile;
  const to = broker?.contact.email;
  if (!broker || !contact || to === undefined) return undefined;
  const { from, subject: title, text, fields } = requestLetter({ ...profile, contact }, { broker: { slug, name: broker.name }, authority });
  const id = createHash("sha256").update(`${subject} ${slug} deletion`).digest("hex").slice(0, 32);
  return { to, eml: await draftOf({ from, to, subject: title, text, at: now, id, enclosure }), fields: [...fields], preparedAt: now.toISOString() };
}

/** A draft that says the same as the one that is kept keeps its date. */
function sameText(known: Draft | undefined, draft: Draft): Draft {
  const undated = (eml: string) => eml.replace(/^Date: .*$/m, "");
  return known?.to === draft.to && undated(known.eml) === undated(draft.eml) ? known : draft;
}
