import { randomInt } from "node:crypto";
import { drawnSum } from "../drawn-sum.ts";
import { neighbour, odalys } from "../people.ts";
import { pictureOptOut } from "../picture-optout.ts";
import { peopleSearch } from "../search-pages.ts";
import type { Site } from "../site.ts";

/** A drawn sum that a person has to work out. */
export const captchapicture: Site = {
  slug: "captchapicture",
  name: "PictureSum People",
  host: "www.captchapicture.example",
  accent: "#7a2f5d",
  people: [odalys("b6v2xg"), neighbour("q9j5me")],
  routes: {
    ...peopleSearch(),
    ...pictureOptOut({
      pose: () => {
        const [left, right] = [randomInt(10, 50), randomInt(10, 50)];
        return { drawn: `${left}+${right}`, answer: String(left + right) };
      },
      draw: drawnSum,
      label: "Sum of the two numbers",
      alt: "Two numbers to add",
      wrong: "The sum is not right.",
    }),
  },
  expected: { state: "needs-human", why: "the form shows a picture that only a person may answer", submissions: 0 },
};
