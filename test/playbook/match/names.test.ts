import { describe, expect, it } from "vitest";
import { compareNames } from "../../../src/playbook/match/compare-names.ts";
import type { Likeness } from "../../../src/playbook/match/likeness.ts";
import { splitName } from "../../../src/playbook/match/names.ts";

/** "First Middle|Last|Suffix" of the subject, the name as shown, and how they go together. */
const CASES: readonly [own: string, shown: string, likeness: Likeness][] = [
  // the traps of other engines
  ["Jo|Smith", "Joanna Klinesmith", "different"],
  ["Al|Smith", "Alice Goldsmith", "different"],
  ["Aaron|Smith", "Erin Smith", "different"],
  ["Al|Smith", "Alice Gold-Smith", "different"],
  ["Sean|O'Brien", "Sean OBrien", "same"],
  ["Sean|O'Brien", "SEAN O’BRIEN", "same"],
  ["Sean|O'Brien", "Sean O Brien", "same"],
  ["Sean|OBrien", "Sean O'Brien", "same"],
  ["José|Núñez", "Jose Nunez", "same"],
  ["Jose|Nunez", "José Núñez", "same"],
  ["Jose|Nunez", "Jose\u0301 Nu\u0301n\u0303ez", "same"],
  ["Ann|Lee", "Ann Leeson", "different"],
  ["Ann|Leeson", "Ann Lee", "different"],
  ["Rob|Ross", "Robin Rosso", "different"],
  ["Mark|Hall", "Mark Marshall", "different"],
  ["Ed|Ward", "Edward", "different"],
  ["Eric|Roe", "Erica Roe", "different"],
  ["Maria|Roe", "Marie Roe", "different"],
  ["John|Roe", "Joan Roe", "different"],
  ["Brian|Smith", "Brian Smyth", "different"],
  ["John|Johnson", "John Johnston", "different"],
  ["Christopher|Roe", "Christine Roe", "different"],
  ["Samuel|Roe", "Samantha Roe", "different"],
  ["Albert|Roe", "Alexander Roe", "different"],
  ["Jane|Roe", "Jane", "different"],
  ["Jane|Roe", "Roe", "different"],
  ["Jane|Roe", "", "different"],
  ["Jane|Roe", "Jane Doe", "different"],
  ["Jane|Roe", "June Roe", "different"],
  // case, spaces, punctuation, titles, degrees
  ["Jane|Roe", "JANE ROE", "same"],
  ["Jane|Roe", "  jane   roe ", "same"],
  ["Jane|Roe", "Ms. Jane Roe", "same"],
  ["Jane|Roe", "Jane Roe, MD", "same"],
  ["Jane|Roe", "Dr Jane Q Roe PhD", "same"],
  ["Jane|Roe", "Jane Roe Esq.", "same"],
  ["Jürgen|Müller", "Juergen Mueller", "same"],
  ["Juergen|Mueller", "Jürgen Müller", "same"],
  ["Jürgen|Müller", "Jurgen Muller", "same"],
  ["Søren|Groß", "Soren Gross", "same"],
  ["Łukasz|Wałęsa", "Lukasz Walesa", "same"],
  ["李|明", "李 明", "hint"], // one letter each, like initials
  ["Мария|Иванова", "МАРИЯ ИВАНОВА", "same"],
  // swapped order
  ["Jane Q|Roe", "Roe, Jane", "same"],
  ["Jane Q|Roe", "ROE, JANE Q", "same"],
  ["Jane Q|Roe", "ROE JANE Q", "alike"],
  ["Thomas|James", "James Thomas", "alike"],
  ["Thomas|James", "James, Thomas", "same"],
  ["Thomas|James", "Thomas, James", "different"],
  ["Maria|Garcia Lopez", "Garcia Lopez, Maria", "same"],
  ["John|Smith|Jr", "Smith Jr, John", "same"],
  ["John|Smith|Jr", "Smith, John, Jr", "same"],
  ["John|Smith|III", "SMITH, JOHN III", "same"],
  // middle names and initials
  ["Jane Q|Roe", "Jane Quinn Roe", "same"],
  ["Jane|Roe", "Jane Q. Roe", "same"],
  ["Jane Quinn|Roe", "Jane Roe", "same"],
  ["Jane Quinn|Roe", "J. Roe", "hint"],
  ["Jane Quinn|Roe", "J Q Roe", "hint"],
  ["Jane Quinn|Roe", "J Quinn Roe", "alike"],
  ["Jane|Roe", "K. Roe", "different"],
  ["J|Roe", "Jane Roe", "hint"],
  ["J|Roe", "J Roe", "hint"],
  ["Jane|Roe", "Jane R.", "hint"],
  ["Jane|Roe", "Jane D.", "different"],
  ["Robert James|Smith", "James Smith", "hint"],
  ["Robert James|Smith", "R James Smith", "alike"],
  ["Robert James|Smith", "James R Smith", "hint"],
  ["Robert|Smith", "John Robert Smith", "hint"],
  ["Ann|Smith", "Mary Ann Smith", "hint"],
  ["Mary Ann|Smith", "Mary Ann Smith", "same"],
  // double given names
  ["Mary-Ann|Smith", "Maryann Smith", "same"],
  ["Maryann|Smith", "Mary Ann Smith", "same"],
  ["Jean-Luc|Roe", "Jean Luc Roe", "same"],
  ["Jean-Luc|Roe", "Jean Roe", "alike"],
  ["Jean|Roe", "Jean-Luc Roe", "alike"],
  // double surnames and particles
  ["Maria|Garcia-Lopez", "Maria Garcia Lopez", "same"],
  ["Maria|Garcia Lopez", "Maria Garcia-Lopez", "same"],
  ["Maria|Garcia-Lopez", "Maria GarciaLopez", "same"],
  ["Maria|Garcia-Lopez", "Maria Garcia", "alike"],
  ["Maria|Garcia-Lopez", "Maria Lopez", "alike"],
  ["Maria|Garcia-Lopez", "Maria G Lopez", "alike"],
  ["Maria|Garcia", "Maria Garcia-Lopez", "alike"],
  ["Maria|Lopez", "Maria Garcia-Lopez", "alike"],
  ["Maria|Garcia", "Maria Garcia Lopez", "alike"],
  ["Maria|Garcia-Lopez", "Maria Garcia-Perez", "different"],
  ["Maria|Garcia-Lopez", "Maria Perez-Lopez", "different"],
  ["Maria|Garcia-Lopez", "Maria Perez", "different"],
  ["Maria|de la Cruz", "Maria De La Cruz", "same"],
  ["Maria|de la Cruz", "Maria Delacruz", "same"],
  ["Maria|Delacruz", "Maria de la Cruz", "same"],
  ["Maria|de la Cruz", "Maria Cruz", "alike"],
  ["Maria|Cruz", "Maria de la Cruz", "alike"],
  ["Maria|de la Cruz", "Maria de la Torre", "different"],
  ["Dick|Van Dyke", "Dick Vandyke", "same"],
  ["Dick|Van Dyke", "Richard Van Dyke", "same"],
  ["Anna|St. John", "Anna Saint John", "same"],
  ["Ian|MacDonald", "Ian Mac Donald", "same"],
  ["Ian|MacDonald", "Ian McDonald", "different"],
  // nicknames, both ways
  ["Robert|Smith", "Bob Smith", "same"],
  ["Bob|Smith", "Robert Smith", "same"],
  ["Robert|Smith", "Robert (Bob) Smith", "same"],
  ["Bobby|Smith", 'Robert "Bobby" Smith', "same"],
  ["William|Smith", "Bill Smith", "same"],
  ["Liz|Smith", "Elizabeth Smith", "same"],
  ["Elizabeth|Smith", "BETH SMITH", "same"],
  ["Katherine|Smith", "Catherine Smith", "same"],
  ["Margaret|Smith", "Peggy Smith", "same"],
  ["Chris|Smith", "Christopher Smith", "same"],
  ["Chris|Smith", "Christina Smith", "same"],
  ["Alexandra|Smith", "Alex Smith", "same"],
  ["Steven|Smith", "Stephen Smith", "same"],
  ["Jo|Smith", "Joanna Smith", "same"],
  ["Robert|Smith", "Bill Smith", "different"],
  ["Jane|Roe", "Jane Smith (Roe)", "same"],
  ["Jane|Roe", "Jane Smith née Roe", "same"],
  ["Jane|Roe", "Jane Roe-Smith", "alike"],
  ["Jane|Roe", "Jane Smith-Roe", "alike"],
];

describe("compareNames", () => {
  it.each(CASES)("%s, shown as %j: %s", (own, shown, likeness) => {
    const [given = "", last = "", suffix] = own.split("|");
    const [first = "", middle] = given.split(" ");

    const fit = compareNames(shown, { first, middle, last, suffix });

    expect(fit.likeness).toBe(likeness);
  });

  it.each([
    ["John Smith Jr", 2], ["John Smith, Jr.", 2], ["Smith Jr, John", 2], ["JOHN SMITH II", 2], ["John Smith 3rd", 3], ["John Smith Sr", 1],
    ["John Smith V", 5], ["Smith, John V", undefined], ["John V Smith", undefined], ["John Smith", undefined],
  ])("reads the generation of %j as %s", (shown, expected) => {
    const fit = compareNames(shown, { first: "John", last: "Smith" });

    expect(fit).toMatchObject({ likeness: "same", generation: expected });
  });
});

describe("splitName", () => {
  it.each([
    ["Jane Q. Roe Jr.", { first: "Jane", middle: "Q.", last: "Roe", suffix: "Jr." }],
    ["ROE, JANE Q", { first: "JANE", middle: "Q", last: "ROE" }],
    ["Maria de la Cruz", { first: "Maria", last: "de la Cruz" }],
    ["Mary Van Dyke", { first: "Mary", last: "Van Dyke" }],
    ["Van Morrison", { first: "Van", last: "Morrison" }],
    ["Smith Jr, John Q", { first: "John", middle: "Q", last: "Smith", suffix: "Jr" }],
    ["Dr. Jean-Luc O'Brien MD", { first: "Jean-Luc", last: "O'Brien" }],
    ["Cher", { first: "Cher", last: "" }],
    ["", { first: "", last: "" }],
  ])("parts %j and keeps its spelling", (text, expected) => {
    expect(splitName(text)).toEqual(expected);
  });
});
