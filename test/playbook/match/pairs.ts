import { seededRandom } from "../../../src/base/random.ts";
import type { MatchQuery, MatchSubject } from "../../../src/playbook/match/match.ts";
import type { ListingDetails, ShownAddress } from "../../../src/subject/listing-details.ts";
import { Profile } from "../../../src/subject/profile.ts";
import { Dice, lookalike, phone, SHORT, someone, type Home, type Human } from "./people.ts";
import { NOW, row } from "./subjects.ts";

export interface Pair {
  readonly isSame: boolean;
  readonly row: ListingDetails;
  readonly subject: MatchSubject;
  readonly query: MatchQuery;
}

/** Labelled pairs: half are the subject's own listing as a broker would show it, half somebody's who is easily taken for them. */
export function labelledPairs(seed: number, count: number): Pair[] {
  const dice = new Dice(seededRandom(seed));
  return Array.from({ length: count }, (_, i) => {
    const human = someone(dice);
    const isSame = i % 2 === 0;
    const subject = profileOf(human, dice);
    return { isSame, subject, query: queryOf(subject, dice), row: listingOf(isSame ? human : lookalike(human, dice), dice) };
  });
}

/** People know themselves, but seldom fill in all of it. */
function profileOf(human: Human, dice: Dice): MatchSubject {
  const { first, middle, last, suffix, formerLast } = human;
  const name = { first, last, ...(dice.chance(0.8) && { middle: dice.chance(0.7) ? middle : middle.slice(0, 1) }), ...(suffix && { suffix }) };
  return Profile.parse({
    names: [name, ...(formerLast ? [{ first, last: formerLast }] : [])],
    addresses: human.homes.slice(0, dice.chance(0.7) ? 4 : 1).map((home) => (dice.chance(0.7) ? home : { city: home.city, state: home.state })),
    ...(dice.chance(0.9) && { birthYear: human.birthYear }),
    phones: dice.chance(0.5) ? human.phones : [],
    relatives: dice.chance(0.5) ? human.relatives : [],
  });
}

function queryOf(subject: MatchSubject, dice: Dice): MatchQuery {
  const { city, state } = subject.addresses[0]!;
  const name = subject.names[0]!;
  return dice.pick([{ name, city, state }, { name, city, state }, { name, state }]);
}

function listingOf(human: Human, dice: Dice): ListingDetails {
  const shownYears = NOW.getUTCFullYear() - human.birthYear - dice.pick([0, 0, 0, 1, 1, 2]);
  const age = shownYears >= 80 && dice.chance(0.5) ? { age: 80, ageFloor: true } : { age: shownYears };
  return row(shownName(human, dice), {
    ...(dice.chance(0.85) && (dice.chance(0.15) ? { birthYear: human.birthYear } : age)),
    addresses: human.homes.slice(0, dice.between(1, 4)).map((home) => shownHome(home, dice)),
    aliases: human.formerLast && dice.chance(0.5) ? [`${human.first} ${human.formerLast}`] : [],
    phones: dice.chance(0.4) ? [...human.phones.slice(0, 1), phone(dice)] : [],
    relatives: dice.chance(0.5) ? human.relatives.slice(0, 3) : [],
  });
}

function shownHome({ street, city, state, zip }: Home, dice: Dice): ShownAddress {
  const town = dice.pick([city, city.toUpperCase(), city.replace("St.", "Saint").replace("Fort", "Ft").replace("Mount", "Mt")]);
  const line = dice.pick([street, street.replace("St", "Street").replace("Ave", "Avenue"), `${street.toUpperCase()} APT ${dice.between(1, 9)}`]);
  return { city: town, state, ...(dice.chance(0.4) && { street: line }), ...(dice.chance(0.3) && { zip }) };
}

function shownName(human: Human, dice: Dice): string {
  const first = dice.chance(0.2) ? dice.pick(SHORT[human.first] ?? [human.first]) : human.first;
  const last = human.formerLast && dice.chance(0.2) ? human.formerLast : shownSurname(human.last, dice);
  const middle = dice.pick(["", "", human.middle, human.middle.slice(0, 1), `${human.middle.slice(0, 1)}.`]);
  const suffix = human.suffix && dice.chance(0.7) ? human.suffix : "";
  const given = dice.chance(0.03) ? `${first.slice(0, 1)}.` : [first, middle].filter(Boolean).join(" ");
  const name = dice.chance(0.2) ? `${[last, suffix].filter(Boolean).join(" ")}, ${given}` : [given, last, suffix].filter(Boolean).join(" ");
  return dice.pick([name, name, name.toUpperCase(), plain(name)]);
}

function shownSurname(last: string, dice: Dice): string {
  const halves = last.includes("-") ? [last.replace("-", " "), last.split("-")[0]!] : [];
  return dice.pick([last, last, last.replace(/['’]/u, ""), last.replace(/^(de la|Van) /u, (particle) => particle.replaceAll(" ", "")), ...halves]);
}

function plain(name: string): string {
  return name.normalize("NFD").replace(/[\u0300-\u036f]/gu, "");
}
