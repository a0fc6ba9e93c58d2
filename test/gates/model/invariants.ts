import { isDeepStrictEqual } from "node:util";
import { foldEvents } from "../../../src/ledger/fold.ts";
import { asKept, isReplay } from "./is-replay.ts";
import { caseKey, type Case } from "../../../src/ledger/case.ts";
import type { State } from "../../../src/ledger/states.ts";
import type { Plan } from "../../../src/plan/task.ts";
import { personalValues } from "../../../src/subject/profile.ts";
import { CATALOG } from "../scripted/rooms.ts";
import { isGone, tell } from "./oracle.ts";
import type { Person } from "./person.ts";
import type { World } from "./world.ts";

/** Everything that must be so after every command, in words where it isn't. */
export async function broken(world: World): Promise<string[]> {
  const all = await Promise.all(world.people.map(async (person) => [...(await brokenFor(person, world)), ...leaks(person, world)]));
  return all.flat();
}

async function brokenFor(person: Person, { files }: World): Promise<string[]> {
  const { plan, ledger } = await person.plan();
  const { events } = person;
  const { tales, wrong } = tell(events);
  const cases = [...ledger.view.cases.values()];
  const said = cases.filter(({ state }) => state === "removed").filter(({ broker, listing }) => !isGone(tales.get(caseKey(broker, listing)) ?? NOTHING));
  return [
    ...person.wrong,
    ...wrong,
    ...person.brokers.doubles().map((key) => `${key} was taken in twice`),
    ...(ledger.isDamaged ? ["the ledger is damaged"] : []),
    ...(events.length < person.kept ? [`${person.kept - events.length} acknowledged events are gone`] : []),
    ...said.map(({ broker }) => `${broker} is called removed without two absences a week apart`),
    ...cases.filter((held) => isOpen(held) && !hasNext(held, plan)).map(({ broker, state }) => `${broker} is ${state} and nothing comes next`),
    ...(person.isGranted ? plan.skips.filter(({ why }) => why === "grant").map(({ broker }) => `${broker} waits for a grant that is there`) : []),
    ...undeclared(person),
    ...((await isReplay({ dir: person.dir, key: person.casting.key, files }, events)) ? [] : ["the projection is not what the journal folds to"]),
    ...(isDeepStrictEqual(asKept([...foldEvents(events).cases]), asKept([...ledger.view.cases])) ? [] : ["reading it twice gives two ledgers"]),
  ];
}

const NOTHING = { open: new Set<string>(), crossed: new Set<string>(), absences: [], notBefore: 0, wasEverAsked: false };
const CLOSED: readonly State[] = ["unseen", "removed", "not-listed", "unverifiable", "stopped", "left", "denied"];

function isOpen({ state }: Case): boolean {
  return !CLOSED.includes(state);
}

/** Something that is due, something with a date, or a person's turn. */
function hasNext({ broker, listing }: Case, { tasks, skips }: Plan): boolean {
  const own = skips.filter((skip) => skip.broker === broker && (skip.listing === undefined || skip.listing === listing));
  return tasks.some((task) => task.broker === broker) || own.some(({ until, reason }) => until !== undefined || reason === "needs-human" || reason === "needs-review");
}

/** Names of fields on record are those that the playbook declares, and the brokers were told no other. */
function undeclared({ events, brokers, sites }: Person): string[] {
  return sites.flatMap((site) => {
    const playbook = CATALOG.playbooks.get(site)?.playbook;
    const declared: readonly string[] = playbook ? [...playbook.discloses.scan, ...playbook.discloses.optOut, ...playbook.discloses.confirm] : [];
    const recorded = events.filter(({ broker }) => broker === site).flatMap((event) => (event.type === "intended" || event.type === "disclosed" ? event.fields : []));
    const told = [...(brokers.told.get(site) ?? [])].map((control) => ({ "#email": "contact.email", "#url": "listing.url", "#name": "name" })[control] ?? control);
    const beyond = [...recorded.filter((field) => !declared.includes(field)), ...told.filter((field) => !recorded.includes(field))];
    return beyond.length > 0 && !events.some(({ broker }) => broker === site) ? [] : beyond.map((field) => `${site} was told ${field}, which is not declared or not on record`);
  });
}

/** No file holds a value of either person in clear. */
function leaks(person: Person, { files, people }: World): string[] {
  const values = people.flatMap(({ casting }) => personalValues(casting.profile)).filter((value) => value.length > 4);
  return [...files.under(person.dir)].flatMap(([path, bytes]) => values.filter((value) => bytes.includes(value)).map(() => `${path} holds a value of a person`));
}
