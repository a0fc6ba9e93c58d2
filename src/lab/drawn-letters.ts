import { html, type Html } from "./html.ts";

/** Strokes on a grid of 4 × 6, corner to corner: letters that nobody takes for another one. */
const STROKES: Readonly<Record<string, string>> = {
  A: "0,6 2,0 4,6|1,4 3,4",
  C: "4,1 2,0 0,2 0,4 2,6 4,5",
  E: "4,0 0,0 0,6 4,6|0,3 3,3",
  F: "4,0 0,0 0,6|0,3 3,3",
  H: "0,0 0,6|4,0 4,6|0,3 4,3",
  K: "0,0 0,6|4,0 0,3 4,6",
  L: "0,0 0,6 4,6",
  N: "0,6 0,0 4,6 4,0",
  R: "0,6 0,0 3,0 4,1 3,3 0,3 4,6",
  T: "0,0 4,0|2,0 2,6",
  X: "0,0 4,6|4,0 0,6",
  Z: "0,0 4,0 0,6 4,6",
};
export const LETTERS = Object.keys(STROKES).join("");

/** A word as a picture of bent lines behind a wave: there is no text in it to read. */
export function drawnLetters(word: string): Html {
  const strokes = Array.from(word).flatMap((letter, i) => (STROKES[letter] ?? "").split("|").map((stroke) => html`<path d="${pathOf(stroke, i)}"/>`));
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="220" height="64" fill="none" stroke="#243" stroke-width="3"><path d="M0 20C50 70 150 0 220 46" stroke="#8a9" stroke-width="2"/>${strokes}</svg>`;
}

function pathOf(stroke: string, place: number): string {
  const corners = stroke.split(" ").map((corner) => corner.split(",").map(Number));
  return corners.map(([x = 0, y = 0], i) => `${i === 0 ? "M" : "L"}${bent(18 + place * 40 + x * 6, 12 + y * 6 + (place % 2) * 4)}`).join("");
}

/** As if the paper were wet. */
function bent(x: number, y: number): string {
  return `${(x + 4 * Math.sin(y / 9)).toFixed(1)} ${(y + 5 * Math.sin(x / 21)).toFixed(1)}`;
}
