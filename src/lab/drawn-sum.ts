import { html, type Html } from "./html.ts";

/** The seven strokes of a digit in a box of 20 × 36: top, two upper sides, middle, two lower sides, bottom. */
const STROKES = ["M1 1H19", "M1 1V18", "M19 1V18", "M1 18H19", "M1 18V35", "M19 18V35", "M1 35H19"] as const;

const SIGNS: Readonly<Record<string, readonly number[]>> = {
  0: [0, 1, 2, 4, 5, 6],
  1: [2, 5],
  2: [0, 2, 3, 4, 6],
  3: [0, 2, 3, 5, 6],
  4: [1, 2, 3, 5],
  5: [0, 1, 3, 5, 6],
  6: [0, 1, 3, 4, 5, 6],
  7: [0, 2, 5],
  8: [0, 1, 2, 3, 4, 5, 6],
  9: [0, 1, 2, 3, 5, 6],
};

/** A sum like `12+30` as a picture of bent lines: there is no text in it to read. */
export function drawnSum(sum: string): Html {
  const signs = Array.from(sum).map((sign, i) => {
    const path = (SIGNS[sign] ?? []).map((stroke) => STROKES[stroke] ?? "").join("");
    return html`<path transform="translate(${20 + i * 36} ${10 + (i % 3) * 4}) skewX(${(i % 2 === 0 ? -1 : 1) * 9}) rotate(${(i * 7) % 11})" d="${sign === "+" ? "M1 18H19M10 8V28" : path}"/>`;
  });
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="220" height="64" fill="none" stroke="#334" stroke-width="3"><path d="M0 50C60 5 140 70 220 14" stroke="#99a" stroke-width="2"/>${signs}</svg>`;
}
