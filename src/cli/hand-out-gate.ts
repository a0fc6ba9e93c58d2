import { UnauthorisedError } from "../base/errors.ts";
import { refusalOf, type Refusal } from "../grant/decide.ts";
import type { Authority } from "../grant/standing.ts";
import type { Case } from "../ledger/case.ts";
import { actByHand, askedAt } from "../plan/within-grant.ts";
import type { Draft, Drafts } from "../subject/drafts.ts";
import { residenceOf } from "../subject/profile.ts";
import type { Call } from "./call.ts";
import { authorityOf, tellClientTrail } from "./open-client.ts";
import type { OpenedHome } from "./open-home.ts";
import { byMail } from "./prepare-drafts.ts";
import type { SubjectView } from "./subject-view.ts";

export interface HandingOut {
  readonly opened: OpenedHome;
  readonly view: SubjectView;
  /** All that are ready, those handed out before among them. */
  readonly drafts: Drafts;
  readonly chosen: Drafts;
}

export interface GoingOut {
  readonly drafts: Drafts;
  /** Why not all of them. */
  readonly refusal?: Refusal | undefined;
}

/** Those of the chosen that may go out, by what the disk says now: a grant may have been taken back since they were chosen. What may not is in the trail. */
export async function mayGoOut(call: Call, handing: HandingOut): Promise<GoingOut> {
  const { opened, view: { subject } } = handing;
  const out = goingOut({ ...handing, authority: await authorityOf(opened, subject), now: call.clock.now() });
  if (!out.refusal) return out;
  await tellClientTrail(call, opened, { subject, did: "refused", about: { reason: out.refusal.reason } });
  if (Object.keys(out.drafts).length > 0) return out;
  throw new UnauthorisedError(`no mail was written: ${out.refusal.why}`, { hint: `unlist grant show ${subject}` });
}

export interface GoingOutOf extends Pick<HandingOut, "drafts" | "chosen"> {
  readonly view: Pick<SubjectView, "profile" | "catalog" | "cases">;
  readonly authority: Authority;
  readonly now: Date;
}

/** Each mail that is handed out counts as a request: nobody but whoever sends it knows that it was not. */
export function goingOut({ view: { profile, catalog, cases }, drafts, chosen, authority, now }: GoingOutOf): GoingOut {
  const subject = { residence: residenceOf(profile), repliesTo: profile.contact?.email };
  const granted: [string, Draft][] = [];
  let refusal: Refusal | undefined;
  for (const [slug, draft] of Object.entries(chosen)) {
    const made = [...askedAt(cases), ...handedOut(drafts, cases, slug), ...granted.map(() => now.toISOString())];
    const refused = refusalOf({ ...actByHand(byMail(slug), { catalog, subject }), askedAt: made }, authority, now);
    refusal ??= refused;
    if (!refused) granted.push([slug, draft]);
  }
  return { drafts: Object.fromEntries(granted), refusal };
}

/** When the others went out that nobody has said of yet that they were sent. */
function handedOut(drafts: Drafts, cases: readonly Case[], but: string): string[] {
  const isOnRecord = (slug: string): boolean => cases.some(({ broker, request }) => broker === slug && request !== undefined);
  return Object.entries(drafts).flatMap(([slug, { exportedAt }]) => (exportedAt === undefined || slug === but || isOnRecord(slug) ? [] : [exportedAt]));
}
