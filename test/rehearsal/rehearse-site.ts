import { rehearse, type Rehearsal } from "../../src/authoring/rehearsal/rehearse.ts";
import { silentLog } from "../../src/base/log.ts";
import type { Browsers } from "../../src/browser/session.ts";
import type { LoadedPlaybook } from "../../src/catalog/load.ts";
import { demoProfile } from "../../src/lab/persona.ts";
import type { Profile } from "../../src/subject/profile.ts";
import type { Conduct } from "../sites/generator/conduct.ts";
import { hasFieldByHand, type Description } from "../sites/generator/description.ts";
import { hurried } from "./hurried.ts";
import { isToBeWritten } from "./rehearsed-file.ts";
import { SharedSessions } from "./shared-sessions.ts";
import type { Stage } from "./stage.ts";

/** What a playbook made of its site, in the order in which it was shown it. */
export interface Seen {
  readonly description: Description;
  readonly loaded: LoadedPlaybook;
  /** The person is listed, behind a namesake. Whatever only a person can answer was answered. */
  readonly person: Rehearsal;
  /** The same with nobody at the page, where something is there for a person to answer. */
  readonly alone: Rehearsal | undefined;
  /** Somebody whom the site does not list. Nothing where its playbook does not look. */
  readonly nobody: Rehearsal | undefined;
  /** Every page is a challenge that does not pass. Shown to those that `isWallTried` names. */
  readonly walled: Rehearsal | undefined;
}

const PATIENCE_MS = 10_000;
const quiet = { began: () => undefined, ended: () => undefined };

/** One town, so that each question is asked once. */
export const wanted: Profile = { ...demoProfile, addresses: demoProfile.addresses.filter(({ city }) => city === "Marfa") };
const stranger: Profile = { ...wanted, names: [{ first: "Perpetua", last: "Quennell" }], addresses: [{ city: "Duluth", state: "MN" }], birthYear: 1950, phones: [], relatives: [] };

/** What tells a wall from an answer is the same for all playbooks: one in four is shown one, all of them before they are vouched for. */
export const isWallTried = (index: number): boolean => isToBeWritten || index % 4 === 0;

export async function rehearseSite(stage: Stage, description: Description, { loaded, isWalled }: { loaded: LoadedPlaybook; isWalled: boolean }): Promise<Seen> {
  const conduct = stage.conducts.get(description.slug);
  if (!conduct) throw new Error(`${description.slug} is not on this stage`);
  await using browsers = new SharedSessions(stage.browsers);
  const rehearsed = (profile: Profile, behaviour: Partial<Conduct>, playbook = loaded): Promise<Rehearsal> => {
    Object.assign(conduct, { isWalled: false, isAttended: false, ...behaviour });
    return rehearseOn(stage, { loaded: playbook, profile, browsers });
  };
  const isLookedAt = loaded.playbook.scan !== undefined;
  return {
    description,
    loaded,
    alone: hasFieldByHand(description) ? await rehearsed(wanted, {}) : undefined,
    person: await rehearsed(wanted, { isAttended: true }),
    nobody: isLookedAt ? await rehearsed(stranger, { isAttended: true }) : undefined,
    walled: isLookedAt && isWalled ? await rehearsed(wanted, { isWalled: true }, hurried(loaded)) : undefined,
  };
}

export interface Wish {
  readonly loaded: LoadedPlaybook;
  readonly profile?: Profile;
  /** The stage's own when nothing is said. */
  readonly browsers?: Browsers;
}

export function rehearseOn(stage: Stage, { loaded, profile = wanted, browsers = stage.browsers }: Wish): Promise<Rehearsal> {
  const { sites, clock } = stage;
  const mail = stage.mailFor(loaded.playbook.broker);
  const signal = new AbortController().signal;
  return rehearse({ loaded, broker: undefined, profile, upTo: "all", mapped: new Set(Object.keys(sites.map)), browsers, mail, clock, log: silentLog, signal, patienceMs: PATIENCE_MS, progress: quiet });
}
