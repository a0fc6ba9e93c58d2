import { randomInt } from "node:crypto";
import { LETTERS, drawnLetters } from "../drawn-letters.ts";
import { neighbour, odalys } from "../people.ts";
import { pictureOptOut } from "../picture-optout.ts";
import { inTable, peopleSearch, tableRow } from "../search-pages.ts";
import type { Site } from "../site.ts";

/** Bent letters that a person has to read. */
export const captchaletters: Site = {
  slug: "captchaletters",
  name: "BentLetters Directory",
  host: "www.captchaletters.example",
  accent: "#2f5d7a",
  people: [odalys("m3k8sd"), neighbour("t7w1ya")],
  routes: {
    ...peopleSearch({ row: tableRow, list: inTable }),
    ...pictureOptOut({
      pose: () => {
        const drawn = Array.from({ length: 5 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join("");
        return { drawn, answer: drawn };
      },
      draw: drawnLetters,
      label: "Letters in the picture",
      alt: "Five bent letters",
      wrong: "These are not the letters.",
    }),
  },
  expected: { state: "needs-human", why: "the form shows letters that only a person may read", submissions: 0 },
};
